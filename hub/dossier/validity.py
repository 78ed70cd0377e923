"""The months in which a fact is in force, by its shape and coverage (semantics.md §1 and §2).

A roster's fact has ``months``: *yes* where its stream has covered them, *some* also where it has not. A register's fact
has dates: an open one is *yes* up to the last month its stream has covered. An event is in force in its month.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from schema.values.month import month_index
from schema.values.months import ALL, BEFORE, Months, Window, highest

Span = tuple[int, int]
"""(months in force on their first day, months in force on any day or not known not to be)."""

TERMS = {"autumn": (7, 12), "spring": (13, 18), "year": (7, 18)}
"""First and last month of a school term, counted from January of the year in which the school year begins."""


class Times:
    """Reads months off facts; remembers the few answers that most facts share."""

    __slots__ = ("_covered", "_rosters", "window")

    def __init__(self, window: Window, covered: Mapping[tuple[str, str], int]) -> None:
        self.window = window
        self._covered = covered
        self._rosters: dict[tuple[str, str, str], Span] = {}

    def of(self, stream: str, division: str, months: str | None) -> Span:
        """A roster's fact by its months; without any it holds ever since, as its stream has covered it."""
        if months is not None:
            key = (stream, division, months)
            found = self._rosters.get(key)
            if found is None:
                bits = Months.parse(months).bits(self.window)
                found = self._rosters[key] = (bits & self._covered.get((stream, division), 0), bits)
            return found
        return self.until_covered(stream, division, ALL | BEFORE), ALL | BEFORE

    def dated(self, stream: str, division: str, start: str | None, end: str | None) -> Span:
        """``[start, end)``, ISO dates; open without an end. Since when it holds is unknown without a start."""
        if start is None:
            return 0, ALL | BEFORE if end is None else self.window.span(date.min, as_date(end))[1]
        yes, some = self.window.span(as_date(start), None if end is None else as_date(end))
        return (yes if end is not None else self.until_covered(stream, division, yes)), some

    def until_covered(self, stream: str, division: str, bits: int) -> int:
        """The months of a set up to the last that the stream has covered for the division."""
        last = highest(self._covered.get((stream, division), 0))
        return bits & (((last << 1) - 1) | BEFORE) if last else bits & BEFORE

    def award(self, school_year: str | None, term: str | None, awarded_on: str | None) -> Span:
        """One-off aid: the months of its term or school year, else the month of its award."""
        if school_year is not None and term in TERMS:
            january = int(school_year[:4]) * 12
            first, last = TERMS[term]
            bits = self.window.between(january + first, january + last)
            return bits, bits
        bit = self.window.bit(month_index(awarded_on)) if awarded_on is not None else 0
        return bit, bit


@lru_cache(maxsize=65536)
def as_date(text: str) -> date:
    return date.fromisoformat(text)
