"""twice: one item awarded twice in one month, term, season or year, or ever; to one person, or within one household."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hub.detect.amounts import bits_of, text_of
from hub.detect.dossier import BenefitFact
from hub.detect.finding import HeldBack, Part, Period
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit, S
from hub.detect.link import members
from hub.detect.node import Node
from hub.detect.periods import stretches
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import Within
from schema.policy.rule import Twice
from schema.values.months import ALL, BEFORE, lowest


class Award(NamedTuple):
    """An award that counts, in the months in which its holder belongs to the subject."""

    holder: str
    fact: BenefitFact
    bits: int


class ReceivedTwice(CompiledRule[S]):
    """One finding a thing received twice, and a period; ``months`` are those in common, else the later award's first.

    The largest amount is due; the others are at stake. ``detail``: the awards.
    """

    __slots__ = ("items_", "same", "together", "unless", "within")

    def __init__(self, rule: Twice, unless: tuple[Node, ...], without: frozenset[str]) -> None:
        wanted = tuple(item for item in rule.items if item not in without)
        super().__init__(rule, (frozenset(f"benefit:{item}" for item in wanted),))
        self.items_ = wanted
        self.together = rule.together
        self.within = rule.within
        self.same = rule.same
        self.unless = unless

    def hits(self, subject: S, held: list[HeldBack]) -> Iterable[Hit[S]]:
        found: list[Hit[S]] = []
        for items in (self.items_,) if self.together else ((item,) for item in self.items_):
            awards = [award for item in items for award in self._awards(subject, item)]
            if len(awards) < 2:
                continue
            name = "" if self.together else items[0]
            for key, alike in self._alike(awards).items():
                found += self._hits(subject, alike, ":".join(part for part in (name, key) if part))
        return found

    def _awards(self, subject: S, item: str) -> Iterator[Award]:
        holders: list[tuple[Subject, int]] = [(subject, -1)]
        if isinstance(subject, HouseholdMonths):
            holders += members(subject)
        for holder, months in holders:
            for fact in holder.awards.get(item, ()):
                bits = fact.yes & months
                for node in self.unless:
                    bits &= ~node.known(holder).yes
                if bits:
                    yield Award(holder.id, fact, bits)

    def _alike(self, awards: list[Award]) -> dict[str, list[Award]]:
        """Awards that can be one thing received twice: of one stream and county, or of one event."""
        found: dict[str, list[Award]] = {}
        for award in awards:
            fact = award.fact
            if self.same == "source":
                found.setdefault(f"{fact.stream}@{fact.division[:6]}", []).append(award)
            elif self.same == "event":
                if fact.event is not None:
                    found.setdefault(fact.event, []).append(award)
            else:
                found.setdefault("", []).append(award)
        return found

    def _hits(self, subject: S, awards: list[Award], name: str) -> Iterator[Hit[S]]:
        if self.within is Within.MONTH:
            yield from self._in_one_month(subject, awards, name)
        elif self.within == "ever":
            yield from self._in_one_period(subject, awards, name, -1, None)
        else:
            last = subject.frame.window.last
            for stretch in stretches(last, self.within):
                period = Period(self.within.value, stretch.label)
                yield from self._in_one_period(subject, awards, name, stretch.bits, period)

    def _in_one_month(self, subject: S, awards: list[Award], name: str) -> Iterator[Hit[S]]:
        once = twice = 0
        for award in awards:
            twice |= once & award.bits
            once |= award.bits
        twice &= ALL
        if twice:
            both = [award for award in awards if award.bits & twice]
            yield Hit(subject, twice, {award.fact.item: twice for award in both}, name, detail=both)

    def _in_one_period(
        self, subject: S, awards: list[Award], name: str, stretch: int, period: Period | None
    ) -> Iterator[Hit[S]]:
        """All cases but the first are received again: of those that began in the period, or are for the term."""
        term = self.within is Within.TERM  # an award for the school year is for the spring term as well
        cases = _cases([award for award in awards if (award.bits if term else _begins(award)) & stretch])
        if len(cases) < 2:
            return
        later = [award for case in cases[1:] for award in case]
        months = min((first for case in cases[1:] if (first := _begins(case[0])) & ALL), default=0)
        if months:
            label = period.label if period is not None else ""
            claims = {award.fact.item: months for award in later}
            every = [award for case in cases for award in case]
            yield Hit(subject, months, claims, ":".join(part for part in (name, label) if part), period, every)

    def parts(self, hit: Hit[S]) -> list[Part]:
        window = hit.subject.frame.window
        found: dict[tuple[str, str], int] = {}
        if self.within is Within.MONTH:
            for bit in bits_of(hit.months):
                inside = [award.fact for award in hit.detail if award.bits & bit and award.fact.amount]
                for fact in sorted(inside, key=lambda fact: (-(fact.amount or 0), fact.id))[1:]:
                    key = (fact.item, text_of(window, bit))
                    found[key] = found.get(key, 0) + (fact.amount or 0)
        else:
            sums = [sum(award.fact.amount or 0 for award in case) for case in _cases(hit.detail)]
            again = sum(sums) - max(sums)
            if again and min(sums):
                found[hit.detail[-1].fact.item, text_of(window, lowest(hit.months))] = again
        return [Part(item, month, amount) for (item, month), amount in found.items()]

    def evidence(self, hit: Hit[S]) -> Iterator[tuple[Evidence, int]]:
        for award in hit.detail:
            yield Evidence("benefit", award.fact), hit.months & award.bits or award.bits

    def by_period(self) -> bool:
        return self.within is not Within.MONTH


def _begins(award: Award) -> int:
    """The first month of an award: before the window where it is."""
    return BEFORE if award.bits & BEFORE else lowest(award.bits)


def _cases(awards: list[Award]) -> list[list[Award]]:
    """Awards by case, in order of time: one approval, one day of one holder, or one roster's entry going on."""
    cases: list[list[Award]] = []
    for award in sorted(awards, key=_when):
        home = next((case for case in cases if any(_one_case(other, award) for other in case)), None)
        if home is None:
            cases.append([award])
        else:
            home.append(award)
    return cases


def _when(award: Award) -> tuple[int, int, str]:
    """The order of time: what began before the window is first."""
    first, day = _begins(award), award.fact.awarded_on
    return (0 if first == BEFORE else first, day.toordinal() if day is not None else 0, award.fact.id)


def _one_case(one: Award, other: Award) -> bool:
    """Whether two awards are one: the same approval, the same day, or entries of one roster that do not overlap."""
    if one.fact.approval is not None and other.fact.approval is not None:
        return one.fact.approval == other.fact.approval
    if one.fact.awarded_on is not None and other.fact.awarded_on is not None:
        return one.holder == other.holder and one.fact.awarded_on == other.fact.awarded_on
    return (
        one.holder == other.holder
        and one.fact.awarded_on is None
        and other.fact.awarded_on is None
        and (one.fact.stream, one.fact.division) == (other.fact.stream, other.fact.division)
        and not one.bits & other.bits
    )
