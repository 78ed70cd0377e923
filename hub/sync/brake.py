"""The brake: a delivery that would end or retire more than its card allows waits for a person.

A small list may lose a few rows in any month, so fewer than ``FLOOR`` endings never brake. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hub.sync.roster import bit

FLOOR = 10
"""Endings below this are ordinary, whatever share of a small list they are."""


def brakes(ended: int, held: int, share: float) -> bool:
    """Whether ``ended`` of the ``held`` keys of a scope is more than ``share`` allows."""
    return ended >= FLOOR and ended > share * held


def months_that_brake(
    listed: Mapping[int, int], answered: Iterable[int], covered: Sequence[int], share: float
) -> dict[int, tuple[int, int]]:
    """The answered months of a roster scope that would end too much: month -> (ended, held before).

    ``listed`` maps a set of months (as bits, see ``roster.bit``) to how many keys are listed in exactly those;
    ``covered`` is all months answered before or now, sorted. A month that brakes is left out before the next.
    """
    braking: dict[int, tuple[int, int]] = {}
    asked = set(answered)
    previous: int | None = None
    for month in covered:
        if month in asked and previous is not None:
            before = now_ended = 0
            previous_bit, month_bit = bit(previous), bit(month)
            for bits, count in listed.items():
                if bits & previous_bit:
                    before += count
                    if not bits & month_bit:
                        now_ended += count
            if brakes(now_ended, before, share):
                braking[month] = (now_ended, before)
                continue
        previous = month
    return braking
