"""A calendar month, written ``2026-07``; as an integer, ``year * 12 + month - 1``.

Departments write it as 2026-07, 202607, 2026年7月, ``7月`` beside a year column, or as a float of Excel (202607.0).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.values.value import Value

_FORMS = re.compile(r"^\s*(?P<y>\d{4})\s*(?:[-/.年]\s*)?(?P<m>\d{1,2})\s*(?:月份?)?(?:\.0+|[-/.]\d{1,2})?\s*$")
_EXPECTED = "a month such as 2026-07, 202607 or 2026年7月"


class Month(Value):
    """Parses to ``"YYYY-MM"``; years 1900 to 2199."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(str(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        return str(value)


@lru_cache(maxsize=4096)
def _parse(raw: str) -> str:
    match = _FORMS.match(raw)
    if match is None:
        raise InvalidValueError("invalid_month", _EXPECTED)
    year, month = int(match["y"]), int(match["m"])
    if not (1900 <= year <= 2199 and 1 <= month <= 12):
        raise InvalidValueError("invalid_month", _EXPECTED)
    return f"{year:04d}-{month:02d}"


@lru_cache(maxsize=8192)
def month_index(text: str) -> int:
    """``"2026-07"`` (or an ISO date, whose day is ignored) as months since year 0."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


@lru_cache(maxsize=8192)
def month_text(index: int) -> str:
    """The inverse of ``month_index``."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def month_of(day: date) -> int:
    """The month index of a date."""
    return day.year * 12 + day.month - 1


def first_day(index: int) -> date:
    """The first day of a month index."""
    return date(index // 12, index % 12 + 1, 1)
