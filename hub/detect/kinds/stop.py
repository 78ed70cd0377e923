"""stop: from the month after an event nothing is due any more, not even a share in what a household receives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hub.detect import amounts
from hub.detect.dossier import MembershipFact
from hub.detect.finding import HeldBack, HeldReason, Missing, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.known import EVER
from hub.detect.node import Gap, Node
from hub.detect.person import PersonMonths
from hub.detect.rests import Asked
from hub.detect.subject import Evidence, Subject
from hub.detect.sums import Whole, monthly, period_begun, sums_of, wholes
from schema.policy.rule import Stop
from schema.values.months import ALL, lowest


class Share(NamedTuple):
    """A household's item still paid including the deceased's share, or unchanged."""

    item: str
    memberships: tuple[MembershipFact, ...]
    """Everything that lists the person there: two rows are one share."""
    household: HouseholdMonths
    months: int
    counted_in: int | None
    """The month whose head count divides, where the person is no longer listed."""


class StopAfter(CompiledRule[PersonMonths]):
    """One finding a person: everything that went on. ``detail``: the shares among it.

    ``when`` is any of the events, ``events`` each of them with what it ends.
    """

    __slots__ = ("events", "items_", "shares", "when", "without")

    JOINT = False

    def __init__(self, rule: Stop, when: Node, events: tuple[Node, ...], without: frozenset[str]) -> None:
        super().__init__(rule, when.needs)
        self.when = when
        self.items_ = None if rule.items == "all" else frozenset(rule.items)
        ended = (self.items_, *(frozenset(event.items) for event in rule.also))
        self.events = tuple(zip(events, ended, strict=True))
        self.without = without
        self.shares = rule.household_share

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        if not self.when.known(subject).yes & ALL:
            return ()
        claims: dict[str, int] = {}
        for item, pair in subject.items.items():
            over = self._over(subject, item)
            bits = self._going_on(subject, item, pair[0], over) if over else 0
            if bits:
                claims[item] = bits
        found: list[Share] = []
        if self.shares:
            over = self.events[0][0].known(subject).yes & ALL
            found = list(self._shares(subject, over)) if over else []
        for share in found:
            claims[share.item] = claims.get(share.item, 0) | share.months
        months = 0
        for bits in claims.values():
            months |= bits
        return (Hit(subject, months, claims, detail=found),) if months else ()

    def undecided(self, subject: PersonMonths, asked: Asked) -> tuple[Missing, ...]:
        """Whether the event happened, else whether anything went on after it.

        Alive is assumed where deaths are not covered, so a death that its source took back is a definite no.
        """
        when = self.when.known(subject)
        months = asked.months & ~when.no
        open_ = months & when.unknown
        if not months:
            return ()
        found = self.hold(subject, open_, self.when.gaps(subject, open_)).missing
        if open_ & subject.life.unknown:
            found += self.hold_for(subject, open_ & subject.life.unknown, HeldReason.DEATH_DISPUTED, "death").missing
        return found or asked.lost

    def _stops(self, item: str) -> bool:
        return item not in self.without and (self.items_ is None or item in self.items_)

    def _over(self, person: PersonMonths, item: str) -> int:
        """The months in which nothing of the item is due any more."""
        over = 0
        if item not in self.without:
            for event, items in self.events:
                if items is None or item in items:
                    over |= event.known(person).yes
        return over & ALL

    def _going_on(self, person: PersonMonths, item: str, received: int, over: int) -> int:
        if monthly(item):
            return received & over
        bits = 0
        for whole in _undue(person, item, over):
            bits |= whole.bits
        return bits

    def _shares(self, person: PersonMonths, over: int) -> Iterator[Share]:
        eve = lowest(over) >> 1
        for household in {household.id: household for _, household in person.memberships}.values():
            places = tuple(membership for membership, place in person.memberships if place is household)
            counted = 0
            for membership in places:
                if membership.counted:
                    counted |= membership.yes
            for item in household.awards:
                if not self._stops(item):
                    continue
                if not monthly(item):
                    begun = 0
                    for whole in _undue(household, item, over):
                        begun |= whole.bits
                    if begun & counted:
                        yield Share(item, places, household, begun & counted, None)
                    continue
                going = household.items[item][0] & over
                if going & counted:
                    yield Share(item, places, household, going & counted, None)
                if eve & counted:
                    unchanged = self._unchanged(household, item, eve, going, places)
                    if unchanged:
                        yield Share(item, places, household, unchanged, eve)

    def _unchanged(
        self, household: HouseholdMonths, item: str, eve: int, going: int, places: tuple[MembershipFact, ...]
    ) -> int:
        """Months after the event, except listed ones, in which the amount is unchanged without a new member."""
        before = amounts.awarded(household, item, eve)
        listed = counted = 0
        for membership in places:
            listed |= membership.yes
            if membership.counted:
                counted |= membership.yes
        unchanged = 0
        for bit in amounts.bits_of(going) if before else ():
            if amounts.awarded(household, item, bit) != before:
                break
            if not counted & bit:
                if listed & bit or household.counted(bit) >= household.counted(eve):
                    break
                unchanged |= bit
        return unchanged

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        person, window = hit.subject, hit.subject.frame.window
        sums: dict[tuple[str, int], int] = {}
        over = self.events[0][0].known(person).yes & ALL
        for item, bits in hit.claims.items():
            if not monthly(item):
                for whole in _undue(person, item, self._over(person, item)):
                    if whole.bits & bits & hit.months:
                        sums[item, whole.counted_in] = whole.amount or 0
                continue
            for bit in amounts.bits_of(bits & hit.months):
                sums[item, bit] = amounts.own(person, item, bit) or 0
        for share in hit.detail:
            if not monthly(share.item):
                for whole in _undue(share.household, share.item, over):
                    months = whole.bits & share.months & hit.months
                    if months:
                        amount = (whole.amount or 0) // max(1, share.household.counted(lowest(months)))
                        key = (share.item, whole.counted_in)
                        sums[key] = sums.get(key, 0) + amount
                continue
            for bit in amounts.bits_of(share.months & hit.months):
                due = amounts.share_in(share.household, share.item, bit, share.counted_in)
                sums[share.item, bit] = sums.get((share.item, bit), 0) + (due or 0)
        return [Part(item, amounts.text_of(window, bit), amount) for (item, bit), amount in sums.items() if amount]

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        for evidence in self.when.facts(hit.subject, hit.months):
            yield evidence, hit.months
        for item, bits in hit.claims.items():
            for evidence in hit.subject.receipts((item,), bits & hit.months):
                yield evidence, hit.months
        for share in hit.detail:
            months = share.months & hit.months
            if months:
                cited = months | (share.counted_in or 0)
                yield from ((Evidence("membership", one), cited) for one in share.memberships if one.yes & cited)
                for evidence in share.household.receipts((share.item,), months):
                    if evidence.type == "benefit":
                        yield evidence, months

    def absences(self, hit: Hit[PersonMonths]) -> Iterator[Gap]:
        return self.when.negatives(hit.subject, hit.months)


def _undue(subject: Subject, item: str, over: int) -> list[Whole]:
    """The sums of an item that began after the event.

    An award for a term, a season or a year is one sum: if it began in time it is due as a whole, and so are later
    payments for it.
    """
    window = subject.frame.window
    sums = sums_of((one.fact for one in subject.receipts((item,), EVER)), window)
    due = 0
    for one in sums:
        if not one.paid and one.bits & ~over:
            due |= one.bits
    undue = [one for one in sums if not one.paid and not one.bits & ~over]
    undue += [one for one in sums if one.paid and not one.bits & due and period_begun(one, window, over)]
    return wholes(undue, window)
