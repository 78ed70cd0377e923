"""The scope of a delivery and of a row: divisions, months and batch, from names, titles, columns or constants.

Pure. A delivery's scope may come from its file's name before it is opened; a row's from its own columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from connectors.base import Delivery, DeliveryScope, Stated
from connectors.card import Answered, ScopeCard, Shape, StreamCard, Where
from connectors.mapping.columns import CellError, Cells, Header, RowScope
from connectors.mapping.periods import EXPECTED, period, period_in, term, year_in
from connectors.mapping.places import division_at_start, parsed_division
from schema.catalogue import divisions
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values.month import Month, month_index
from schema.values.reason import Reason

RowScopes = Callable[[Cells], RowScope]

_UNIT = re.compile(r"[年月份\s]")
_TWO_YEARS = re.compile(r"\d{4}\s*[-—–至~]\s*\d{4}.*")
_WITH_TIME = re.compile(r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[T\s].*")
_OUTSIDE = Message(
    "属于本次报送范围的行；其他区划或月份的数据请由对应的文件报送",
    "a row of the divisions and months that the delivery answers for",
)


def stated(stream: StreamCard, names: Mapping[str, str], title: str = "", place: str = "") -> Stated:
    """The scope that a file's name, its title and the card give for all rows; ``place`` is the whole name.

    Raises InvalidValueError for a name that is no division or month.
    """
    scope = stream.scope
    batch = "-".join(names[name] for name in scope.batch.file) if scope.batch is not None else None
    months = () if scope.month is None else _months_of_delivery(scope.month, names, title, place)
    answered = () if scope.months is None else _answered(scope.months, names, title, place)
    return Stated(_division_of_delivery(stream, names, title), months, batch, answered)


def declared(stream: StreamCard, said: Stated) -> tuple[DeliveryScope, ...]:
    """The scopes that a delivery declares before it is read; empty when only its rows name them."""
    months = said.answered or said.months
    if not months and (stream.months_by_row or stream.scope.months is not None):
        return ()
    if stream.scope.division.every:
        return tuple(DeliveryScope(code, months, said.batch) for code in counties(stream.serves))
    return () if said.division is None else (DeliveryScope(said.division, months, said.batch),)


def _division_of_delivery(stream: StreamCard, names: Mapping[str, str], title: str) -> str | None:
    where = stream.scope.division
    if where.file:
        return parsed_division(names[where.file[0]], where.level, stream.serves)
    if where.const is not None:
        return parsed_division(where.const, where.level, stream.serves)
    return division_at_start(title, where.level, stream.serves) if where.title else None


def _months_of_delivery(where: Where, names: Mapping[str, str], title: str, place: str) -> tuple[int, ...]:
    if where.file:
        return _months_in_name(where.file, names, place)
    if where.const is not None:
        return period(where.const).months
    return period_in(title).months if where.title else ()


def _answered(where: Answered, names: Mapping[str, str], title: str, place: str) -> tuple[int, ...]:
    if where.file:
        return _months_in_name(where.file, names, place)
    if where.const is not None:
        return period(where.const).months
    if where.from_ is not None and where.until is not None:
        return tuple(range(period(where.from_).first, period(where.until).last + 1))
    return period_in(title).months if where.title else ()


def _months_in_name(placeholders: tuple[str, ...], names: Mapping[str, str], place: str) -> tuple[int, ...]:
    """One placeholder, completed by the one year that the name has elsewhere; or year and month, or year and term."""
    if len(placeholders) == 1:
        return period(names[placeholders[0]], year_in(place)).months
    first, second = (names[name] for name in placeholders)
    if _TWO_YEARS.fullmatch(first):
        return term(first, second).months
    return _months_of_two(first, second)


def row_scopes(stream: StreamCard, header: Header, delivery: Delivery) -> RowScopes:
    """A function from row to scope for one delivery; it raises CellError for a row whose scope cannot be read.

    A roster's row outside the declared scope is rejected: it belongs to another delivery.
    """
    scope, said = stream.scope, delivery.stated
    only = delivery.scopes[0] if len(delivery.scopes) == 1 else None
    if not scope.division.column and not stream.months_by_row and (only is not None or said.division is not None):
        fixed = RowScope(said.division or "", said.months, said.batch)
        if only is not None:
            fixed = RowScope(only.division, only.months, only.batch)
        return lambda cells: fixed
    division = _row_division(stream, header, delivery)
    month = _row_month(scope, header)
    months_of = {one.division: one.months for one in delivery.scopes}
    every_month = said.months or tuple(sorted({index for one in delivery.scopes for index in one.months}))
    batch = delivery.scopes[0].batch if delivery.scopes else said.batch
    within = months_of if stream.shape is Shape.ROSTER else {}
    named = header.find(scope.division.column) if scope.division.column else None

    @lru_cache(maxsize=8192)
    def made(code: str, months: tuple[int, ...]) -> RowScope:
        if within and not set(months) <= set(within.get(code, ())):
            raise CellError(named, Reason.OUTSIDE_SCOPE, _OUTSIDE)
        return RowScope(code, months, batch)

    def of_row(cells: Cells) -> RowScope:
        code = division(cells)
        if month is not None:
            return made(code, month(cells))
        return made(code, months_of.get(code, every_month))

    return of_row


def _row_division(stream: StreamCard, header: Header, delivery: Delivery) -> Callable[[Cells], str]:
    where = stream.scope.division
    if not where.column:
        code = delivery.scopes[0].division if delivery.scopes else delivery.stated.division
        return (lambda cells: code) if code is not None else _nowhere
    name, level, serves = header.find(where.column), where.level, stream.serves

    def division(cells: Cells) -> str:
        value = cells.get(name)
        if value is None:
            raise CellError(
                name, Reason.INVALID_DIVISION, Message("填写本行所属的区划", "the division that the row is of")
            )
        try:
            return parsed_division(value, level, serves)
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error

    return division


def _nowhere(cells: Cells) -> str:
    raise CellError(
        None, Reason.INVALID_DIVISION, Message("能说明所属区划的文件名、标题或列", "a delivery that names its division")
    )


def _row_month(scope: ScopeCard, header: Header) -> Callable[[Cells], tuple[int, ...]] | None:
    where = scope.month
    if where is None or not (where.column or where.columns):
        return None
    names = [header.find(where.column)] if where.column else [header.find(column) for column in where.columns]

    def month(cells: Cells) -> tuple[int, ...]:
        parts = [cells.get(name) or "" for name in names]
        try:
            return _months_of_one(parts[0]) if len(parts) == 1 else _months_of_two(parts[0], parts[1])
        except InvalidValueError as error:
            raise CellError(names[-1], error.reason, error.expected) from error

    return month


@lru_cache(maxsize=8192)
def _months_of_one(text: str) -> tuple[int, ...]:
    """A month, a date whose month counts, or a stretch (a quarter, a term) whose months all count."""
    with_time = _WITH_TIME.fullmatch(text.strip())
    return period(with_time[1] if with_time else text).months


@lru_cache(maxsize=8192)
def _months_of_two(year: str, month: str) -> tuple[int, ...]:
    """``2026`` and ``6月`` or ``三季度``; a month that holds its year as well (202606) counts alone."""
    plain = _UNIT.sub("", month).removesuffix(".0")
    if len(plain) >= 6:
        return period(month).months
    if _TWO_YEARS.fullmatch(year.strip()):
        return term(year, month).months
    digits = _UNIT.sub("", year).removesuffix(".0")
    if plain.isdigit():
        return (parsed_month(f"{digits}-{plain}"),)
    if not digits.isdigit() or len(digits) != 4:
        raise InvalidValueError(Reason.INVALID_MONTH, EXPECTED)
    return period(month, int(digits)).months


@lru_cache(maxsize=8192)
def parsed_month(text: str) -> int:
    """A month index. Raises InvalidValueError."""
    return month_index(Month.parse(text))


@lru_cache(maxsize=64)
def counties(serves: tuple[str, ...]) -> tuple[str, ...]:
    """Every county of today under the prefixes, in order."""
    return tuple(sorted(code for code in divisions.counties() if code.startswith(serves)))
