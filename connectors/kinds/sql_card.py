"""A card of kind ``sql``: the database, and the queries of its streams."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from connectors.card import Connection, ScopeCard, SourceCard, StreamCard, Texts
from connectors.kinds.sql_parameters import parameters


class DatabaseConnection(Connection):
    url: str


class SqlScope(ScopeCard):
    query: str | None = None
    """Declared scopes as rows of (division, month), months as YYYYMM or YYYY-MM; known also when empty."""
    version: str | None = None
    """A column of that query which the source changes whenever it has delivered a month again: a time, a batch, a
    number. Without it a digest over the rows, computed in the database, detects changes."""


class SqlStream(StreamCard):
    """One query."""

    scope: SqlScope
    query: str
    """The query; its parameters (``:division``, ``:month`` …) decide how it is split into deliveries."""
    page_by: Texts = ()
    """Columns of the query's answer to page by; without them one cursor is read to its end."""

    @property
    def named(self) -> frozenset[str]:
        """The parameters of its query."""
        return parameters(self.query)

    @property
    def by_division(self) -> bool:
        """Whether each division is a delivery of its own."""
        return any(name.startswith("division") for name in self.named)

    @property
    def by_month(self) -> bool:
        """Whether each month is a delivery of its own."""
        return any(name.startswith("month") for name in self.named)

    @property
    def months_of_delivery(self) -> bool:
        return super().months_of_delivery or self.by_month

    @property
    def told_at_once(self) -> bool:
        return self.scope.month is None and not self.by_month

    @property
    def has_undeclared_rows(self) -> bool:
        return True


class SqlCard(SourceCard):
    """Queries of one database."""

    kind: Literal["sql"]
    connection: DatabaseConnection
    streams: tuple[SqlStream, ...] = Field(min_length=1)
