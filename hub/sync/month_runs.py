"""Rosters as sets of months: the meaning of a fact's stored runs, and their update when a scope is answered again.

The meaning of stored runs is the covered months that they hold. Runs are rewritten only when that meaning changes, so a
month that merely confirms an open run costs nothing. Sets are bits counted from ``EPOCH``; all functions are pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from schema.values.months import OPEN, Months

EPOCH = 2000 * 12
"""Bit 0: January 2000."""
WIDTH = 100 * 12
"""Months that a roster can speak of."""
EVERY_MONTH = -1
"""All bits: for facts of no month in particular."""


def bit(month: int) -> int:
    """The bit of a month index. Raises ``ValueError`` before 2000."""
    return 1 << (month - EPOCH)


def bits_of(months: Iterable[int]) -> int:
    """Month indexes as a set of bits."""
    bits = 0
    for month in months:
        bits |= bit(month)
    return bits


def months_of(bits: int) -> list[int]:
    """The month indexes of a set of bits, in order."""
    found = []
    while bits:
        low = bits & -bits
        found.append(EPOCH + low.bit_length() - 1)
        bits ^= low
    return found


@lru_cache(maxsize=65536)
def stored_bits(text: str) -> int:
    """Stored runs as bits; an open run reaches the end of the century."""
    bits = 0
    for first, last in Months.parse(text).runs:
        low = max(first - EPOCH, 0)
        high = WIDTH if last == OPEN else last - EPOCH
        if high >= low:
            bits |= ((1 << (high - low + 1)) - 1) << low
    return bits


@lru_cache(maxsize=65536)
def runs_text(months: int, covered: int) -> str:
    """The fewest runs that mean ``months`` where ``covered`` is covered; open when they reach its last month."""
    runs: list[tuple[int, int]] = []
    first: int | None = None
    last = 0
    for month in months_of(covered):
        if months & bit(month):
            if first is None:
                first = month
            last = month
        elif first is not None:
            runs.append((first, last))
            first = None
    if first is not None:
        runs.append((first, OPEN))
    return Months(tuple(runs)).text()


@dataclass(frozen=True, slots=True)
class Change:
    """The update of a stored fact."""

    months: str
    """Its new runs, as text; empty when it is listed nowhere any more."""
    added: int
    restates: bool
    """A month that was covered before has changed: the old version is kept as superseded."""


def confirms(stored: str, listed: int, answered: int) -> bool:
    """Whether the months ``answered``, which list a fact in ``listed``, equal its stored runs."""
    return stored_bits(stored) & answered == listed


def change(stored: str, listed: int, answered: int, before: int, doubted: int = 0) -> Change | None:
    """The update of a fact when the months ``answered`` list it in ``listed`` and ``before`` were covered already.

    ``doubted`` months were covered, but this fact's subject was unknown in them: learning it restates nothing. None
    when nothing need be written.
    """
    if confirms(stored, listed, answered):
        return None
    covered = before | answered
    meaning = stored_bits(stored) & covered
    wanted = (meaning & ~answered) | listed
    return Change(
        months=runs_text(wanted, covered),
        added=wanted & ~meaning,
        restates=bool((meaning ^ wanted) & before & ~doubted),
    )
