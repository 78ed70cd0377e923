"""Held parts of a group's deliveries, and decisions about their content."""

from __future__ import annotations

from collections.abc import Iterable

from connectors.base import Delivery
from connectors.card import Shape, StreamCard
from hub.sync.held import HeldDelivery, HeldKind, Part, as_message, held_id
from hub.sync.rows import Slot, delivered_id, scope_of
from hub.sync.run import Run
from schema.message import Message
from schema.values.month import month_text


class Holding:
    """A delivery is held whole when it is refused, else in parts."""

    def __init__(self, run: Run, stream: StreamCard) -> None:
        self._run = run
        self._stream = stream
        self.held: dict[str, HeldDelivery] = {}
        """Place -> held delivery."""
        self._dismissed: set[str] = set()
        self.digests: dict[str, str] = {}
        """Place -> digest of the rows, for deliveries without a token that have a decision."""

    def hold(self, delivery: Delivery, kind: HeldKind) -> HeldDelivery:
        """The held parts of a delivery."""
        held = self.held.get(delivery.place)
        if held is None:
            name = self._stream.full_name
            id = held_id(self._run.ids, name, delivery.place)
            digest = self._digest(delivery)
            held = self.held[delivery.place] = HeldDelivery(id, kind, name, delivery.place, 0, [], digest)
        return held

    def refuse(self, delivery: Delivery, kind: HeldKind, rows: int, problems: Iterable[str], slots: list[Slot]) -> None:
        """Hold a whole delivery, and with it every month that it answers for."""
        held = self.hold(delivery, kind)
        held.rows = rows
        held.reasons += [as_message(problem) for problem in problems]
        slots = [*slots, *(Slot.of(delivery, one.division, one.months, one.batch) for one in delivery.scopes)]
        held.parts = sorted({part for slot in slots for part in self.parts(slot)}, key=str)
        for slot in slots:
            self._run.heads.hold(scope_of(self._stream, slot.division), slot.bits, delivery.place)

    def dismiss(self, delivery: Delivery) -> None:
        """Leave a held delivery off the worklist: a person has dismissed this content. Nothing of it is applied."""
        self._dismissed.add(delivery.place)

    @property
    def worklist(self) -> list[HeldDelivery]:
        """The held deliveries."""
        return [held for place, held in self.held.items() if place not in self._dismissed]

    def parts(self, slot: Slot) -> list[Part]:
        """The unit of a slot for holding and release: its months, or the division for dated facts of several months."""
        if self._stream.shape is not Shape.ROSTER and len(slot.months) != 1:
            return [Part(slot.division, None)]
        return [Part(slot.division, month_text(month)) for month in slot.months]

    def freed(self, delivery: Delivery, part: Part | None) -> bool:
        """Whether a person released a part of this delivery, or its expectations, and it has the content they saw."""
        return self._run.freed(delivered_id(delivery), self._digest(delivery), part)

    def released(self, delivery: Delivery) -> str:
        """The digest of a delivery's content where a person released it, else nothing: it is never held again."""
        digest = self._digest(delivery)
        name = delivered_id(delivery)
        release = self._run.released.get(name)
        known = self._run.settled.get(name) if release is None else release.digest
        return digest if known == digest else ""

    def changed(self, delivery: Delivery) -> list[Message]:
        """Released content must be the reviewed content."""
        release = self._run.released.get(delivered_id(delivery))
        if release is None or release.digest == self._digest(delivery):
            return []
        return [
            Message(
                "内容与放行时查看的不同，没有放行；请重新核对后再放行",
                "its content is no longer what was seen; look at it and release it again",
            )
        ]

    def _digest(self, delivery: Delivery) -> str:
        return delivery.token or self.digests.get(delivery.place, "")
