"""moved: a county goes on giving an item of a person whose hukou has left it for another county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub.detect import amounts
from hub.detect.dossier import BenefitFact, MembershipFact, PaymentFact
from hub.detect.finding import HeldBack, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.known import EVER
from hub.detect.person import HUKOU, PersonMonths
from hub.detect.subject import Evidence
from schema.policy.parameters import prefix
from schema.policy.rule import Moved
from schema.values.months import ALL, highest, lowest


class GoesOn(CompiledRule[PersonMonths]):
    """One finding an item and county. ``detail``: the county, as six digits."""

    __slots__ = ("given",)

    def __init__(self, rule: Moved, without: frozenset[str]) -> None:
        self.given = tuple(item for item in rule.items if item not in without)
        super().__init__(rule, (frozenset(f"benefit:{item}" for item in self.given),))

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        if len({membership.division[:6] for membership, _ in _registered(subject)}) < 2:
            return ()
        received: dict[tuple[str, str], int] = {}
        for _, fact in subject.receipts(self.given, EVER):
            if isinstance(fact, BenefitFact | PaymentFact):
                key = (fact.item, fact.division[:6])
                received[key] = received.get(key, 0) | fact.yes
        found = []
        for (item, county), bits in sorted(received.items()):
            months = bits & _gone(subject, county) & ALL
            if months:
                found.append(Hit(subject, months, {item: months}, f"{item} {county}", detail=county))
        return found

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        window = hit.subject.frame.window
        found = []
        for item, bits in hit.claims.items():
            for bit in amounts.bits_of(bits & hit.months):
                amount = _sum(hit.subject, item, hit.detail, bit)
                if amount:
                    found.append(Part(item, amounts.text_of(window, bit), amount))
        return found

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        yield from ((one, hit.months) for one in _given_by(hit.subject, hit.claims, hit.detail, hit.months))
        for membership, _ in _registered(hit.subject):
            left = _within(membership.division, hit.detail)
            cited = highest(membership.yes) if left else membership.yes & hit.months
            if cited:
                yield Evidence("membership", membership), cited

    def places(self, hit: Hit[PersonMonths]) -> tuple[str, ...]:
        return (hit.detail,)


def _registered(person: PersonMonths) -> Iterator[tuple[MembershipFact, HouseholdMonths]]:
    return (pair for pair in person.memberships if pair[1].view.form == HUKOU)


def _within(division: str, county: str) -> bool:
    """Whether a hukou lies in the county, or in the prefecture or province that answers for it."""
    return division.startswith(prefix(county))


def _gone(person: PersonMonths, county: str) -> int:
    """Months from the second in which the hukou is in another county, after it was in this one."""
    here = elsewhere = 0
    for membership, _ in _registered(person):
        if _within(membership.division, county):
            here |= membership.some
        else:
            elsewhere |= membership.yes
    if not here:
        return 0
    elsewhere &= ~here & ~((lowest(here) << 1) - 1)
    return elsewhere & elsewhere << 1


def _given_by(person: PersonMonths, items: Iterable[str], county: str, bits: int) -> Iterator[Evidence]:
    return (one for one in person.receipts(tuple(items), bits) if one.fact.division[:6] == county)


def _sum(person: PersonMonths, item: str, county: str, bit: int) -> int:
    """Fen that the county paid for the month, else awarded."""
    facts = [fact for _, fact in _given_by(person, (item,), county, bit)]
    paid = [fact.amount for fact in facts if isinstance(fact, PaymentFact)]
    awarded = [fact.amount or 0 for fact in facts if isinstance(fact, BenefitFact)]
    return sum(paid or awarded)
