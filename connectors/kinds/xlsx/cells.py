"""Texts of a row's cells from its tokens, and marks on cells whose value must not be used.

Text is stripped, a blank cell None, a date ISO. A mark is the reason for which the row is rejected if the card reads
the cell's column.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectors.kinds.inflated import MOST_CELLS, too_many_cells
from connectors.kinds.xlsx.book import Book, Sheet
from connectors.kinds.xlsx.columns import COLUMNS, ColumnError
from connectors.kinds.xlsx.digits import LongNumbers
from connectors.kinds.xlsx.merged import Merge
from connectors.kinds.xlsx.numbers import KEPT, number_text, scientific
from connectors.kinds.xlsx.serial import date_text
from connectors.kinds.xlsx.text import cleaned
from connectors.kinds.xlsx.tokens import BLANK_RESULT, NO_RESULT, Token, token_rows
from connectors.kinds.xlsx.unsound import damaged
from schema.values.reason import Reason

Marks = dict[int, Reason]
SheetRow = tuple[int, list[str | None], Marks]
"""Row number, texts from column A, marks by column index."""

_NONE: Marks = {}
_SERIALS = range(1_000, 100_000)
"""Whole numbers that a date's value type may take for a serial."""


_SHARED, _NUMBER, _PECULIAR = range(3)


class _Kind:
    """A cell's attributes: its type, whether its style shows a date, and how it is read."""

    __slots__ = ("date", "read_as", "type")

    def __init__(self, attributes: str, book: Book) -> None:
        found = dict(part.split("=", 1) for part in attributes.split())
        self.type = found.get("t", '"n"').strip('"')
        self.date = found.get("s", '""').strip('"') in book.dates
        self.read_as = _SHARED if self.type == "s" else _PECULIAR
        if self.type == "n" and not self.date and not book.from_1904:
            self.read_as = _NUMBER


class _Kinds(dict[str, _Kind]):
    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, attributes: str) -> _Kind:
        kind = _Kind(attributes, self._book)
        if len(self) < 100_000:
            self[attributes] = kind
        return kind


class SheetCells:
    """Reads the rows of one sheet."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._book = book
        self._sheet = sheet
        self._place = book.package.place
        self._strings = book.strings
        self._kinds = _Kinds(book)
        self._long: LongNumbers | None = None
        self.name = sheet.name
        self.visible = sheet.visible

    @property
    def merges(self) -> tuple[Merge, ...]:
        return self._sheet.merges

    def rows(self) -> Iterator[SheetRow]:
        """Every row with a cell. Raises DeliveryError where the sheet is damaged."""
        most = 0
        try:
            if self._sheet.has_long_numbers:
                self._judge_long_numbers()
            for number, tokens in token_rows(self._book.package, self._sheet.part):
                values, marks = self._row(tokens)
                most += len(values)
                if most > MOST_CELLS:
                    raise too_many_cells(self._place)
                yield number, values, marks
        except ColumnError:
            raise damaged(self._place) from None

    def _judge_long_numbers(self) -> None:
        found = LongNumbers()
        for _, tokens in token_rows(self._book.package, self._sheet.part):
            column = -1
            for letters, attributes, _, value, _, _ in tokens:
                column = COLUMNS[letters] if letters else column + 1
                if len(value) > 15 or "E" in value or "e" in value:
                    kind = self._kinds[attributes]
                    number = number_text(value) if kind.type == "n" else None
                    if isinstance(number, int):
                        found.see(column, number)
        self._long = found

    def _row(self, tokens: list[Token]) -> tuple[list[str | None], Marks]:
        out: list[str | None] = []
        add = out.append
        marks = _NONE
        strings, kinds = self._strings.items, self._kinds
        known = len(strings)
        columns, at = COLUMNS, -1
        for letters, attributes, formula, value, text, _ in tokens:
            at += 1
            if letters and (column := columns[letters]) != at:
                if column < at:
                    raise damaged(self._place)
                out.extend([None] * (column - at))
                at = column
            if text:
                add(cleaned(text) if "&" in text or "_x" in text else text.strip() or None)
            elif not (value or formula):
                add(None)
            else:
                kind = kinds[attributes]
                read_as = kind.read_as
                if read_as is _SHARED and len(value) < 9 and value.isdecimal() and (index := int(value)) < known:
                    add(strings[index])
                elif read_as is _NUMBER and not formula and value.isdecimal() and len(value) <= KEPT:
                    add(value)
                else:
                    result, reason = self._peculiar(kind, formula, value, at)
                    if reason is not None:
                        marks = {**marks, at: reason}
                    add(result)
        return out, marks

    def _peculiar(self, kind: _Kind, formula: str, value: str, column: int) -> tuple[str | None, Reason | None]:
        """A cell's text and mark, where it is not plain."""
        if kind.type == "e":
            return cleaned(value), Reason.CELL_ERROR
        if formula == NO_RESULT or (formula and self._book.uncalculated):
            return None, Reason.FORMULA_WITHOUT_RESULT
        if formula == BLANK_RESULT:
            return None, None
        if kind.type == "s":
            if len(value) > 9 or not value.strip().isdecimal():
                raise damaged(self._place)
            return self._strings.at(int(value)), None
        if kind.type == "b":
            return ("true" if value.strip() in ("1", "true") else "false"), None
        if kind.type == "d":
            return value.strip().removesuffix("Z").replace("T00:00:00", "").replace("T", " "), None
        if kind.type != "n":
            return cleaned(value), None
        number = number_text(value)
        if number is None:
            raise damaged(self._place)
        if isinstance(number, int):
            if self._long is not None and self._long.whole(column, number):
                return str(number), None
            return scientific(number), Reason.PRECISION_LOST
        if kind.date:
            return (date_text(float(value), from_1904=self._book.from_1904) or number), None
        if self._book.from_1904 and may_be_serial(number):
            return number, Reason.SERIAL_OF_1904
        return number, None


def may_be_serial(number: str) -> bool:
    """Whether a value type may take a number for the serial of a date."""
    days = number.partition(".")[0]
    return days.isdecimal() and int(days) in _SERIALS
