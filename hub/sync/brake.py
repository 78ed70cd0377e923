"""The brake (circuit breaker): a delivery that would end or retire more than its card allows is held.

A small list may lose a few rows in any month: fewer than ``FLOOR`` endings brake only where they are at least
``FEWEST`` and more than half of the list. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectors.expectations import FLOOR
from hub.sync.month_runs import bit, months_of

FEWEST = 3
"""Endings that may brake a small list."""
SMALL = 1 / 2
"""The share of a small list that may end, where the card allows less."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How many of the keys a scope held before one answered month are not listed in it."""

    month: int
    ended: int
    held: int
    brakes: bool


def brakes(ended: int, held: int, share: float) -> bool:
    """Whether ``ended`` of the ``held`` keys of a scope is more than ``share`` allows."""
    if ended >= FLOOR:
        return ended > share * held
    return ended >= FEWEST and ended > max(share, SMALL) * held


def endings(listed: Mapping[int, int], answered: int, covered: int, share: float, free: int = 0) -> list[Ending]:
    """The endings of each answered month of a roster's scope, compared with the covered month before it.

    ``listed`` maps a set of months to the number of keys listed in exactly those; ``covered`` are all months covered
    before or now; ``free`` are released months. A month that brakes is left out before the next one is compared. Where
    months between the two have not been delivered yet, each of them is allowed its share.
    """
    found = []
    last, previous = 0, 0
    for month in months_of(covered):
        current = bit(month)
        if answered & current and previous:
            held = ended = 0
            for bits, count in listed.items():
                if bits & previous:
                    held += count
                    if not bits & current:
                        ended += count
            stops = not free & current and brakes(ended, held, share * (month - last))
            found.append(Ending(month, ended, held, stops))
            if stops:
                continue
        last, previous = month, current
    return found
