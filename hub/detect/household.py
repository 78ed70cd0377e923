"""One household, indexed: what it holds, whom it counts, what was paid for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from hub.detect.dossier import CategoryFact, HouseholdView, MembershipFact
from hub.detect.known import EVER
from hub.detect.subject import Evidence, Subject, carry
from schema.policy.condition import Scope

if TYPE_CHECKING:
    from hub.detect.context import Context
    from hub.detect.person import PersonMonths


class HouseholdMonths(Subject):
    __slots__ = ("_counted", "_doubts", "_members", "_paid", "_places", "view")

    TYPE = "household"

    def __init__(self, context: Context, view: HouseholdView) -> None:
        super().__init__(context, view.id, view.categories, view.benefits)
        self.view = view
        self._paid: dict[tuple[str, int], int] | None = None
        self._places: dict[str, int] | None = None
        self._doubts: dict[str, int] | None = None
        self._members: list[tuple[PersonMonths, int]] | None = None
        self._counted: dict[int, int] = {}
        for payment in view.payments:
            pair = self.items.setdefault(payment.item, [0, 0])
            pair[0] |= payment.yes
            pair[1] |= payment.yes
            self.keys.add("benefit:" + payment.item)

    def holders(self, scope: Scope) -> Iterable[tuple[int, int, Subject, MembershipFact | None]]:
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
        """What is doubtful of one member is doubtful of the household."""
        if self._doubts is None:
            doubts: dict[str, int] = {}
            for person, membership in self.members():
                for stream, bits in person.view.doubts.items():
                    doubts[stream] = doubts.get(stream, 0) | bits & membership
            self._doubts = doubts
        return self._doubts

    def counted(self, bit: int) -> int:
        """How many people the household counts in a month."""
        found = self._counted.get(bit)
        if found is None:
            found = self._counted[bit] = len({person for person, m in self.view.members if m.counted and m.yes & bit})
        return found

    def members(self) -> list[tuple[PersonMonths, int]]:
        """(person, months of membership) of everybody whom the dossier knows, each once."""
        if self._members is None:
            months: dict[str, int] = {}
            for id, membership in self.view.members:
                months[id] = months.get(id, 0) | membership.yes
            self._members = [
                (person, bits) for id, bits in months.items() if (person := self.context.person(id)) is not None
            ]
        return self._members

    def category_facts(self) -> Iterable[CategoryFact]:
        return self.view.categories

    def receipts(self, items: Collection[str], bits: int) -> Iterator[Evidence]:
        for award in self.view.benefits:
            if award.item in items and award.yes & bits:
                yield Evidence("benefit", award)
        for payment in self.view.payments:
            if payment.item in items and payment.yes & bits:
                yield Evidence("payment", payment)
        for person, _ in self.members():
            for payment, household in person.for_households():
                if household is self and payment.item in items and payment.yes & bits:
                    yield Evidence("payment", payment)

    @property
    def paid(self) -> dict[tuple[str, int], int]:
        """(item, month bit) -> fen: paid to the household, or to a person for an item that the household holds."""
        if self._paid is None:
            paid = self._paid = {}
            for payment in self.view.payments:
                key = (payment.item, payment.yes)
                paid[key] = paid.get(key, 0) + payment.amount
            for person, _ in self.members():
                for payment, household in person.for_households():
                    if household is self:
                        key = (payment.item, payment.yes)
                        paid[key] = paid.get(key, 0) + payment.amount
        return self._paid
