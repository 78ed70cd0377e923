"""HTML tables that systems save as ``.xls``: row by row, every cell as text.

There is one table, and it is closed; else the file is no whole delivery. Cells merged in the header are its two rows'
groups; in data they reject their rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from connectors.base import Fault, RawRow
from connectors.headers import MOST, SEARCHED, FoundHeader, HeaderSearch
from connectors.kinds.files_card import FilesStream
from connectors.kinds.signs import OLE, starts_with
from connectors.kinds.table import TableRows
from connectors.kinds.text import cut_short, encoding_of, refuse_misread, undecodable
from connectors.tally import Skipped, Tally
from schema.errors import DeliveryError
from schema.message import Message
from schema.values.reason import Reason

_MERGED = Message("没有合并的单元格，每行各填各的值", "cells that are not merged, with a value in each row")


@dataclass(slots=True)
class Line:
    """A row of the table; ``merged`` where a cell of it belongs to several rows or columns."""

    cells: list[str | None]
    merged: bool = False


def html_rows(path: Path, stream: FilesStream, place: str, tally: Tally) -> Iterator[RawRow]:
    """The rows of the table. Raises DeliveryError."""
    lines, header = _read(path, stream, place)
    tally.skip(Skipped.TITLE, header.index)
    tally.skip(Skipped.HEADER)
    tally.lines = len(lines)
    names = header.names
    below, width = header.index + 1, len(names)
    numbered = ((number, _wide(line.cells, width)) for number, line in enumerate(lines[below:], below + 1))
    for row in TableRows(stream, names, tally).rows(numbered):
        if lines[row.number - 1].merged:
            row.fault = Fault(None, Reason.MERGED_CELL, _MERGED)
        yield row
    tally.check(place)


def html_title(path: Path, stream: FilesStream, place: str) -> str:
    """The rows above the header. Raises DeliveryError."""
    return _read(path, stream, place)[1].title


def _read(path: Path, stream: FilesStream, place: str) -> tuple[list[Line], FoundHeader]:
    if starts_with(path, OLE):
        raise _no_table(place)
    encoding = encoding_of(path, stream.encoding, place)
    table = _Table()
    try:
        table.feed(path.read_text(encoding=encoding, errors="strict"))
    except UnicodeDecodeError as error:
        raise undecodable(error, place, len(table.lines), stream.encoding) from None
    if table.tables != 1 or table.nested:
        raise _no_table(place)
    if table.open:
        raise cut_short(place)
    first = [line.cells for line in table.lines[:SEARCHED]]
    refuse_misread(first, place)
    return table.lines, HeaderSearch(stream, stream.header_rows).find(first, place)


def _wide(cells: list[str | None], width: int) -> list[str | None]:
    return cells + [None] * (width - len(cells))


def _no_table(place: str) -> DeliveryError:
    return DeliveryError(
        place,
        Message("不是一张 HTML 表格", "it is no HTML table"),
        Message(
            "一个文件一张表；请用 Excel 打开后另存为 XLSX", "one table a file; open it in Excel and save it as XLSX"
        ),
    )


class _Table(HTMLParser):
    """The cells of the one table of a page, with merged ones as blanks after the first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.tables = 0
        self.open = False
        self.nested = False
        self._below: dict[int, int] = {}
        """Column -> rows below for which a cell above still stands in it."""
        self._text: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.nested = self.nested or self.open
            self.open = True
            self.tables += 1
        elif tag == "tr" and self.open:
            self._end_cell()
            self.lines.append(Line([]))
        elif tag in ("td", "th") and self.lines:
            self._end_cell()
            given = dict(attrs)
            self._spans = _span(given.get("colspan")), _span(given.get("rowspan"))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "tr" and self.lines:
            self._stand_in(self.lines[-1])
        if tag == "table":
            self.open = False

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is None:
            return
        line, (columns, rows) = self.lines[-1], self._spans
        self._stand_in(line)
        at = len(line.cells)
        line.cells += ["".join(self._text).strip() or None, *[None] * (columns - 1)]
        line.merged = line.merged or columns > 1 or rows > 1
        if rows > 1:
            self._below.update(dict.fromkeys(range(at, at + columns), rows - 1))
        self._text = None

    def _stand_in(self, line: Line) -> None:
        """Blanks for the cells that a cell of a row above covers."""
        while (at := len(line.cells)) in self._below:
            self._below[at] -= 1
            if not self._below[at]:
                del self._below[at]
            line.cells.append(None)
            line.merged = True


def _span(given: str | None) -> int:
    """The number of a span, one where none is readable."""
    return int(given) if given and given.isdecimal() and 0 < int(given) <= MOST else 1
