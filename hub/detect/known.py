"""Kleene's three values for all months at once: months known to be *yes*, and months known to be *no*.

Two disjoint sets of months; a month in neither is unknown. Each connective is two bit operations, so the same algebra
runs on Python integers and on numpy ``uint64`` arrays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schema.values.months import ALL, BEFORE

EVER = ALL | BEFORE
"""Every month of the window and the time before it."""


class Known(NamedTuple):
    """``yes & no == 0`` always; ``unknown`` is the rest."""

    yes: int
    no: int

    def __and__(self, other: Known) -> Known:
        return Known(self.yes & other.yes, self.no | other.no)

    def __or__(self, other: Known) -> Known:
        return Known(self.yes | other.yes, self.no & other.no)

    def __invert__(self) -> Known:
        return Known(self.no, self.yes)

    @property
    def unknown(self) -> int:
        return EVER & ~(self.yes | self.no)


NEVER = Known(0, EVER)
ALWAYS = Known(EVER, 0)
NOTHING = Known(0, 0)
"""Unknown in every month."""


def at_least(found: Iterable[int], times: int) -> int:
    """The months that are in at least so many of some sets of months."""
    counted = [0] * times
    for bits in found:
        for rank in range(times - 1, 0, -1):
            counted[rank] |= counted[rank - 1] & bits
        counted[0] |= bits
    return counted[-1]
