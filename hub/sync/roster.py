"""Rosters as sets of months: what a fact's stored runs mean, and what they become when a scope is answered again.

The meaning of stored runs is the covered months that they hold. Runs are rewritten only when that meaning changes, so a
month that merely confirms an open run costs nothing. All functions are pure; months are month indexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schema.values.months import OPEN, Months

EPOCH = 2000 * 12
"""Bit 0 of a roster's set of months: January 2000."""


def bit(month: int) -> int:
    """The bit of a month index; raises ``ValueError`` before 2000."""
    return 1 << (month - EPOCH)


def months_of(bits: int) -> list[int]:
    """The month indexes of a set of bits, in order."""
    found = []
    while bits:
        low = bits & -bits
        found.append(EPOCH + low.bit_length() - 1)
        bits ^= low
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """What one fact becomes: its runs, the months newly said and those no longer said, and whether history changed."""

    months: Months
    added: frozenset[int]
    cleared: frozenset[int]
    restates: bool
    """A month covered before now reads otherwise: the old version is kept as superseded."""


def runs_over(months: Iterable[int], covered: Sequence[int]) -> Months:
    """The fewest runs that mean ``months`` where ``covered`` (sorted) is answered; open when they reach its end."""
    wanted = set(months)
    runs: list[tuple[int, int]] = []
    first: int | None = None
    last = 0
    for month in covered:
        if month in wanted:
            if first is None:
                first = month
            last = month
        elif first is not None:
            runs.append((first, last))
            first = None
    if first is not None:
        runs.append((first, OPEN))
    return Months(tuple(runs))


def change(
    stored: Months,
    listed: Iterable[int],
    answered: frozenset[int],
    covered_before: frozenset[int],
    covered: Sequence[int],
) -> Change | None:
    """What a fact with ``stored`` runs becomes when the months ``answered`` list it in ``listed``.

    ``covered`` is everything answered before or now, sorted. None when nothing need be written.
    """
    meaning = frozenset(month for month in covered if month in stored)
    wanted = (meaning - answered) | frozenset(listed)
    if meaning == wanted:
        return None
    return Change(
        months=runs_over(wanted, covered),
        added=wanted - meaning,
        cleared=meaning - wanted,
        restates=any((month in meaning) != (month in wanted) for month in answered & covered_before),
    )
