"""Rows of one group of deliveries, collapsed: equal rows are mapped once and keep the months in which they stood.

Most departments send nearly the same list every month. A row whose mapped cells were seen before in the group costs one
look-up; the months are kept beside it as bits, and repetitions within one month are counted, never applied twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.base import MappedFact
from hub.sync.entry import Entry
from hub.sync.roster import bit, months_of


class RowSet:
    """All raw rows of a group that say the same: their facts, and in which months (or how often) they were read."""

    __slots__ = ("bits", "count", "entries", "facts", "months", "pending", "repeats", "scope_of", "sites")

    def __init__(self, facts: tuple[MappedFact, ...]) -> None:
        self.facts = facts
        self.bits = 0
        self.count = 0
        self.repeats: dict[int, int] = {}
        """Month -> rows beyond the first."""
        self.entries: list[tuple[Entry, int]] = []
        """Each entry with the months for which this row says it."""
        self.pending = 0
        """Months for which a reference has not arrived."""

    def listed(self, months: Iterable[int]) -> None:
        """One raw row was read that speaks for ``months``."""
        self.count += 1
        for month in months:
            one = bit(month)
            if self.bits & one:
                self.repeats[month] = self.repeats.get(month, 0) + 1
            self.bits |= one

    def rows_in(self, bits: int) -> int:
        """How many raw rows stand in a set of months (a row that speaks for several counts once for each)."""
        total = (self.bits & bits).bit_count()
        if self.repeats:
            total += sum(more for month, more in self.repeats.items() if bits & bit(month))
        return total


def months_in(rows: Iterable[RowSet]) -> Iterator[int]:
    """Every month that any of the rows stands in."""
    bits = 0
    for row in rows:
        bits |= row.bits
    yield from months_of(bits)
