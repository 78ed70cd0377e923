"""Parameters of a card's queries, and their values for one division and month."""

from __future__ import annotations

import re

from schema.values.month import first_day, month_text

PARAMETERS = frozenset({"division", "division_end", "month", "month_dash", "month_start", "month_end"})
"""The 6-digit county and the first code after all that begin with it; the month as 202607 and 2026-07, and the ISO
dates of its first day and of the next month's."""

_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)\b")


def parameters(query: str) -> frozenset[str]:
    """The names of a query's parameters."""
    return frozenset(_PARAMETER.findall(query))


def values_of(named: frozenset[str], division: str | None, month: int | None) -> dict[str, str]:
    values: dict[str, str] = {}
    if division is not None:
        values |= {"division": division, "division_end": f"{int(division) + 1}"}
    if month is not None:
        text = month_text(month)
        values |= {"month": text.replace("-", ""), "month_dash": text}
        values |= {"month_start": first_day(month).isoformat(), "month_end": first_day(month + 1).isoformat()}
    return {name: value for name, value in values.items() if name in named}
