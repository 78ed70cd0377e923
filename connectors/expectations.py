"""What a delivery must keep by itself to be applied without a person: a card's expectations over counts. Pure.

What it would end is compared with the store: see ``hub.sync.brake``.

Small numbers never hold a delivery by a share alone: of ten rows, one that is wrong is an error, not a breakdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.card import Expect

FLOOR = 10
"""Rejections, blanks or endings below this are ordinary, whatever share they are."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What staging a delivery has counted."""

    read: int
    rejected: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    """Column -> rows in which it was filled (``Mapping.filled``)."""


def unmet(expect: Expect, counts: Counts) -> list[str]:
    """The expectations that the counts break, each as a sentence; empty when all are kept."""
    broken = []
    read = counts.read
    if expect.rows.min is not None and read < expect.rows.min:
        broken.append(f"{read} rows came, at least {expect.rows.min} were expected")
    if expect.rows.max is not None and read > expect.rows.max:
        broken.append(f"{read} rows came, at most {expect.rows.max} were expected")
    for column, share in expect.filled.items():
        blank = read - counts.filled.get(column, 0)
        if blank >= FLOOR and blank > (1 - share) * read:
            broken.append(f"{column} is filled in {_share(read - blank, read)} of rows, {share:.0%} were expected")
    if counts.rejected >= FLOOR and counts.rejected > expect.max_rejected * read:
        broken.append(
            f"{_share(counts.rejected, read)} of rows were rejected, at most {expect.max_rejected:.0%} were expected"
        )
    return broken


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "all"
