"""JSON Lines files row by row: one object a line, its names the columns.

A line that is no object, or has a column twice, is an unreadable row; it is never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from connectors.base import Fault, RawRow
from connectors.headers import SEARCHED, HeaderSearch
from connectors.kinds.files_card import FilesStream
from connectors.kinds.table import KEPT, TableRows, bound, lost_characters
from connectors.kinds.text import cut_short, encoding_of, undecodable
from connectors.tally import Skipped, Tally
from schema.errors import DeliveryError
from schema.message import Message
from schema.values.reason import Reason

_Object = dict[str, str | None]


def json_rows(path: Path, stream: FilesStream, place: str, tally: Tally) -> Iterator[RawRow]:
    """The rows of a JSON Lines file. Raises DeliveryError."""
    encoding = encoding_of(path, stream.encoding, place)
    rows = _Rows(stream, place, tally)
    line = ""
    with path.open(encoding=encoding, errors="strict") as file:
        try:
            for tally.lines, line in enumerate(file, 1):
                if line.strip():
                    yield from rows.of(tally.lines, line)
                else:
                    tally.skip(Skipped.BLANK)
        except UnicodeDecodeError as error:
            raise undecodable(error, place, tally.lines, stream.encoding) from None
    yield from rows.rest()
    if rows.broken and not line.endswith("\n"):
        raise cut_short(place)
    tally.check(place)


class _Rows:
    """Lines as rows, once the first object has shown the columns."""

    def __init__(self, stream: FilesStream, place: str, tally: Tally) -> None:
        self.broken = False
        """Whether the last line is no object."""
        self._stream = stream
        self._place = place
        self._tally = tally
        self._search = HeaderSearch(stream)
        self._names: tuple[str, ...] | None = None
        self._tables: dict[tuple[str, ...], TableRows] = {}
        self._waiting: list[tuple[int, str]] = []
        """Broken lines above the first object."""

    def of(self, number: int, line: str) -> Iterator[RawRow]:
        """The row of a line, if it is one."""
        values = self._object(line)
        self.broken = values is None
        if self._names is None:
            if values is None:
                self._waiting.append((number, line))
                if len(self._waiting) == SEARCHED:
                    raise self._no_object()
                return
            found = self._search.find([list(values)], self._place).names
            self._names = tuple(name for name in found if name is not None)
            yield from self.rest()
        if values is None:
            yield self._broken(number, line)
            return
        row = dict.fromkeys(self._names) | values
        names = tuple(row)
        table = self._tables.get(names)
        if table is None:
            table = self._tables[names] = TableRows(self._stream, names, self._tally)
        cells = list(row.values())
        if table.is_data(cells):
            self._tally.rows += 1
            made = table.row(number, cells, lost_characters() if "\ufffd" in line or "\0" in line else None)
            if len(line) > KEPT:
                bound(made)
            yield made

    def rest(self) -> Iterator[RawRow]:
        """The broken lines above the first object. Raises DeliveryError without an object."""
        if self._names is None:
            raise self._no_object()
        for number, line in self._waiting:
            yield self._broken(number, line)
        self._waiting.clear()

    def _broken(self, number: int, line: str) -> RawRow:
        self._tally.rows += 1
        cells: _Object = dict.fromkeys(self._names or ())
        cells["line"] = line.strip()[:KEPT]
        expected = Message("每行一个 JSON 对象，每一列只出现一次", "a JSON object on each line, each column once")
        return RawRow(number, cells, Fault(None, Reason.MALFORMED_ROW, expected))

    def _no_object(self) -> DeliveryError:
        return DeliveryError(
            self._place,
            Message("没有可读的 JSON 行", "no line is a JSON object"),
            Message("每行一个 JSON 对象，请重新导出", "a JSON object on each line"),
        )

    def _object(self, line: str) -> _Object | None:
        """A line's values by the columns as the card spells them; None for a line that is no object."""
        try:
            found = json.loads(line, parse_int=str, parse_float=str, object_pairs_hook=_Pairs)
        except (ValueError, RecursionError):
            return None
        if not isinstance(found, _Pairs):
            return None
        values = {self._search.spelled(name): _as_text(value) for name, value in found.pairs}
        return values if len(values) == len(found.pairs) else None


class _Pairs:
    """An object as it is written: a name that is there twice is seen."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() or None
    return json.dumps(value, ensure_ascii=False, default=_inner)


def _inner(value: object) -> object:
    """An object within a cell, for ``json.dumps``."""
    return dict(value.pairs) if isinstance(value, _Pairs) else str(value)
