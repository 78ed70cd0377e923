"""The kind ``sql``: the checks of its streams, its connector, and an exported table as a sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from connectors import problem
from connectors.base import Delivery, RawRow
from connectors.card import SourceCard, StreamCard, own
from connectors.environment import expanded
from connectors.kinds.sql_card import SqlCard, SqlStream
from connectors.kinds.sql_parameters import PARAMETERS
from connectors.tally import Tally
from schema.message import Message

if TYPE_CHECKING:
    from connectors.kinds.sql import SqlConnector


class SqlKind:
    """Queries of a database."""

    name = "sql"
    title = Message("数据库", "sql")
    card = SqlCard
    previews_source = True

    def problems(self, stream: StreamCard, here: problem.Path) -> Iterator[problem.Problem]:
        stream = own(stream, SqlStream)
        for name in sorted(stream.named - PARAMETERS):
            yield problem.problem(
                (*here, "query"), (f"没有参数 :{name}", f"no parameter :{name}"), problem.one_of(sorted(PARAMETERS))
            )
        if stream.named and stream.scope.query is None:
            yield problem.problem(
                (*here, "scope"),
                ("查询有参数，但没有声明范围", "parameters without declared scopes"),
                ("scope.query：返回（区划, 月份）各行", "scope.query: rows of division, month"),
            )
        if stream.scope.version is not None and stream.scope.query is None:
            yield problem.problem(
                (*here, "scope", "version"),
                ("version 是 scope.query 的一列，但没有 scope.query", "a column of scope.query, which is missing"),
                ("scope.query：返回（区划, 月份, 版本）各行", "scope.query: rows of division, month, version"),
            )
        if stream.scope.query is not None:
            yield from _beside_the_query(stream, (*here, "scope"))

    def connector(self, card: SourceCard, env: Mapping[str, str]) -> SqlConnector:
        from connectors.kinds.sql import SqlConnector

        return SqlConnector(card, expanded(card, own(card, SqlCard).connection.url, env))

    def sample(self, card: SourceCard, stream: StreamCard, path: Path) -> Delivery:
        return Delivery(stream, path.name, None, (), partial(_exported, stream, path))


def _exported(stream: StreamCard, path: Path) -> Iterator[RawRow]:
    from connectors.kinds.files_card import as_file
    from connectors.kinds.readers import reader_of

    yield from reader_of(path, path.name)(path, as_file(stream), path.name, Tally())


def _beside_the_query(stream: SqlStream, here: problem.Path) -> Iterator[problem.Problem]:
    """Other declarations of scopes, which would contradict the query."""
    for name, said in (("months", stream.scope.months is not None), ("division", stream.scope.division.every)):
        if said:
            what = "every" if name == "division" else name
            yield problem.problem(
                (*here, name),
                (f"{what} 与 scope.query 重复", f"{what} beside scope.query"),
                ("只写其中之一", "one of the two"),
            )
