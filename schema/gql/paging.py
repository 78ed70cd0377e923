"""Parts of every Relay connection, and the interface of the objects that `node` finds."""

from __future__ import annotations

import strawberry


@strawberry.interface(description="Something with a global id, by which `node` finds it again.")
class Node:
    id: strawberry.ID = strawberry.field(description="A global id; it holds no personal data.")


@strawberry.type(description="Where a page stands in its connection.")
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="A code with its labels.")
class Label:
    code: str
    zh: str
    en: str
