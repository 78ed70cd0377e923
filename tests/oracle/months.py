"""Months as texts (``2026-05``) and days; every question is answered by counting them one by one."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta


def month_of(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    first = first_day(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def days(month: str) -> list[date]:
    first = first_day(month)
    return [first + timedelta(n) for n in range((last_day(month) - first).days + 1)]


def later(month: str, steps: int) -> str:
    """The month so many steps later; earlier where ``steps`` is negative."""
    year, zero_based = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + steps, 12)
    return f"{year:04d}-{zero_based + 1:02d}"


def between(first: str, last: str) -> list[str]:
    """All months from ``first`` to ``last``, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = later(first, 1)
    return found


def ending(last: str, count: int) -> list[str]:
    return between(later(last, 1 - count), last)


def runs(months: Iterable[str]) -> list[list[str]]:
    """Unbroken runs, first to last."""
    found: list[list[str]] = []
    for month in sorted(months):
        if found and later(found[-1][-1], 1) == month:
            found[-1].append(month)
        else:
            found.append([month])
    return found


def a_year_after(day: date) -> date:
    """The same day next year; of 29 February the 1st of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def term_of(month: str) -> str:
    """``2025-2026-autumn`` is August to January, ``2025-2026-spring`` February to July (policy.md §11.12)."""
    year, number = int(month[:4]), int(month[5:])
    if 2 <= number <= 7:
        return f"{year - 1}-{year}-spring"
    start = year if number >= 8 else year - 1
    return f"{start}-{start + 1}-autumn"


def months_of_term(term: str) -> list[str]:
    start, end, name = term.split("-")
    return between(f"{start}-08", f"{end}-01") if name == "autumn" else between(f"{end}-02", f"{end}-07")


def months_of_school_year(name: str) -> list[str]:
    start, end = name.split("-")
    return between(f"{start}-08", f"{end}-07")
