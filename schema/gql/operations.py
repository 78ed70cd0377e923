"""How the hub is fed: sources, runs, and the rows it could not take. No person is in sight here."""

from __future__ import annotations

import strawberry

from schema.gql.enums import RunState
from schema.gql.paging import Node, PageInfo
from schema.gql.scalars import Instant, Month


@strawberry.type(description="What a stream has answered of one county.")
class StreamCoverage:
    stream: str
    division: str
    first: Month
    last: Month
    months: int


@strawberry.type(description="One pull of one source: read = held + rejected + pending + applied + unchanged.")
class Run(Node):
    run: str
    source: str
    department: str | None
    run_state: RunState
    read: int
    held: int
    rejected: int
    pending: int
    applied: int
    unchanged: int
    ended: int
    retired: int
    started_at: Instant | None
    seconds: float | None
    reason: str | None


@strawberry.type(description="One feed of one department.")
class Source(Node):
    name: str | None
    department: str | None
    title_zh: str
    title_en: str
    last_run: Run | None
    coverage: list[StreamCoverage] = strawberry.field(description="Within the viewer's divisions.")


@strawberry.type
class RunEdge:
    cursor: str
    node: Run


@strawberry.type(description="A page of runs, the newest first.")
class RunConnection:
    edges: list[RunEdge]
    page_info: PageInfo


@strawberry.type(description="A raw row that was not taken, and why; never what it said.")
class Rejection(Node):
    run: str
    source: str
    stream: str
    department: str | None
    file: str | None
    row: int | None
    field: str | None
    reason: str | None
    expected: str | None
    division: str | None


@strawberry.type
class RejectionEdge:
    cursor: str
    node: Rejection


@strawberry.type(description="A page of rejections.")
class RejectionConnection:
    edges: list[RejectionEdge]
    page_info: PageInfo
