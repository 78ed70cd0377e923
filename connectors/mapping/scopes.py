"""What a delivery and a row answer for: divisions, months and batch, from names, titles, columns or constants.

Pure. A delivery's scope may be said by its file's name before it is opened; a row's by its own columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from connectors.base import Delivery, Scope
from connectors.card import ScopeCard, StreamCard, Where
from connectors.mapping.columns import CellError, Cells, Header, RowScope
from schema.catalogue import divisions
from schema.errors import InvalidValueError
from schema.values.division import Division
from schema.values.month import Month, month_index
from schema.values.reason import Reason

RowScopes = Callable[[Cells], RowScope]

_UNIT = re.compile(r"[年月份\s]")
_SCHOOL_YEAR = re.compile(r"(\d{4})\s*[-—–至]\s*(\d{4})")
_TITLE_MONTH = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月")


def term_months(school_year: str, term: str) -> tuple[int, ...]:
    """Month indexes of a school term: autumn is August to January, spring February to July.

    ``school_year`` is ``2025-2026``; ``term`` begins with 秋 or 春, anything else is the whole year. Raises
    InvalidValueError.
    """
    years = _SCHOOL_YEAR.fullmatch(school_year.strip())
    if years is None or int(years[2]) != int(years[1]) + 1:
        raise InvalidValueError(Reason.INVALID_MONTH, "a school year such as 2025-2026")
    first = int(years[1]) * 12 + 7
    if term.startswith("秋"):
        return tuple(range(first, first + 6))
    if term.startswith("春"):
        return tuple(range(first + 6, first + 12))
    return tuple(range(first, first + 12))


def declared(stream: StreamCard, names: Mapping[str, str], title: str = "") -> tuple[Scope, ...]:
    """The scopes that a file's name, its title or a constant declare; empty when only the rows say.

    Raises InvalidValueError for a name that is no division or month.
    """
    scope = stream.scope
    months = _declared_months(scope.month, names, title)
    if months is None:
        return ()
    batch = "-".join(names[name] for name in scope.batch.file) if scope.batch is not None else None
    where = scope.division
    if where.every:
        return tuple(Scope(code, months, batch) for code in counties(stream.serves))
    if where.file:
        division: str | None = parsed_division(names[where.file[0]], where.level)
    elif where.const is not None:
        division = parsed_division(where.const, where.level)
    elif where.title:
        division = _division_in(title, where.level)
    else:
        division = None
    return () if division is None else (Scope(division, months, batch),)


def _declared_months(where: Where | None, names: Mapping[str, str], title: str) -> tuple[int, ...] | None:
    if where is None:
        return None
    if len(where.file) == 2:
        return term_months(names[where.file[0]], names[where.file[1]])
    if where.file:
        return (parsed_month(names[where.file[0]]),)
    if where.const is not None:
        return (parsed_month(where.const),)
    if where.title:
        found = _TITLE_MONTH.search(title)
        if found is None:
            raise InvalidValueError(Reason.INVALID_MONTH, "a title that names the month, such as 2026年6月")
        return (parsed_month(found[0]),)
    return None


def _division_in(title: str, level: int) -> str:
    """The county that a title begins with (济南市历下区2026年6月…)."""
    name = re.split(r"\d{4}\s*年", title.strip(), maxsplit=1)[0].strip()
    return parsed_division(name, level)


def row_scopes(stream: StreamCard, header: Header, delivery: Delivery) -> RowScopes:
    """How to find the scope of each row of a delivery; raises CellError for a row whose scope cannot be read."""
    scope = stream.scope
    by_columns = scope.division.column or (scope.month is not None and (scope.month.column or scope.month.columns))
    if not by_columns and len(delivery.scopes) == 1:
        (only,) = delivery.scopes
        fixed = RowScope(only.division, only.months, only.batch)
        return lambda cells: fixed
    division = _row_division(scope, header, delivery)
    month = _row_month(scope, header)
    months_of = {one.division: one.months for one in delivery.scopes}
    every_month = tuple(sorted({index for one in delivery.scopes for index in one.months}))
    batch = delivery.scopes[0].batch if delivery.scopes else None
    made = lru_cache(maxsize=8192)(RowScope)

    def of_row(cells: Cells) -> RowScope:
        code = division(cells)
        if month is not None:
            return made(code, month(cells), batch)
        return made(code, months_of.get(code, every_month), batch)

    return of_row


def _row_division(scope: ScopeCard, header: Header, delivery: Delivery) -> Callable[[Cells], str]:
    where = scope.division
    if not where.column:
        code = delivery.scopes[0].division if delivery.scopes else ""
        return lambda cells: code
    name, level = header.find(where.column), where.level

    def division(cells: Cells) -> str:
        value = cells.get(name)
        if value is None:
            raise CellError(name, Reason.INVALID_DIVISION, "the division that the row is of")
        try:
            return parsed_division(value, level)
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error

    return division


def _row_month(scope: ScopeCard, header: Header) -> Callable[[Cells], tuple[int, ...]] | None:
    where = scope.month
    if where is None or not (where.column or where.columns):
        return None
    names = [header.find(where.column)] if where.column else [header.find(column) for column in where.columns]

    def month(cells: Cells) -> tuple[int, ...]:
        parts = [cells.get(name) or "" for name in names]
        try:
            return (_month_of(parts[0]) if len(parts) == 1 else _month_of_two(parts[0], parts[1]),)
        except InvalidValueError as error:
            raise CellError(names[-1], error.reason, error.expected) from error

    return month


@lru_cache(maxsize=8192)
def _month_of(text: str) -> int:
    """A month, or a date whose month counts."""
    digits = text[:8]
    if len(text) >= 8 and digits.isdigit():
        return parsed_month(digits[:6])
    return parsed_month(text.split()[0] if text.strip() else "")


@lru_cache(maxsize=8192)
def _month_of_two(year: str, month: str) -> int:
    """``2026`` and ``6月``; a month column that holds the year as well (202606) counts alone."""
    plain = _UNIT.sub("", month).removesuffix(".0")
    if len(plain) >= 6:
        return parsed_month(month)
    return parsed_month(f"{_UNIT.sub('', year).removesuffix('.0')}-{plain}")


@lru_cache(maxsize=8192)
def parsed_month(text: str) -> int:
    """A month index. Raises InvalidValueError."""
    return month_index(Month.parse(text))


def parsed_division(text: str, level: int) -> str:
    """The first ``level`` digits of a division. Raises InvalidValueError, also when it has fewer."""
    code = Division.parse(text)
    if len(code) < level:
        raise InvalidValueError(Reason.INVALID_DIVISION, f"a division of at least {level} digits")
    return code[:level]


@lru_cache(maxsize=64)
def counties(serves: tuple[str, ...]) -> tuple[str, ...]:
    """Every county of today under the prefixes, in order."""
    return tuple(sorted(code for code in divisions.counties() if code.startswith(serves)))
