"""Rows of one group of deliveries, collapsed: equal rows are mapped once, with the set of their slots.

Most departments send nearly the same list every month. A row whose content was seen before in the group costs one
look-up. Repetitions within one slot are counted, never applied twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from connectors.base import Delivery, DeliveryScope, MappedFact, RawRow
from connectors.card import Shape, StreamCard
from connectors.mapping.scopes import counties
from hub.sync.encoding import Entry
from hub.sync.month_runs import EVERY_MONTH, bits_of
from hub.sync.row_cache import Meant
from schema.message import Message
from schema.values.month import month_text


@dataclass(frozen=True, slots=True)
class Slot:
    """One delivery's answer for one division and its months, in which rows are listed."""

    delivery: Delivery
    division: str
    months: tuple[int, ...]
    bits: int
    scope: str
    """The scope that the answer replaces (semantics.md §1): a division of the stream, or a batch or months there."""
    part: str | None
    declared: bool = True
    """Whether the delivery answers for it. Rows beyond what it declares are facts, but no answer: they cover no month,
    and nothing is retired because it is not among them."""

    @classmethod
    def of(
        cls, delivery: Delivery, division: str, months: tuple[int, ...], batch: str | None, declared: bool = True
    ) -> Slot:
        stream = delivery.stream
        scope, part = scope_of(stream, division), part_of(stream, months, batch)
        name = scope if part is None else f"{scope}|{part}"
        return cls(delivery, division, months, bits_of(months), name, part, declared)

    def part_in(self, month: str) -> str | None:
        """The part whose answer settles doubts of one of its months."""
        return month if self.months and self.part == month_text(self.months[0]) else self.part

    @property
    def stated(self) -> int:
        """The months for which its rows are stated; every one where neither delivery nor rows name any."""
        return self.bits or EVERY_MONTH


def parts_of(
    stream: StreamCard, months: tuple[int, ...], batch: str | None
) -> list[tuple[tuple[int, ...], str | None]]:
    """Some months of an answer, and the part of its division that it replaces, part by part.

    Events whose rows name their own month are stored month by month, so each month is a part: it is compared, and its
    missing facts are retired, also when it comes back empty.
    """
    if stream.shape is Shape.EVENT and batch is None and stream.months_by_row:
        return [((month,), part_of(stream, (month,), None)) for month in months]
    return [(months, part_of(stream, months, batch))]


def between(delivery: Delivery, slots: Sequence[Slot]) -> list[DeliveryScope]:
    """Scopes of a history that is sent whole: all months from the first to the last that its rows name."""
    stream = delivery.stream
    here = [slot for slot in slots if slot.delivery is delivery and slot.months]
    if stream.scope.months is None or not stream.scope.months.rows or not here:
        return []
    months = tuple(range(min(slot.months[0] for slot in here), max(slot.months[-1] for slot in here) + 1))
    named = {slot.division for slot in here}
    divisions = counties(stream.serves) if stream.scope.division.every else sorted(named)
    return [DeliveryScope(division, months, delivery.stated.batch) for division in divisions]


def part_of(stream: StreamCard, months: tuple[int, ...], batch: str | None) -> str | None:
    """For events, the part of a division that an answer replaces: the batch, else the months. None for all of it."""
    if stream.shape is not Shape.EVENT or (batch is None and (not months or stream.told_at_once)):
        return None
    if batch is None and stream.months_by_row:
        return month_text(months[0])  # a row of several months (a term) is kept with its first
    return batch or "+".join(month_text(month) for month in months)


def delivered_id(delivery: Delivery) -> str:
    """The cursor's line for a delivery."""
    return f"{delivery.stream.full_name}|{delivery.place}"


def scope_of(stream: StreamCard, division: str) -> str:
    """The scope of a roster or register."""
    return f"{stream.full_name}|{division}"


class Recalled(NamedTuple):
    """A row whose facts are already stored."""

    facts: Meant
    raw: tuple[RawRow, Delivery] | None
    """By which it can be mapped, should that be needed after all."""


class RowSet:
    """All raw rows of a group with equal content for one division."""

    __slots__ = ("division", "entries", "facts", "key", "meant", "pending", "raw", "repeats", "slots", "waits")

    def __init__(self, facts: tuple[MappedFact, ...], division: str) -> None:
        self.facts = facts
        self.division = division
        self.slots: list[int] = []
        """Indexes of the group's slots, each once, in reading order."""
        self.repeats: dict[int, int] = {}
        """Slot -> rows beyond the first."""
        self.entries: list[tuple[Entry, int]] = []
        """Each entry with its months by this row."""
        self.pending = 0
        """Months for which a reference has not arrived."""
        self.waits: Message | None = None
        """The reference it is pending for."""
        self.raw: RawRow | None = None
        """Kept only where a reference may have to wait."""
        self.key: str | None = None
        """Its key in the row cache; None where it must be mapped each time."""
        self.meant: Recalled | None = None
        """Its cached facts, instead of mapped ones."""

    def listed(self, slot: int) -> None:
        """One more raw row was read in a slot."""
        if slot in self.slots:
            self.repeats[slot] = self.repeats.get(slot, 0) + 1
        else:
            self.slots.append(slot)

    def unlisted(self, slot: int) -> bool:
        """One raw row less was read in a slot; whether there was one."""
        if slot not in self.slots:
            return False
        if self.repeats.get(slot):
            self.repeats[slot] -= 1
        else:
            self.slots.remove(slot)
        return True

    def rows_in(self, slot: int) -> int:
        return 1 + self.repeats.get(slot, 0)
