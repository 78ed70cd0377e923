"""One household, indexed: its facts, counted members and payments. It has no reference to persons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from hub.detect.dossier import CategoryFact, HouseholdView, MembershipFact, PaymentFact
from hub.detect.frame import EvaluationFrame
from hub.detect.known import EVER
from hub.detect.subject import Evidence, Subject, carry
from schema.policy.condition import HeldThrough
from schema.record import Subject as Kind


class HouseholdMonths(Subject):
    __slots__ = ("_counted", "_paid", "_places", "doubts_of_members", "payments_to_members", "view")

    TYPE = "household"
    view: HouseholdView

    def __init__(self, frame: EvaluationFrame, view: HouseholdView) -> None:
        super().__init__(frame, view.id, view.categories, view.benefits)
        self.view = view
        self._paid: dict[tuple[str, int], int] | None = None
        self._places: dict[str, int] | None = None
        self.doubts_of_members: dict[str, int] = {}
        """Doubts about its members, in their months of membership; linking sets them."""
        self.payments_to_members: list[PaymentFact] = []
        """Payments to members that count for the household; linking sets them."""
        self._counted: dict[int, int] = {}
        for payment in view.payments:
            pair = self.items.setdefault(payment.item, [0, 0])
            pair[0] |= payment.yes
            pair[1] |= payment.yes
            self.keys.add("benefit:" + payment.item)
        self._index(Kind.HOUSEHOLD)

    def holders(self, scope: HeldThrough) -> Iterable[tuple[int, int, Subject, MembershipFact | None]]:
        return ((EVER, EVER, self, None),)

    @property
    def places(self) -> Mapping[str, int]:
        if self._places is None:
            self._places = dict(self.view.divisions)
            for _, membership in self.view.members:
                self._places[membership.division] = self._places.get(membership.division, 0) | membership.some
            carry(self._places)
        return self._places

    @property
    def doubts(self) -> Mapping[str, int]:
        """A doubt about one member is a doubt about the household."""
        return self.doubts_of_members

    def counted(self, bit: int) -> int:
        """How many people the household counts in a month."""
        found = self._counted.get(bit)
        if found is None:
            found = self._counted[bit] = len({person for person, m in self.view.members if m.counted and m.yes & bit})
        return found

    def category_facts(self) -> Iterable[CategoryFact]:
        return self.view.categories

    def receipts(self, items: Collection[str], bits: int) -> Iterator[Evidence]:
        for award in self.view.benefits:
            if award.item in items and award.yes & bits:
                yield Evidence("benefit", award)
        for payment in chain(self.view.payments, self.payments_to_members):
            if payment.item in items and payment.yes & bits:
                yield Evidence("payment", payment)

    @property
    def paid(self) -> dict[tuple[str, int], int]:
        """(item, month bit) -> fen: paid to the household, or to a person for an item that the household holds."""
        if self._paid is None:
            paid = self._paid = {}
            for payment in chain(self.view.payments, self.payments_to_members):
                key = (payment.item, payment.yes)
                paid[key] = paid.get(key, 0) + payment.amount
        return self._paid
