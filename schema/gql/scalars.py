"""Scalars that travel as text: days, months, instants and yuan; errors contain the expectation, never the value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

_XSD = "https://www.w3.org/TR/xmlschema11-2/#"
"""The forms are those of XML Schema; which of its values a scalar takes, its description says."""

Date = NewType("Date", str)
Month = NewType("Month", str)
Instant = NewType("Instant", str)
Yuan = NewType("Yuan", str)


def _checked(pattern: str, expected: str, check: Callable[[str], Any]) -> Callable[[Any], str]:
    form = re.compile(pattern, re.ASCII)

    def parse(value: Any) -> str:
        if isinstance(value, str) and form.fullmatch(value):
            try:
                check(value)
            except ValueError:
                pass
            else:
                return value
        raise ValueError(f"expected {expected}")

    return parse


SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        specified_by_url=_XSD + "date",
        description="A day, ISO 8601: `2026-07-31`.",
        serialize=str,
        parse_value=_checked(r"\d{4}-\d\d-\d\d", "a day such as 2026-07-31", date.fromisoformat),
    ),
    Month: strawberry.scalar(
        name="Month",
        specified_by_url=_XSD + "gYearMonth",
        description="A calendar month: `2026-07`.",
        serialize=str,
        parse_value=_checked(r"\d{4}-(0[1-9]|1[0-2])", "a month such as 2026-07", str),
    ),
    Instant: strawberry.scalar(
        name="Instant",
        specified_by_url=_XSD + "dateTimeStamp",
        description="An instant in UTC, ISO 8601: `2026-07-31T09:30:00Z`.",
        serialize=str,
        parse_value=_checked(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)",
            "an instant such as 2026-07-31T09:30:00Z",
            datetime.fromisoformat,
        ),
    ),
    Yuan: strawberry.scalar(
        name="Yuan",
        specified_by_url=_XSD + "decimal",
        description="Money in yuan as a decimal text: `183.00`.",
        serialize=str,
        parse_value=_checked(r"-?\d{1,12}(\.\d{1,2})?", "yuan such as 183.00", Decimal),
    ),
}
