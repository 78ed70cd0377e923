"""One person, indexed: facts, memberships, and payments for themselves or for a household."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from hub.detect.dossier import KIN, CategoryFact, Fact, MembershipFact, PaymentFact, PersonView
from hub.detect.frame import EvaluationFrame
from hub.detect.household import HouseholdMonths
from hub.detect.known import EVER
from hub.detect.life import Life
from hub.detect.subject import NOWHERE, Evidence, Subject, carry
from schema.policy.condition import HeldThrough
from schema.record import Subject as Kind

ASSISTANCE: Final = "assistance"
HUKOU: Final = "hukou"


class PersonMonths(Subject):
    __slots__ = (
        "_home_places",
        "_life",
        "_paid",
        "_placed",
        "_places",
        "_shared_doubts",
        "memberships",
        "of_households",
        "payments",
        "view",
    )

    TYPE = "person"
    view: PersonView

    def __init__(self, frame: EvaluationFrame, view: PersonView) -> None:
        super().__init__(frame, view.id, view.categories, view.benefits)
        self.view = view
        self.memberships: list[tuple[MembershipFact, HouseholdMonths]] = []
        self.of_households: set[str] = set()
        """Items that a household of theirs is awarded."""
        self.payments: list[PaymentFact] = []
        """Payments that count for no household. Linking (``hub.detect.link``) sets these three."""
        self._placed = False
        self._places: Mapping[str, int] = NOWHERE
        self._home_places: Mapping[str, int] = NOWHERE
        self._paid: dict[tuple[str, int], int] | None = None
        self._life: Life | None = None
        self._shared_doubts: dict[str, int] | None = None
        self._index(Kind.PERSON)
        for kin in view.kinships:
            if kin.ward == view.id:
                self.keys.add(KIN[kin.verb])

    def category_facts(self) -> Iterable[CategoryFact]:
        return self.view.categories

    def receipts(self, items: Collection[str], bits: int) -> Iterator[Evidence]:
        for award in self.view.benefits:
            if award.item in items and award.yes & bits:
                yield Evidence("benefit", award)
        for payment in self.payments:
            if payment.item in items and payment.yes & bits:
                yield Evidence("payment", payment)

    @property
    def paid(self) -> dict[tuple[str, int], int]:
        if self._paid is None:
            paid = self._paid = {}
            for payment in self.payments:
                key = (payment.item, payment.yes)
                paid[key] = paid.get(key, 0) + payment.amount
        return self._paid

    def holders(self, scope: HeldThrough) -> Iterable[tuple[int, int, Subject, MembershipFact | None]]:
        if scope is not HeldThrough.HOUSEHOLD:
            yield EVER, EVER, self, None
        if scope is not HeldThrough.OWN:
            for membership, household in self.memberships:
                if membership.counted:
                    yield membership.yes, membership.some, household, membership

    @property
    def doubts(self) -> Mapping[str, int]:
        return self.view.doubts

    @property
    def shared_doubts(self) -> Mapping[str, int]:
        """Their own, and those of everybody in a household that counts them: one row speaks for the whole of it."""
        if self._shared_doubts is None:
            found = dict(self.view.doubts)
            for membership, household in self.memberships:
                if membership.counted:
                    for stream, bits in household.doubts.items():
                        found[stream] = found.get(stream, 0) | bits & membership.some
            self._shared_doubts = found
        return self._shared_doubts

    @property
    def places(self) -> Mapping[str, int]:
        """The divisions of all assistance and hukou households, month by month."""
        if not self._placed:
            self._place()
        return self._places

    @property
    def home_places(self) -> Mapping[str, int]:
        """The hukou division, month by month, for personal facts; where none is known, nobody answers for them."""
        if not self._placed:
            self._place()
        return self._home_places

    def _place(self) -> None:
        hukou: dict[str, int] = {}
        places: dict[str, int] = {}
        for membership, household in self.memberships:
            form = household.view.form
            if form == HUKOU:
                hukou[membership.division] = hukou.get(membership.division, 0) | membership.some
            elif form == ASSISTANCE:
                places[membership.division] = places.get(membership.division, 0) | membership.some
        carry(hukou)
        for division, bits in hukou.items():
            places[division] = places.get(division, 0) | bits
        if not places:
            places = {fact.division: EVER for fact in self._facts()}
        carry(places)
        self._places = places
        self._home_places = hukou
        self._placed = True

    def _facts(self) -> Iterator[Fact]:
        view = self.view
        for facts in (view.categories, view.benefits, view.payments, view.certificates, view.enrolments, view.covers):
            yield from facts
        for declared in view.declared.values():
            yield from declared

    @property
    def life(self) -> Life:
        if self._life is None:
            self._life = Life(self.view, self.frame, self.home_places)
        return self._life
