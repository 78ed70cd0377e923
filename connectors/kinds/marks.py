"""Marked cells, whose value must not be used: in a column that the card reads they reject the row.

In an unread column such a cell is blank; where the card accepts unreadable values (``otherwise: none``), the cell is
passed on as unreadable.
"""

from __future__ import annotations

from connectors.base import Fault
from connectors.kinds.files_card import FilesStream
from connectors.kinds.xlsx.cells import Marks
from connectors.kinds.xlsx.merged import Merge, Merged
from connectors.mapping.columns import Header
from connectors.mapping.dates import date_columns
from connectors.mapping.usage import lenient_columns, synonyms, used_columns
from schema.message import Message
from schema.values.reason import Reason

Values = list[str | None]

_EXPECTED = {
    Reason.CELL_ERROR: Message(
        "改正该单元格的公式错误（如 #N/A、#REF!），或改填数值",
        "the formula's error (such as #N/A, #REF!) mended, or a value",
    ),
    Reason.FORMULA_WITHOUT_RESULT: Message(
        "公式的计算结果不在文件中：用 Excel 或 WPS 打开并保存后再报送",
        "a formula whose result is in the file; open and save it in a spreadsheet",
    ),
    Reason.PRECISION_LOST: Message(
        "该列应设为文本格式：超过 15 位的数字被当作数值保存，末尾数字已丢失，请从业务系统重新导出",
        "the number as text: saved as a number of more than 15 digits, its last digits are lost",
    ),
    Reason.MERGED_CELL: Message(
        "取消合并单元格，每行各填各的值", "cells that are not merged, with a value in each row"
    ),
    Reason.SERIAL_OF_1904: Message(
        "工作簿采用 1904 日期系统，该日期却没有日期格式：请设为日期格式并核对后保存",
        "a date with a date format: a bare number is ambiguous in a workbook of the 1904 date system",
    ),
}
_UNREADABLE = "="
"""Text of a cell whose formula has no result, where the card reads its column."""


class MarkedRows:
    """Effects of marks on the rows of one sheet, by its header."""

    def __init__(self, stream: FilesStream, names: tuple[str | None, ...], merged: Merged, below: int) -> None:
        header = Header([name for name in names if name is not None], synonyms(stream))
        index = {name: position for position, name in enumerate(names) if name is not None}
        self._names = names
        self._read = {index[name] for name in map(header.find, used_columns(stream)) if name in index}
        self._lenient = {index[name] for name in map(header.find, lenient_columns(stream)) if name in index}
        self._dates = {index[name] for name in map(header.find, date_columns(stream)) if name in index}
        self._merged = merged
        self._below = below
        self._fills = stream.merged == "fill"
        self._first: dict[Merge, tuple[str | None, Reason | None]] = {}

    def fault(self, number: int, values: Values, marks: Marks) -> Fault | None:
        """The first fault of a row, if any. Changes ``values``: filled from merged cells, blank in unread columns."""
        found: list[tuple[int, Reason]] = []
        for column, reason in marks.items():
            if reason is Reason.SERIAL_OF_1904:
                if column in self._dates:
                    found.append((column, reason))
            elif column not in self._read:
                values[column] = None
            else:
                values[column] = values[column] or _UNREADABLE
                if column not in self._lenient:
                    found.append((column, reason))
        for merge in self._merged.at(number):
            found.extend(self._of_merge(merge, number, values, marks))
        if not found:
            return None
        column, reason = min(found)
        return Fault(self._names[column], reason, _EXPECTED[reason])

    def _of_merge(self, merge: Merge, number: int, values: Values, marks: Marks) -> list[tuple[int, Reason]]:
        """Cells of a merged range without a value of their own, in columns that the card reads."""
        inside = [
            column for column in range(merge.left, min(merge.right + 1, len(self._names))) if column in self._read
        ]
        if merge.top == merge.bottom or merge.top <= self._below:
            return [(column, Reason.MERGED_CELL) for column in inside if column != merge.left or number != merge.top]
        if not self._fills:
            return [(column, Reason.MERGED_CELL) for column in inside]
        if number == merge.top:
            value = values[merge.left] if merge.left < len(values) else None
            self._first[merge] = value, marks.get(merge.left)
        found = [(column, Reason.MERGED_CELL) for column in inside if column != merge.left]
        if merge.left in inside:
            value, mark = self._first.get(merge, (None, Reason.MERGED_CELL))
            values.extend([None] * (merge.left + 1 - len(values)))
            values[merge.left] = value
            if mark is not None and number != merge.top and merge.left not in self._lenient:
                found.append((merge.left, mark))
        return found
