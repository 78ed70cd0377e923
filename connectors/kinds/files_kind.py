"""The kind ``files``: the checks of its streams, and its connector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from connectors import problem
from connectors.base import Delivery
from connectors.card import SourceCard, StreamCard, own
from connectors.environment import expanded
from connectors.kinds.files_card import FilesCard, FilesStream, MonthsInColumns
from schema.message import Message

if TYPE_CHECKING:
    from connectors.kinds.files import FilesConnector


class FilesKind:
    """Deliveries in a folder."""

    name = "files"
    title = Message("文件", "files")
    card = FilesCard
    previews_source = False

    def problems(self, stream: StreamCard, here: problem.Path) -> Iterator[problem.Problem]:
        stream = own(stream, FilesStream)
        if stream.scope.coverage is not None:
            yield from _listed(stream, (*here, "scope", "coverage"))
        if stream.months_in_columns is not None:
            yield from _wide(stream, stream.months_in_columns, (*here, "months_in_columns"))

    def connector(self, card: SourceCard, env: Mapping[str, str]) -> FilesConnector:
        from connectors.kinds.files import FilesConnector, Handling

        path = own(card, FilesCard).connection.path
        return FilesConnector(card, Path(expanded(card, path, env)), Handling.of(env))

    def sample(self, card: SourceCard, stream: StreamCard, path: Path) -> Delivery:
        from connectors.kinds.files import FilesConnector

        return FilesConnector(card, path.parent).sample(stream, path)


def _listed(stream: FilesStream, place: problem.Path) -> Iterator[problem.Problem]:
    if not stream.months_by_row:
        yield problem.problem(
            place,
            ("有报送范围清单，但行内没有自己的月份列", "a coverage list beside a month that is not of the rows"),
            ("让 month 来自列", "a month column"),
        )
    if stream.scope.months is not None or stream.scope.division.every:
        yield problem.problem(
            place,
            ("coverage 与 months 或 every 重复", "coverage beside months or every"),
            ("只写其中之一", "one of them"),
        )


def _wide(stream: FilesStream, wide: MonthsInColumns, place: problem.Path) -> Iterator[problem.Problem]:
    if stream.scope.month is None or wide.month not in stream.scope.month.column:
        yield problem.problem(
            place,
            (f"scope 的 month 不是新列 {wide.month}", f"the month of the scope is not the new column {wide.month}"),
            (f"scope.month: {{column: {wide.month}}}",) * 2,
        )
    if wide.year is not None and wide.year.file is not None:
        yield from problem.unnamed(stream.placeholders, (wide.year.file,), (*place, "year"))
