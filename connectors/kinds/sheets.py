"""The sheets of a workbook that belong to a delivery: every visible one with the header; no other may have rows.

A visible sheet that has content and no fitting header, or a hidden sheet or one beside the named sheet that has the
header and rows, makes the delivery unreadable until the card leaves it out (``leave_sheets``) or the department
removes it: unread rows would be taken for absent people.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import chain

from connectors.headers import SEARCHED, FoundHeader, HeaderSearch
from connectors.kinds.files_card import FilesStream
from connectors.kinds.spreadsheet import Sheet
from connectors.kinds.text import refuse_misread
from connectors.kinds.xlsx.cells import SheetRow
from schema.errors import DeliveryError
from schema.message import Message

_KEPT = 100
"""Rows that are kept of a sheet's beginning; one with more blank rows is read again."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet that is read: its header's position, the rows above it, and its cells from the first row."""

    sheet: Sheet
    header: FoundHeader
    below: int
    """The header's row, as a person counts it."""
    cells: Iterator[SheetRow]
    """To be read once."""


def listed_sheets(sheets: Sequence[Sheet], stream: FilesStream, place: str) -> list[Listed]:
    """In the workbook's order, at least one. Raises DeliveryError."""
    if stream.sheet is not None and all(sheet.name != stream.sheet for sheet in sheets):
        raise DeliveryError(
            place,
            Message(f"没有名为「{stream.sheet}」的工作表", f"there is no sheet {stream.sheet}"),
            Message(
                f"卡片所指的工作表；现有 {_names(sheets)}",
                f"the sheet that the card names; it has {_names(sheets)}",
            ),
        )
    return _Choice(sheets, stream, place).made()


class _Choice:
    def __init__(self, sheets: Sequence[Sheet], stream: FilesStream, place: str) -> None:
        self._sheets = sheets
        self._stream = stream
        self._place = place
        self._search = HeaderSearch(stream, stream.header_rows)
        self._listed: list[Listed] = []
        self._unfit: list[tuple[Sheet, DeliveryError]] = []
        self._unread: list[Sheet] = []
        self._looked_at: list[Sheet] = []

    def made(self) -> list[Listed]:
        for sheet in self._sheets:
            if not self._left(sheet):
                self._look(sheet)
        if self._unfit:
            raise self._unfitting()
        if self._unread:
            raise self._left_unread()
        if not self._listed:
            raise DeliveryError(
                self._place,
                Message("没有可读的工作表：都是空的或隐藏的", "every sheet is empty, hidden or left out"),
                Message("一张有表头和数据行的可见工作表", "a visible sheet with a header and rows"),
            )
        return self._listed

    def _left(self, sheet: Sheet) -> bool:
        name = _folded(sheet.name)
        return any(fnmatchcase(name, _folded(pattern)) for pattern in self._stream.leave_sheets)

    def _look(self, sheet: Sheet) -> None:
        named = self._stream.sheet
        meant = sheet.visible if named is None else sheet.name == named
        first, cells = _beginning(sheet)
        if not first:
            return
        if meant:
            self._looked_at.append(sheet)
            refuse_misread((values for _, values, _ in first), self._place)
        try:
            header = self._search.find([values for _, values, _ in first], self._place)
        except DeliveryError as error:
            if meant:
                self._unfit.append((sheet, error))
            return
        if meant:
            if self._listed:  # memory holds the beginning of one sheet
                cells = sheet.rows()
            self._listed.append(Listed(sheet, header, first[header.index][0], cells))
        elif header.index + 1 < len(first):
            self._unread.append(sheet)

    def _unfitting(self) -> DeliveryError:
        sheet, error = self._unfit[0]
        if len(self._looked_at) == 1:
            return error
        others = _names(sheet for sheet, _ in self._unfit)
        looked_at = _names(self._looked_at)
        return DeliveryError(
            self._place,
            Message(
                f"工作表 {others} 有内容但表头不符（查看了 {looked_at}；「{sheet.name}」：{_zh(error.reason)}）",
                f"the sheets {others} have content and no fitting header (looked at {looked_at}; "
                f"{sheet.name}: {error.reason})",
            ),
            Message(
                "改好表头；不是数据的工作表请删除或隐藏，或在卡片 leave_sheets 中写明",
                "fitting headers; a sheet that is no data removed, hidden, or named in the card's leave_sheets",
            ),
        )

    def _left_unread(self) -> DeliveryError:
        unread = _names(self._unread)
        hidden = all(not sheet.visible for sheet in self._unread)
        return DeliveryError(
            self._place,
            Message(
                f"{'隐藏的' if hidden else '另有'}工作表 {unread} 有相同表头和数据行，没有读取",
                f"{'hidden' if hidden else 'further'} sheets with the same header and rows are not read: {unread}",
            ),
            Message(
                "属于本次报送的请取消隐藏或并入所报工作表；不属于的请删除，或在卡片 leave_sheets 中写明",
                "rows of this delivery on a sheet that is read; others removed, or named in the card's leave_sheets",
            ),
        )


def _beginning(sheet: Sheet) -> tuple[list[SheetRow], Iterator[SheetRow]]:
    """The rows with content among which the header must be, and all rows from the first."""
    rows = sheet.rows()
    first: list[SheetRow] = []
    read: list[SheetRow] = []
    for row in rows:
        if len(read) <= _KEPT:
            read.append(row)
        if any(row[1]) or row[2]:
            first.append(row)
            if len(first) == SEARCHED:
                break
    return first, chain(read, rows) if len(read) <= _KEPT else sheet.rows()


def _zh(text: str) -> str:
    return text.zh if isinstance(text, Message) else text


def _names(sheets: Iterable[Sheet]) -> str:
    return "、".join(f"「{sheet.name}」" for sheet in sheets)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
