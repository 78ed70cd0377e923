"""The slots of one group: each answer of a delivery for a division and its months, once, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from connectors.base import Delivery
from hub.sync.rows import Slot


class Slots(list[Slot]):
    """Rows name their slots by index."""

    def __init__(self) -> None:
        super().__init__()
        self._indexes: dict[tuple[str, str, tuple[int, ...], str | None], int] = {}
        self._declared: dict[str, dict[str, set[int]]] = {}
        """Place of a delivery -> division -> months that it declares."""
        self._by_division: dict[str, list[Slot]] = {}

    def at(self, delivery: Delivery, division: str, months: tuple[int, ...], batch: str | None) -> int:
        """The index of a slot, which is made when it is new."""
        key = (delivery.place, division, months, batch)
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = len(self)
            declared = self._declares(delivery, division, months)
            slot = Slot.of(delivery, division, months, batch, declared)
            self.append(slot)
            self._by_division.setdefault(division, []).append(slot)
        return index

    def of(self, delivery: Delivery) -> list[Slot]:
        """The slots of one delivery."""
        return [slot for slot in self if slot.delivery is delivery]

    def in_division(self, division: str) -> Sequence[Slot]:
        """The slots of one division."""
        return self._by_division.get(division, ())

    def _declares(self, delivery: Delivery, division: str, months: tuple[int, ...]) -> bool:
        """Whether a delivery answers for some months of a division; without declared scopes, wherever it has a row."""
        scopes = (*delivery.scopes, *delivery.learned)
        if not scopes:
            return True
        known = self._declared.get(delivery.place)
        if known is None:
            known = self._declared[delivery.place] = {}
            for scope in scopes:
                known.setdefault(scope.division, set()).update(scope.months)
        return division in known and known[division].issuperset(months)
