"""Months as sets: bits of an integer over a window; union, intersection and difference are ``|``, ``&``, ``& ~``.

The window is 63 months ending with the month that is judged (semantics.md §2): bit 62 is that month, bit 0 the oldest,
bit 63 is "ever before the window". Nothing here is larger than 64 bits, so the same algebra runs on numpy ``uint64``.

``Months`` is the stored form without a window: a set of calendar months as runs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from schema.values.month import month_index, month_of, month_text

WIDTH = 63
"""Months in a window."""
BEFORE = 1 << WIDTH
"""The bit of "ever before the window"."""
ALL = (1 << WIDTH) - 1
"""Every month of the window, without ``BEFORE``."""


@dataclass(frozen=True, slots=True)
class Window:
    """63 months ending with ``last`` (a month index)."""

    last: int

    @classmethod
    def ending(cls, as_of: date) -> Window:
        return cls(month_of(as_of))

    @property
    def first(self) -> int:
        return self.last - WIDTH + 1

    def bit(self, month: int) -> int:
        """The bit of a month index: 0 after the window, ``BEFORE`` ahead of it."""
        offset = month - self.first
        if offset < 0:
            return BEFORE
        return 1 << offset if offset < WIDTH else 0

    def between(self, first: int, last: int) -> int:
        """All months from ``first`` to ``last``, both included; with ``BEFORE`` when it begins ahead of the window."""
        low, high = first - self.first, last - self.first
        if high < low:
            return 0
        before = BEFORE if low < 0 else 0
        if high < 0:
            return before
        low, high = max(low, 0), min(high, WIDTH - 1)
        if high < low:
            return before
        return ((1 << (high - low + 1)) - 1) << low | before

    def since(self, first: int) -> int:
        """All months from ``first`` to the end of the window."""
        return self.between(first, self.last)

    def span(self, start: date, end: date | None) -> tuple[int, int]:
        """``[start, end)`` as (months in force on their first day, months in force on any day)."""
        begin = month_of(start)
        first_full = begin if start.day == 1 else begin + 1
        if end is None:
            return self.between(first_full, self.last), self.between(begin, self.last)
        if end <= start:
            return 0, 0
        until = month_of(end)
        last_touched = until if end.day > 1 else until - 1
        # in force on the first day of the month of `end` only when `end` is after that day
        return self.between(first_full, last_touched), self.between(begin, last_touched)

    def months(self, bits: int) -> Iterator[int]:
        """Month indexes of a set, in order; ``BEFORE`` is not a month."""
        bits &= ALL
        while bits:
            low = bits & -bits
            yield self.first + low.bit_length() - 1
            bits ^= low

    def texts(self, bits: int) -> list[str]:
        """A set as ``["2026-05", …]``, in order."""
        return [month_text(index) for index in self.months(bits)]


def count(bits: int) -> int:
    """How many months of the window."""
    return (bits & ALL).bit_count()


def lowest(bits: int) -> int:
    """The set that holds only the first month."""
    bits &= ALL
    return bits & -bits


def highest(bits: int) -> int:
    """The set that holds only the last month."""
    bits &= ALL
    return 1 << (bits.bit_length() - 1) if bits else 0


def runs(bits: int) -> Iterator[int]:
    """The unbroken runs of a set, first to last, each as a set."""
    bits &= ALL
    while bits:
        low = bits & -bits
        rest = bits + low
        run = bits & ~rest
        yield run
        bits &= ~run


def last_run(bits: int) -> int:
    """The last unbroken run of a set, as a set; 0 for an empty one."""
    *_, last = (0, *runs(bits))
    return last


def with_later(bits: int, months: int) -> int:
    """A set with so many months after each of its own; ``BEFORE`` has none."""
    for step in _steps(months):
        bits |= bits << step & ALL
    return bits


def with_earlier(bits: int, months: int) -> int:
    """A set with so many months before each of its own, as far as the window goes."""
    for step in _steps(months):
        bits |= (bits & ALL) >> step
    return bits


def unbroken(bits: int, months: int) -> int:
    """The months of a set whose preceding months, so many, are all in it; ``BEFORE`` stands for those ahead of it."""
    for step in _steps(months):
        bits &= bits << step & ALL | ((1 << step) - 1 if bits & BEFORE else 0) | BEFORE
    return bits


@cache
def _steps(months: int) -> tuple[int, ...]:
    """So many months in few steps, each at most one longer than all before it: 1, 2, 4, … and the rest."""
    if months <= 0:
        return ()
    half = months // 2
    return (*_steps(half), months - half)


OPEN = 9999 * 12 + 11
"""The last month of an open run: every month that its scope has covered since."""


@dataclass(frozen=True, slots=True)
class Months:
    """Calendar months as sorted, disjoint, non-adjacent runs ``((first, last), …)``; ``OPEN`` ends an open run.

    Stored as text: ``2024-01/2025-12 2026-02/`` (the last run open).
    """

    runs: tuple[tuple[int, int], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Months:
        return _parse_runs(text)

    @classmethod
    def of(cls, indexes: Iterable[int]) -> Months:
        found: list[list[int]] = []
        for index in sorted(set(indexes)):
            if found and index == found[-1][1] + 1:
                found[-1][1] = index
            else:
                found.append([index, index])
        return cls(tuple((first, last) for first, last in found))

    def text(self) -> str:
        return " ".join(f"{month_text(first)}/{'' if last == OPEN else month_text(last)}" for first, last in self.runs)

    def __contains__(self, index: int) -> bool:
        return any(first <= index <= last for first, last in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def open(self) -> bool:
        return bool(self.runs) and self.runs[-1][1] == OPEN

    def within(self, covered: Iterable[int]) -> list[int]:
        """The months of ``covered`` that the runs hold, in order: the meaning of a stored set."""
        ordered = sorted(covered)
        return [
            index
            for first, last in self.runs
            for index in ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]
        ]

    def bits(self, window: Window) -> int:
        """The runs over a window (an open run reaches its end); intersect with coverage for the meaning."""
        bits = 0
        for first, last in self.runs:
            bits |= window.between(first, last)
        return bits


@lru_cache(maxsize=65536)
def _parse_runs(text: str) -> Months:
    found = []
    for part in text.split():
        first, _, last = part.partition("/")
        found.append((month_index(first), month_index(last) if last else OPEN))
    return Months(tuple(found))
