"""What a delivery must keep to be applied without a person: a pure check of a card's expectations over counts.

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
    ended: int = 0
    """Facts of the scope that would end or be retired."""
    held: int = 0
    """Facts that the scope held before."""


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
    if counts.ended >= FLOOR and counts.ended > expect.max_ended * counts.held:
        broken.append(
            f"{_share(counts.ended, counts.held)} of what the scope held would end, "
            f"at most {expect.max_ended:.0%} may without a person"
        )
    return broken


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "all"
