"""Stretches of months for which one answer holds: calendar years, school terms, cold seasons."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from hub.detect.known import Known
from schema.policy.condition import Within
from schema.values.months import Window


class Stretch(NamedTuple):
    label: str
    """``2026``, ``2025-2026-spring``, ``2025-2026``."""
    bits: int
    """Its months within the window."""
    begun: bool
    """Whether its first month is in the window: else it cannot be known as a whole."""


_LENGTH = {Within.MONTH: 1, Within.TERM: 6, Within.SEASON: 7, Within.YEAR: 12}


@lru_cache(maxsize=256)
def stretches(last: int, within: Within) -> tuple[Stretch, ...]:
    """Every stretch that touches the window ending with month index ``last``, in order."""
    window = Window(last)
    found: dict[int, Stretch] = {}
    for month in range(window.first, window.last + 1):
        start = _start(month, within)
        if start is not None and start not in found:
            bits = window.between(max(start, window.first), start + _LENGTH[within] - 1)
            found[start] = Stretch(_label(start, within), bits, start >= window.first)
    return tuple(found.values())


def term_start(school_year: str, term: str) -> int | None:
    """The first month index of ``2025-2026`` and ``autumn`` or ``spring``; a whole year starts with its autumn."""
    first = school_year[:4]
    if not first.isdecimal():
        return None
    return int(first) * 12 + (13 if term == "spring" else 7)


def term_bits(window: Window, school_year: str, term: str) -> int:
    """The months of a term; of both terms where an award is for the whole school year."""
    start = term_start(school_year, term)
    if start is None:
        return 0
    return window.between(start, start + (11 if term == "year" else 5))


def _start(month: int, within: Within) -> int | None:
    year, offset = divmod(month, 12)
    if within is Within.YEAR:
        return year * 12
    if within is Within.TERM:
        if offset == 0:
            return year * 12 - 5
        return year * 12 + (1 if offset < 7 else 7)
    if within is Within.SEASON:
        if offset < 4:
            return year * 12 - 3
        return year * 12 + 9 if offset >= 9 else None
    return month


def _label(start: int, within: Within) -> str:
    year, offset = divmod(start, 12)
    if within is Within.YEAR:
        return str(year)
    if within is Within.TERM:
        return f"{year - 1}-{year}-spring" if offset == 1 else f"{year}-{year + 1}-autumn"
    if within is Within.SEASON:
        return f"{year}-{year + 1}"
    return f"{year}-{offset + 1:02d}"


def spread(known: Known, window: Window, within: Within) -> Known:
    """One answer for each stretch: yes when yes in any of its months, no when no in all of them up to the window's end.

    A stretch that began ahead of the window is never no.
    """
    yes = no = 0
    for stretch in stretches(window.last, within):
        bits = stretch.bits
        if known.yes & bits:
            yes |= bits
        elif stretch.begun and known.no & bits == bits:
            no |= bits
    return Known(yes, no)


def widen(bits: int, window: Window, within: Within) -> int:
    """The whole stretches that a set of months touches."""
    if within is Within.MONTH:
        return bits
    return sum(stretch.bits for stretch in stretches(window.last, within) if stretch.bits & bits)
