"""A calendar date, however a department writes it; times of day are dropped, dates are those of China (UTC+8).

Day, month and year are never guessed: a bare year, a bare month or 7/1/2026 is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.values import cell
from schema.values.reason import Reason
from schema.values.value import Value

CHINA = timezone(timedelta(hours=8), "China")
_EXCEL_EPOCH = date(1899, 12, 30)
_EXPECTED = "a date such as 2026-07-01, 20260701 or 2026年7月1日"
_EARLIEST = 1800

_CLOCK = r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_WRITTEN = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?\s*{_CLOCK}", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}(?:\d{3})?)?(?:\.0+)?", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_EPOCH = re.compile(r"(\d{13})(?:\.0+)?", re.ASCII)
_JAVA = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d{2}:\d{2}:\d{2} (?:CST|GMT\+08:00) (\d{4})", re.ASCII)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH = {name: n for n, name in enumerate(_NAMES, 1)}


class Day(Value):
    """Parses to ``datetime.date``.

    Reads 2026-07-01, 2026/7/1, 2026.7.1, 20260701, 2026年7月1日, ISO date-times (a stated zone counts), 14 and 17
    digits, ``Fri Jan 05 00:00:00 CST 2024`` (CST is China), 13-digit epoch milliseconds, and Excel serials of five
    digits (18 May 1927 to the year 2100; shorter ones look like years).
    """

    @classmethod
    def parse(cls, raw: Any) -> date:
        if isinstance(raw, datetime):
            return (raw.astimezone(CHINA) if raw.tzinfo else raw).date()
        return raw if isinstance(raw, date) else _parse(str(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        """The year stays: an age is needed to recognise."""
        return f"{value.year:04d}-**-**"


@lru_cache(maxsize=131072)
def _parse(raw: str) -> date:
    written = cell.text(raw)
    if match := _WRITTEN.fullmatch(written) or _DIGITS.fullmatch(written):
        return _exists(int(match[1]), int(match[2]), int(match[3]))
    if match := _SERIAL.fullmatch(written):
        return _within_spreadsheets(_EXCEL_EPOCH + timedelta(days=int(match[1])))
    if _ZONED.fullmatch(written):
        try:
            return datetime.fromisoformat(written).astimezone(CHINA).date()
        except (ValueError, OverflowError):
            raise InvalidValueError(Reason.IMPOSSIBLE_DATE, "a date that exists") from None
    if match := _EPOCH.fullmatch(written):
        return datetime.fromtimestamp(int(match[1]) / 1000, CHINA).date()
    if (match := _JAVA.fullmatch(written)) and match[1] in _ENGLISH:
        return _exists(int(match[3]), _ENGLISH[match[1]], int(match[2]))
    raise InvalidValueError(Reason.INVALID_DATE, _EXPECTED)


def _exists(year: int, month: int, day: int) -> date:
    if year < _EARLIEST:
        raise InvalidValueError(Reason.IMPOSSIBLE_DATE, f"a date not before {_EARLIEST}")
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValueError(Reason.IMPOSSIBLE_DATE, "a date that exists") from None


def _within_spreadsheets(day: date) -> date:
    if day.year > 2100:
        raise InvalidValueError(Reason.INVALID_DATE, _EXPECTED)
    return day
