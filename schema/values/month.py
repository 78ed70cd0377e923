"""A calendar month, written ``2026-07``; as an integer, ``year * 12 + month - 1``.

Departments write it as 2026-07, 202607, 2026年7月, ``7月`` beside a year column, or as a float of Excel (202607.0);
every form of a date is accepted too.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.day import Day
from schema.values.reason import Reason
from schema.values.value import Value

_FORMS = re.compile(r"(?P<y>\d{4})(?:\s*[-/.年]\s*(?P<m>\d{1,2})|\s*(?P<mm>\d{2}))\s*(?:月份?)?(?:\.0+)?", re.ASCII)
_TWO_READINGS = re.compile(r"\d{4}\.10?|(?:19|2[01])\d{3}(?:\.0+)?", re.ASCII)
"""A decimal, or five digits that are a year and a month or the serial number of a day."""
_LONGEST = 60
_EXPECTED = Message("月份，如 2026-07、202607 或 2026年7月", "a month such as 2026-07, 202607 or 2026年7月")
_ONE_READING = Message(
    "只有一种读法的月份：2025.1 与 2025.10 在表格中是同一个数，请写成 2025-01 或 2025-10",
    "a month that can be read in one way: 2025.1 and 2025.10 are one number, so write 2025-01 or 2025-10",
)


class Month(Value):
    """Parses to ``"YYYY-MM"``; years 1900 to 2199. Of a date, the month counts.

    A decimal 2025.1 or 2025.10 is refused: in a spreadsheet both are one number, January or October. 2025.2 and 2025.01
    have one reading.
    """

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(str(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        return str(value)


@lru_cache(maxsize=4096)
def _parse(raw: str) -> str:
    written = cell.text(raw) if len(raw) <= _LONGEST else ""
    if _TWO_READINGS.fullmatch(written):
        raise InvalidValueError(Reason.AMBIGUOUS_DATE, _ONE_READING)
    match = _FORMS.fullmatch(written)
    year, month = (int(match["y"]), int(match["m"] or match["mm"])) if match else _of_day(written)
    if not (1900 <= year <= 2199 and 1 <= month <= 12):
        raise InvalidValueError(Reason.INVALID_MONTH, _EXPECTED)
    return f"{year:04d}-{month:02d}"


def _of_day(written: str) -> tuple[int, int]:
    try:
        day = Day.parse(written)
    except InvalidValueError as error:
        reason = error.reason if error.reason == Reason.AMBIGUOUS_DATE else Reason.INVALID_MONTH
        raise InvalidValueError(reason, _EXPECTED) from None
    return day.year, day.month


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
