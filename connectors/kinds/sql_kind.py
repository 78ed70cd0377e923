"""The kind ``sql``: what its streams must and may say, its connector, and an exported table as a sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from connectors import problem
from connectors.base import Delivery, RawRow
from connectors.card import Kind, SourceCard, StreamCard
from connectors.environment import expanded
from connectors.parameters import PARAMETERS, parameters
from connectors.tally import Tally
from schema.message import Message

if TYPE_CHECKING:
    from connectors.kinds.sql import SqlConnector


class SqlKind:
    """Queries of a database."""

    kind = Kind.SQL
    title = Message("数据库", "sql")
    address = "url"
    previews_source = True

    def problems(self, stream: StreamCard, here: problem.Path) -> Iterator[problem.Problem]:
        if stream.query is None:
            yield problem.problem(
                here,
                (f"数据流 {stream.name} 缺少 query", f"stream {stream.name} has no query"),
                ("读取数据的 SQL", "the SQL that reads it"),
            )
        if stream.file is not None:
            yield problem.problem(
                (*here, "file"), ("SQL 数据流没有 file", "a SQL stream has no file"), ("query", "query")
            )
        named = parameters(stream.query or "")
        for name in sorted(named - PARAMETERS):
            yield problem.problem(
                (*here, "query"), (f"没有参数 :{name}", f"no parameter :{name}"), problem.one_of(sorted(PARAMETERS))
            )
        if named and stream.scope.query is None:
            yield problem.problem(
                (*here, "scope"),
                ("查询有参数，但没有声明范围", "parameters without declared scopes"),
                ("scope.query：返回（区划, 月份）各行", "scope.query: rows of division, month"),
            )
        yield from _of_scope(stream, here)

    def connector(self, card: SourceCard, env: Mapping[str, str]) -> SqlConnector:
        from connectors.kinds.sql import SqlConnector

        return SqlConnector(card, expanded(card, card.connection.url or "", env))

    def sample(self, card: SourceCard, stream: StreamCard, path: Path) -> Delivery:
        return Delivery(stream, path.name, None, (), partial(_exported, stream, path))


def _exported(stream: StreamCard, path: Path) -> Iterator[RawRow]:
    from connectors.kinds.readers import reader_of

    yield from reader_of(path, path.name)(path, stream, path.name, Tally())


def _of_scope(stream: StreamCard, here: problem.Path) -> Iterator[problem.Problem]:
    """Ways to say division and month that only a file has."""
    scope, untitled = stream.scope, ("数据库没有标题行", "a database has no title")
    for name, where in (("division", scope.division), ("month", scope.month), ("batch", scope.batch)):
        if where is not None and where.title:
            yield problem.problem((*here, "scope", name), untitled, ("column 或 const", "column or const"))
    if scope.months is not None and scope.months.title:
        yield problem.problem(
            (*here, "scope", "months"), untitled, ("const 或 from、until", "const, or from and until")
        )
    if scope.coverage is not None:
        yield problem.problem(
            (*here, "scope", "coverage"),
            ("数据库用 scope.query 声明范围", "a database declares by scope.query"),
            ("query", "query"),
        )
    if stream.months_in_columns is not None:
        yield problem.problem(
            (*here, "months_in_columns"),
            ("数据库查询不使用 months_in_columns", "a query has no columns of months"),
            ("在查询中把各月转为行", "months as rows, by the query"),
        )
