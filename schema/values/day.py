"""A calendar date, however a department writes it; times of day are dropped, dates are those of China.

Day, month and year are never guessed: a bare year, a bare month or 7/1/2026 is refused, and so is a text that can be
read as two dates.
"""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Reason
from schema.values.summer_time import CHINA, in_summer, local, may_be_next_day
from schema.values.value import Value

__all__ = ["CHINA", "Day"]

_EXCEL_EPOCH = date(1899, 12, 30)
_EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
_EXPECTED = Message(
    "日期，如 2026-07-01、20260701 或 2026年7月1日", "a date such as 2026-07-01, 20260701 or 2026年7月1日"
)
_EXISTS = Message("存在的日期", "a date that exists")
_ONE_READING = Message(
    "只有一种读法的日期：请只写日期，如 2026-07-01，不带时间或毫秒数",
    "a date that can be read in one way: the date alone, such as 2026-07-01, without a time or milliseconds",
)
_EARLIEST = 1800
_SPAN = range(1850, 2101)
"""Plausible years of a count of seconds or milliseconds."""

_CLOCK = r"(?:[T ]?(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?"
_WRITTEN = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?\s*{_CLOCK}", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?P<clock>\d{6}(?:\d{3})?)?(?:\.0+)?", re.ASCII)
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.ASCII)
_COUNT = re.compile(r"(-?\d{9,13})(?:\.0+)?", re.ASCII)
_JAVA = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (?P<clock>\d{2}:\d{2}:\d{2}) (CST|CDT|GMT\+08:00) (\d{4})", re.ASCII
)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH = {name: n for n, name in enumerate(_NAMES, 1)}


class Day(Value):
    """Parses to ``datetime.date``.

    Reads 2026-07-01, 2026/7/1, 2026.7.1, 20260701, 2026年7月1日, ISO date-times (a stated zone counts), 14 and 17
    digits, ``Fri Jan 05 00:00:00 CST 2024`` (CST is China), epoch milliseconds or seconds where only one of them gives
    a possible date, and Excel serials of five digits (18 May 1927 to the year 2100; shorter ones look like years).

    An instant is the day that it was in China, summer time included. 23:00:00 before a day of summer time is refused:
    programs write the next day's date so.
    """

    @classmethod
    def parse(cls, raw: Any) -> date:
        if isinstance(raw, datetime):
            return _of_instant(raw) if raw.tzinfo else _of_clock(raw)
        return raw if isinstance(raw, date) else _parse(str(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        """The year stays: an age is needed to recognise."""
        return f"{value.year:04d}-**-**"


@lru_cache(maxsize=131072)
def _parse(raw: str) -> date:
    written = cell.text(raw)
    if match := _WRITTEN.fullmatch(written) or _DIGITS.fullmatch(written):
        return _timed(_exists(int(match[1]), int(match[2]), int(match[3])), match["clock"])
    if match := _SERIAL.fullmatch(written):
        return _of_serial(int(match[1]), float(match[2] or 0))
    if _ZONED.fullmatch(written):
        try:
            instant = datetime.fromisoformat(written)
            instant.astimezone(UTC)
        except (ValueError, OverflowError):
            raise InvalidValueError(Reason.IMPOSSIBLE_DATE, _EXISTS) from None
        return _of_instant(instant)
    if match := _COUNT.fullmatch(written):
        return _of_count(match[1])
    if (match := _JAVA.fullmatch(written)) and match[1] in _ENGLISH:
        day = _exists(int(match[5]), _ENGLISH[match[1]], int(match[2]))
        if match[4] == "CDT":
            if not in_summer(day):
                raise InvalidValueError(Reason.INVALID_DATE, _EXPECTED)
            return day
        return _timed(day, match["clock"])
    raise InvalidValueError(Reason.INVALID_DATE, _EXPECTED)


def _exists(year: int, month: int, day: int) -> date:
    if year < _EARLIEST:
        raise InvalidValueError(
            Reason.IMPOSSIBLE_DATE, Message(f"不早于 {_EARLIEST} 年的日期", f"a date not before {_EARLIEST}")
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidValueError(Reason.IMPOSSIBLE_DATE, _EXISTS) from None


def _timed(day: date, clock: str | None) -> date:
    """The day of a time that a clock showed."""
    if clock is None or day.year >= 1992:
        return day
    digits = clock.replace(":", "").partition(".")[0]
    if digits.startswith("23"):
        shown = datetime(day.year, day.month, day.day, 23, int(digits[2:4]) % 60, int(digits[4:6] or 0) % 60)
        return _of_clock(shown)
    return day


def _of_clock(shown: datetime) -> date:
    if may_be_next_day(shown):
        raise InvalidValueError(Reason.AMBIGUOUS_DATE, _ONE_READING)
    return shown.date()


def _of_instant(instant: datetime) -> date:
    """The day in China; ambiguous where the writer's own UTC+8 gives another."""
    day = local(instant)
    if instant.utcoffset() == timedelta(hours=8) and instant.date() != day.date():
        raise InvalidValueError(Reason.AMBIGUOUS_DATE, _ONE_READING)
    return _of_clock(day) if day.year < 1928 else day.date()


def _of_serial(days: int, fraction: float) -> date:
    day = _EXCEL_EPOCH + timedelta(days=days)
    if day.year > 2100:
        raise InvalidValueError(Reason.INVALID_DATE, _EXPECTED)
    if fraction and day.year < 1992:
        return _of_clock(datetime.combine(day, datetime.min.time()) + timedelta(seconds=round(fraction * 86400)))
    return day


def _of_count(written: str) -> date:
    """Milliseconds or seconds since 1970, or YYYYMMDDhhmm: refused where two of them give a possible date."""
    number = int(written)
    found = set()
    for thousandths in (number, number * 1000):
        try:
            instant = _EPOCH_START + timedelta(milliseconds=thousandths)
        except OverflowError:
            continue
        if instant.year in _SPAN:
            found.add(_of_instant(instant))
    if len(written) == 12 and written[8:10] < "24" and written[10:] < "60":
        with contextlib.suppress(ValueError):
            found.add(date(int(written[:4]), int(written[4:6]), int(written[6:8])))
    if len(found) == 1:
        return found.pop()
    raise InvalidValueError(Reason.AMBIGUOUS_DATE if found else Reason.INVALID_DATE, _ONE_READING)
