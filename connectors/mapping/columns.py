"""Columns of a card compiled against one header: closures that take a row's cells and give a value for a record.

Compiled once a delivery, called once a row; a value that cannot be had raises ``CellError`` with its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from connectors.card import Column
from connectors.codes import label, labelled
from schema.catalogue import divisions
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values.day import Day
from schema.values.key import Key, padded
from schema.values.money import parse_in, says_none
from schema.values.month import month_text
from schema.values.reason import Reason

Cells = dict[str, str | None]
"""A row's cells by the names of their columns; None where blank."""


class CellError(Exception):
    """A cell does not fit the card; the row is rejected. Contains no value."""

    def __init__(self, field: str | None, reason: str, expected: str) -> None:
        self.field = field
        self.reason = reason
        self.expected = expected
        super().__init__(reason)


_ONE_MONTH = Message(
    "每行各自的月份：这份报送包含几个月，请增加月份列",
    "each row's own month, for the delivery is of several: a month column",
)


@dataclass(frozen=True, slots=True)
class RowScope:
    """The scope of a row: county, months, batch."""

    division: str
    months: tuple[int, ...]
    batch: str | None = None

    @property
    def month(self) -> str:
        """Its one month as text. Raises CellError where the delivery has none, or several."""
        if len(self.months) > 1:
            raise CellError(None, Reason.INVALID_MONTH, _ONE_MONTH)
        return self.first

    @property
    def first(self) -> str:
        """The first month as text. Raises CellError where the delivery has none."""
        if not self.months:
            raise CellError(None, Reason.INVALID_MONTH, Message("写明所属月份的报送", "a delivery that says its month"))
        return month_text(self.months[0])


Getter = Callable[[Cells, RowScope], Any]


class Header:
    """The columns of one delivery: which of a column's names it has.

    ``synonyms`` holds names that the card gives to a column elsewhere, ``widths`` how long the numbers of a column are.
    """

    def __init__(
        self,
        names: Iterable[str],
        synonyms: Mapping[str, tuple[str, ...]] | None = None,
        widths: Mapping[str, int] | None = None,
    ) -> None:
        self.names = tuple(names)
        self._synonyms = {} if synonyms is None else synonyms
        self._by_label = {label(name): name for name in reversed(self.names)}
        self._widths = {self.find((name,)): width for name, width in (widths or {}).items()}

    def find(self, group: tuple[str, ...]) -> str:
        """The header's name of a column; the column's own name where the header has none of its names."""
        for name in (*group, *self._synonyms.get(group[0], ())):
            found = self._by_label.get(label(name))
            if found is not None:
                return found
        return group[0]

    def width(self, column: Column) -> int | None:
        """The number of characters of a column's numbers, where the card declares it."""
        named = (self._widths.get(self.find(group)) for group in column.groups)
        return column.width or next((width for width in named if width is not None), None)


def column_name(column: Column, header: Header) -> str | None:
    """The column that a rejection names."""
    groups = column.groups
    return header.find(groups[0]) if groups else None


def text_getter(column: Column, header: Header) -> Callable[[Cells], str | None]:
    """The cell's own text, before codes and units."""
    names = tuple(header.find(group) for group in column.groups)
    empty = frozenset(column.empty)
    if len(names) == 1:
        (name,) = names
        if not empty:
            return lambda cells: cells.get(name)
        return lambda cells: None if (value := cells.get(name)) in empty else value

    def first(cells: Cells) -> str | None:
        for name in names:
            value = cells.get(name)
            if value is not None and value not in empty:
                return value
        return None

    return first


def number_getter(column: Column, header: Header) -> Callable[[Cells], str | None]:
    """The cell as a number of the source's own, cleaned and of its stated width. Raises CellError."""
    text, name, width = text_getter(column, header), column_name(column, header), header.width(column)

    def key(cells: Cells) -> str | None:
        value = text(cells)
        if value is None:
            return None
        try:
            found = Key.parse(value)
            return found if width is None else padded(found, width)
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error

    return key


def getter(column: Column, header: Header) -> Getter:
    """A value for a record's field: text, code, amount in yuan or date; None where the cell is empty."""
    if column.const is not None:
        const = column.const
        return lambda cells, scope: const
    if column.scope is not None:
        return _of_scope(column.scope)
    text = text_getter(column, header)
    name = column_name(column, header)
    if column.codes is not None:
        return _coded(column, text, name)
    if column.unit != "元":
        return _amount(column, text, name)
    if column.until == "included":
        return _day_after(text, name)
    if header.width(column) is not None:
        text = number_getter(column, header)
    if column.default is not None:
        default = column.default
        return lambda cells, scope: default if (value := text(cells)) is None else value
    return lambda cells, scope: text(cells)


def amount_getter(column: Column, header: Header) -> Getter:
    """``getter`` of a field of money: 无, ``-`` and ``/`` are no amount, as an empty cell."""
    read = getter(column, header)
    if column.const is not None or column.scope is not None:
        return read

    def amount(cells: Cells, scope: RowScope) -> Any:
        value = read(cells, scope)
        return None if type(value) is str and not value[-1:].isdigit() and says_none(value) else value

    return amount


def township_getter(column: Column, header: Header) -> Getter:
    """A township by code, or by name within the row's county; None for an unknown name."""
    text = text_getter(column, header)

    def township(cells: Cells, scope: RowScope) -> Any:
        value = text(cells)
        return None if value is None else township_in(value, scope.division)

    return township


@lru_cache(maxsize=16384)
def township_in(value: str, county: str) -> str | None:
    """The code of a township or village; None for a name that its county does not have on file."""
    if value[:1].isdigit():
        return value
    return divisions.township("".join(value.split()), county)


def _of_scope(part: str) -> Getter:
    if part == "month":
        return lambda cells, scope: scope.month
    if part == "batch":
        return lambda cells, scope: scope.batch
    return lambda cells, scope: scope.division


def _coded(column: Column, text: Callable[[Cells], str | None], name: str | None) -> Getter:
    look_up, expected = labelled(column.codes if column.codes is not None else {})
    otherwise, default = column.otherwise, column.default

    def coded(cells: Cells, scope: RowScope) -> Any:
        value = text(cells)
        if value is None:
            return default
        try:
            return look_up(value)
        except KeyError:
            if otherwise == "reject":
                raise CellError(name, Reason.UNKNOWN_CODE, expected) from None
            return value if otherwise == "keep" else None

    return coded


def _amount(column: Column, text: Callable[[Cells], str | None], name: str | None) -> Getter:
    unit = column.unit

    def amount(cells: Cells, scope: RowScope) -> Any:
        value = text(cells)
        try:
            return None if value is None or says_none(value) else parse_in(unit, value)
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error

    return amount


def _day_after(text: Callable[[Cells], str | None], name: str | None) -> Getter:
    @lru_cache(maxsize=8192)
    def after(value: str) -> Any:
        return Day.parse(value) + timedelta(days=1)

    def day(cells: Cells, scope: RowScope) -> Any:
        value = text(cells)
        try:
            return None if value is None else after(value)
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error
        except OverflowError:
            raise CellError(
                name,
                Reason.IMPOSSIBLE_DATE,
                Message("9999 年以前的最后一天", "a last day before the year 9999"),
            ) from None

    return day
