"""Workbooks of the format before 2007 (``.xls``, BIFF), every cell as text like those of an XLSX.

``xlrd`` reads the records; what a cell shows is decided here, by the rules of XLSX: dates by their number format, the
days of either date system, numbers of more than 15 digits marked as lost. A sheet has at most 65,536 rows of 256 cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlrd

from connectors.kinds.xlsx.cells import Marks, SheetRow, may_be_serial
from connectors.kinds.xlsx.formats import BUILT_IN, is_date
from connectors.kinds.xlsx.merged import Merge
from connectors.kinds.xlsx.numbers import number_text, scientific
from connectors.kinds.xlsx.serial import date_text
from connectors.kinds.xlsx.text import cleaned
from connectors.kinds.xlsx.unsound import damaged, refusal
from schema.errors import DeliveryError
from schema.message import Message
from schema.values.reason import Reason

LARGEST = 32 << 20
"""Bytes of a file. Its records are not compressed, so its cells are bounded too."""
_BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What xlrd raises where records contradict each other."""


class _Nowhere:
    """xlrd's notes on a file, which may cite its cells."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None: ...


class RecordSheet:
    """A sheet, read as a whole when its cells are asked for."""

    def __init__(self, book: Any, index: int, place: str) -> None:
        self._book = book
        self._index = index
        self._place = place
        self.name: str = book.sheet_names()[index]
        self._dates = _date_styles(book)

    @property
    def visible(self) -> bool:
        return bool(self._sheet().visibility == 0)

    @property
    def merges(self) -> tuple[Merge, ...]:
        ranges = self._sheet().merged_cells
        return tuple(Merge(top + 1, bottom, left, right - 1) for top, bottom, left, right in ranges)

    def rows(self) -> Iterator[SheetRow]:
        """Every row, blank ones too. Raises DeliveryError."""
        sheet = self._sheet()
        for index in range(sheet.nrows):
            values: list[str | None] = []
            marks: Marks = {}
            for column, cell in enumerate(sheet.row(index)):
                value, reason = self._read(cell)
                values.append(value)
                if reason is not None:
                    marks[column] = reason
            yield index + 1, values, marks

    def _sheet(self) -> Any:
        try:
            return self._book.sheet_by_index(self._index)
        except _BROKEN:
            raise damaged(self._place) from None

    def _read(self, cell: Any) -> tuple[str | None, Reason | None]:
        """A cell's text, and its mark where the text must not be used."""
        match cell.ctype:
            case xlrd.XL_CELL_TEXT:
                return cleaned(cell.value), None
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                return self._number(cell.value, date=cell.xf_index in self._dates)
            case xlrd.XL_CELL_BOOLEAN:
                return ("true" if cell.value else "false"), None
            case xlrd.XL_CELL_ERROR:
                return xlrd.error_text_from_code.get(cell.value), Reason.CELL_ERROR
        return None, None

    def _number(self, value: float, *, date: bool) -> tuple[str | None, Reason | None]:
        number = number_text(repr(value))
        if number is None:
            raise damaged(self._place)
        if isinstance(number, int):
            return scientific(number), Reason.PRECISION_LOST
        from_1904 = self._book.datemode == 1
        if date:
            return date_text(value, from_1904=from_1904) or number, None
        if from_1904 and may_be_serial(number):
            return number, Reason.SERIAL_OF_1904
        return number, None


def record_sheets(path: Path, place: str) -> Sequence[RecordSheet]:
    """The worksheets in order. Raises DeliveryError for an encrypted, damaged or oversized workbook."""
    if path.stat().st_size > LARGEST:
        raise DeliveryError(
            place,
            Message("文件超过 32 MB", "it has more than 32 MB"),
            Message("拆成几个文件报送，或另存为 XLSX", "the rows in several files, or saved as XLSX"),
        )
    try:
        book = xlrd.open_workbook(str(path), logfile=_Nowhere(), formatting_info=True, on_demand=True, ragged_rows=True)
    except _BROKEN as error:
        raise _refused(path, place, str(error)) from None
    sheets = [RecordSheet(book, index, place) for index in range(book.nsheets)]
    if not sheets:
        raise damaged(place)
    return sheets


def _refused(path: Path, place: str, told: str) -> DeliveryError:
    if "encrypted" in told:
        return DeliveryError(
            place,
            Message("工作簿设有打开密码（已加密）", "the workbook is encrypted with a password"),
            Message("不设打开密码的工作簿", "a workbook without a password to open it"),
        )
    return refusal(path, place)


def _date_styles(book: Any) -> frozenset[int]:
    """Indexes of the formats of cells that show a date or a time of day."""
    found = set()
    for index, style in enumerate(book.xf_list):
        text = book.format_map[style.format_key].format_str if style.format_key in book.format_map else ""
        if style.format_key in BUILT_IN or is_date(text):
            found.add(index)
    return frozenset(found)
