"""China's summer time: when clocks showed UTC+9 (1940 to 1949 in Shanghai, 1986 to 1991 everywhere).

Programs know these years too: a date that one of them wrote as an instant is midnight in summer time, and read with a
fixed UTC+8 it is 23:00 of the day before. After the time zone database of IANA (Asia/Shanghai), whose rules are given
here in dates, so that a machine's own copy never changes how a delivery is read.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "China")
_SUMMER = timezone(timedelta(hours=9), "China, summer time")
_YEARS = (
    (date(1940, 6, 1), date(1940, 10, 12)),
    (date(1941, 3, 15), date(1941, 11, 1)),
    (date(1942, 1, 31), date(1945, 9, 1)),
    (date(1946, 5, 15), date(1946, 9, 30)),
    (date(1947, 4, 15), date(1947, 10, 31)),
    (date(1948, 5, 1), date(1948, 9, 30)),
    (date(1949, 5, 1), date(1949, 5, 28)),
    (date(1986, 5, 4), date(1986, 9, 14)),
    (date(1987, 4, 12), date(1987, 9, 13)),
    (date(1988, 4, 10), date(1988, 9, 11)),
    (date(1989, 4, 16), date(1989, 9, 17)),
    (date(1990, 4, 15), date(1990, 9, 16)),
    (date(1991, 4, 14), date(1991, 9, 15)),
)
"""First and last day; where editions of the database differ by some days, the longer span."""
_LOCAL = frozenset((time(23, 54, 8), time(23, 54, 17)))
"""Midnight of Shanghai's own time, which old programs have until 1901 or 1927, as UTC+8 shows it."""


def in_summer(day: date) -> bool:
    """Whether clocks showed summer time on some hour of the day."""
    return any(first <= day <= last for first, last in _YEARS)


def local(instant: datetime) -> datetime:
    """The time of a clock in China at an instant."""
    standard = instant.astimezone(CHINA)
    if standard.year < 1992 and in_summer((standard + timedelta(hours=1)).date()):
        return instant.astimezone(_SUMMER)
    return standard


def may_be_next_day(shown: datetime) -> bool:
    """Whether a time without a zone may be midnight of the next day, written by a program with other rules.

    23:00:00 on the eve of a day of summer time, and 23:54:17 before 1928.
    """
    if shown.year >= 1992 or shown.hour != 23:
        return False
    clock = shown.time().replace(microsecond=0, tzinfo=None)
    if clock == time(23):
        return in_summer(shown.date() + timedelta(days=1))
    return shown.year < 1928 and clock in _LOCAL
