"""The persons and households of one dossier, indexed from their own facts and then linked to each other, in two passes.

Persons refer to their households; only ``Linked`` refers to persons, and subjects refer to it weakly. So there is no
cycle of references, and an evaluation's memory is freed as soon as it ends.
"""

from __future__ import annotations

from weakref import ref

from hub.detect.dossier import Dossier, PaymentFact
from hub.detect.frame import EvaluationFrame
from hub.detect.household import HouseholdMonths
from hub.detect.person import PersonMonths
from hub.detect.subject import Subject
from schema.values.months import ALL, highest, last_run, lowest
from schema.values.relation import is_head

Members = list[tuple[PersonMonths, int]]
"""(person, months of membership) of all people of the dossier, each once."""


class Linked:
    """Every subject of a dossier; keep it for as long as any of them is judged."""

    __slots__ = ("__weakref__", "counted", "home", "households", "members", "people")

    def __init__(self, dossier: Dossier, frame: EvaluationFrame) -> None:
        self.home = dossier.home
        self.people = {id: PersonMonths(frame, view) for id, view in dossier.people.items()}
        self.households = {id: HouseholdMonths(frame, view) for id, view in dossier.households.items()}
        self.members: dict[str, Members] = {}
        self.counted: dict[str, Members] = {}
        """Of the households that were asked for (``counted_members``)."""
        self._link()

    def _link(self) -> None:
        owner = ref(self)
        passed_on: dict[str, dict[str, list[PaymentFact]]] = {}
        """Household -> member -> payments to the member that count for the household."""
        for person in self.people.values():
            person.linked = owner
            _join(person, self.households)
            for payment, household in _share_out(person):
                passed_on.setdefault(household.id, {}).setdefault(person.id, []).append(payment)
        for household in self.households.values():
            household.linked = owner
            members = self.members[household.id] = self.members_of(household)
            _share_doubts(household, members)
            payments = passed_on.get(household.id)
            if payments is not None:
                for person, _ in members:
                    household.payments_to_members += payments.get(person.id, ())

    def members_of(self, household: HouseholdMonths, *, counted: bool = False) -> Members:
        """The household's members, or those whom its amount counts, with their months."""
        months: dict[str, int] = {}
        for id, membership in household.view.members:
            if membership.counted or not counted:
                months[id] = months.get(id, 0) | membership.yes
        return [(self.people[id], bits) for id, bits in months.items() if id in self.people]


def linked(subject: Subject) -> Linked:
    """The subject's ``Linked``; raises ``LookupError`` when it was freed."""
    found = subject.linked()
    if not isinstance(found, Linked):
        raise LookupError(f"the evaluation of {subject.id} is over")
    return found


def members(household: HouseholdMonths) -> Members:
    return linked(household).members[household.id]


def counted_members(household: HouseholdMonths) -> Members:
    """Those whom the household's amount counts, with the months in which it does."""
    owner = linked(household)
    found = owner.counted.get(household.id)
    if found is None:
        found = owner.counted[household.id] = owner.members_of(household, counted=True)
    return found


def judged_home(subject: Subject) -> HouseholdMonths | None:
    """The home household that is judged with the subject."""
    found = linked(subject)
    return found.households.get(found.home or "")


def _join(person: PersonMonths, households: dict[str, HouseholdMonths]) -> None:
    """The person's memberships, and their households' facts."""
    for membership in person.view.memberships:
        household = households.get(membership.household)
        if household is not None:
            person.memberships.append((membership, household))
            person.keys |= household.keys
            person.of_households.update(household.awards)


def _share_out(person: PersonMonths) -> list[tuple[PaymentFact, HouseholdMonths]]:
    """Payments to the person that count for a household; the others are noted as the person's own."""
    passed_on: list[tuple[PaymentFact, HouseholdMonths]] = []
    held, items = person.of_households, person.items
    for payment in person.view.payments:
        item = payment.item
        if item in held:
            household = _counts_for(person, payment)
            if household is not None:
                passed_on.append((payment, household))
                continue
        person.payments.append(payment)
        pair = items.get(item)
        if pair is None:
            items[item] = [payment.yes, payment.yes]
            person.keys.add("benefit:" + item)
        else:
            pair[0] |= payment.yes
            pair[1] |= payment.yes
    return passed_on


def _counts_for(person: PersonMonths, payment: PaymentFact) -> HouseholdMonths | None:
    """The household for which a payment counts: one with the item's award in that month.

    Current members come before former ones, whose account may still receive their last county's payments for the
    household they left. Of several households the first is that of the paying county, then the one that the payee
    heads, that is awarded just this sum, that the payee joined or left later; the order of the facts decides nothing.
    """
    month = payment.yes
    found: dict[str, HouseholdMonths] = {}
    ranks: dict[str, tuple[bool, bool, bool, bool]] = {}
    for membership, household in person.memberships:
        inside = bool(membership.yes & month)
        if not inside and not membership.yes & ALL & (month - 1):
            continue
        for award in household.awards.get(payment.item, ()):
            here = award.division == payment.division
            if award.yes & month and (inside or here):
                rank = (inside, here, is_head(membership.relation), award.amount == payment.amount)
                found[household.id] = household
                ranks[household.id] = max(rank, ranks.get(household.id, rank))
    if len(found) > 1:
        return found[max(found, key=lambda id: (ranks[id], _moved(person, id, month), id))]
    return next(iter(found.values()), None)


def _moved(person: PersonMonths, household: str, month: int) -> int:
    """The first month, as a set, of the stay that a month is in; of a stay that is over, its last month."""
    stay = 0
    for membership, of in person.memberships:
        if of.id == household:
            stay |= membership.yes
    last = last_run(stay & ((month << 1) - 1))
    return lowest(last) if stay & month else highest(last)


def _share_doubts(household: HouseholdMonths, members: Members) -> None:
    """A doubt about one member is a doubt about the household."""
    doubts = household.doubts_of_members
    for person, months in members:
        for stream, bits in person.view.doubts.items():
            doubts[stream] = doubts.get(stream, 0) | bits & months
