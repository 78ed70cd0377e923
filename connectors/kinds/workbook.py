"""Workbooks row by row, every column as text, in the memory of one row and the shared strings.

Every cell is read, or rejects its row; every visible sheet is read, or the delivery is refused. Long numbers, dates and
merged cells are handled in ``xlsx``, ``marks`` and ``sheets``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from connectors.base import Fault, RawRow
from connectors.kinds.files_card import FilesStream
from connectors.kinds.marks import MarkedRows, Values
from connectors.kinds.sheets import Listed, listed_sheets
from connectors.kinds.spreadsheet import opened
from connectors.kinds.table import TableRows
from connectors.kinds.xlsx.merged import Merged
from connectors.mapping.columns import Header
from connectors.mapping.usage import synonyms, used_columns
from connectors.tally import Skipped, Tally
from schema.errors import DeliveryError
from schema.message import Message

Names = tuple[str | None, ...]


def workbook_rows(path: Path, stream: FilesStream, place: str, tally: Tally | None = None) -> Iterator[RawRow]:
    """The rows of all sheets. Raises DeliveryError for a file that is no whole workbook, or sheets that do not fit."""
    tally = Tally() if tally is None else tally
    with opened(path, place) as sheets:
        listed = listed_sheets(sheets, stream, place)
        _refuse_other_columns(listed, stream, place)
        names = dict.fromkeys(name for one in listed for name in one.header.names if name is not None)
        for one in listed:
            missing = [name for name in names if name not in one.header.names]
            for row in _SheetRows(one, stream, place, tally).rows():
                if missing:
                    row.cells.update(dict.fromkeys(missing))
                if len(listed) > 1:
                    row.sheet = one.sheet.name
                yield row
    tally.check(place)


def workbook_titles(path: Path, stream: FilesStream, place: str) -> tuple[str, ...]:
    """The texts above the headers of the sheets, each once; sheets without a title add none."""
    with opened(path, place) as sheets:
        listed = listed_sheets(sheets, stream, place)
    found = dict.fromkeys(one.header.title for one in listed)
    return tuple(title for title in found if title) or ("",)


def _refuse_other_columns(listed: list[Listed], stream: FilesStream, place: str) -> None:
    """A column that the card reads must go by one name on all sheets: the mapping is made for one header."""
    if len(listed) == 1:
        return
    first = listed[0]
    of_first = _columns_read(first, stream)
    for other in listed[1:]:
        differing = [
            f"{one}/{two}" for one, two in zip(of_first, _columns_read(other, stream), strict=True) if one != two
        ]
        if differing:
            names = f"「{first.sheet.name}」「{other.sheet.name}」"
            raise DeliveryError(
                place,
                Message(
                    f"工作表 {names} 的表头不同：{'、'.join(differing)}",
                    f"the headers of the sheets {names} differ: {', '.join(differing)}",
                ),
                Message("各工作表用同一表头", "one header on all sheets"),
            )


def _columns_read(one: Listed, stream: FilesStream) -> list[str]:
    header = Header([name for name in one.header.names if name is not None], synonyms(stream))
    return [header.find(group) for group in used_columns(stream)]


class _SheetRows:
    """Rows of one sheet below its header, each as wide as the header unless there are cells beyond it."""

    def __init__(self, listed: Listed, stream: FilesStream, place: str, tally: Tally) -> None:
        names = listed.header.names
        while names and names[-1] is None:
            names = names[:-1]
        self._names = names
        self._below = listed.below
        self._cells = listed.cells
        self._merged = Merged(listed.sheet.merges, place)
        self._has_merges = bool(listed.sheet.merges)
        self._stream = stream
        self._table = TableRows(stream, names, tally)
        self._tally = tally
        self._fault: Fault | None = None
        """Of the row that the table is given at the moment."""

    @cached_property
    def _marked(self) -> MarkedRows:
        return MarkedRows(self._stream, self._names, self._merged, self._below)

    def rows(self) -> Iterator[RawRow]:
        for row in self._table.rows(self._numbered()):
            if self._fault is not None:
                row.fault = self._fault
            yield row

    def _numbered(self) -> Iterator[tuple[int, Values]]:
        width, below, has_merges = len(self._names), self._below, self._has_merges
        tally = self._tally
        for number, values, marks in self._cells:
            tally.lines += 1
            if number <= below:
                tally.skip(Skipped.TITLE if number < below else Skipped.HEADER)
                continue
            self._fault = self._marked.fault(number, values, marks) if marks or has_merges else None
            while len(values) > width and values[-1] is None:
                values.pop()
            if len(values) < width:
                values.extend([None] * (width - len(values)))
            yield number, values
