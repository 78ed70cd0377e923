"""exclude, two facts of one record: double insured periods (D26), one invoice settled twice (D25).

A fact counts in the months in which it is in force; a transfer in the course of a month is no overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from hub.detect import amounts
from hub.detect.dossier import Fact
from hub.detect.finding import HeldBack, Part, Period
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.kinds.exclude import by_county
from hub.detect.periods import stretches
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence
from schema.policy.condition import Within
from schema.policy.rule import Exclude, TwoFacts
from schema.values.months import ALL, lowest


class Together(CompiledRule[PersonMonths]):
    """``detail``: the facts that are together. By year one finding a year, in the month of the second fact."""

    __slots__ = ("form", "stops")

    def __init__(self, rule: Exclude, form: TwoFacts) -> None:
        super().__init__(rule, ())
        self.form = form
        self.stops = rule.stops

    def by_period(self) -> bool:
        return self.form.within == "year"

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        every = subject.listed(self.form.fact)
        if len(every) < 2:
            return ()
        facts = [fact for fact in every if self._counts(fact)]
        pairs = [pair for pair in combinations(facts, 2) if self._fits(*pair)]
        if not pairs:
            return ()
        if self.form.within == "year":
            return self._by_year(subject, pairs)
        months = 0
        for one, other in pairs:
            months |= one.yes & other.yes if self.form.within == "month" else _later(one, other, ALL)
        return (self._hit(subject, months & ALL, pairs),) if months & ALL else ()

    def _by_year(self, subject: PersonMonths, pairs: list[tuple[Fact, Fact]]) -> list[Hit[PersonMonths]]:
        found = []
        for stretch in stretches(subject.frame.window.last, Within.YEAR):
            both = [pair for pair in pairs if pair[0].yes & stretch.bits and pair[1].yes & stretch.bits]
            if both:
                month = lowest(sum({_later(*pair, stretch.bits) for pair in both}))
                period = Period(self.form.within, stretch.label)
                found.append(self._hit(subject, month, both, stretch.label, period))
        return found

    def _hit(
        self,
        subject: PersonMonths,
        months: int,
        pairs: list[tuple[Fact, Fact]],
        label: str = "",
        period: Period | None = None,
    ) -> Hit[PersonMonths]:
        facts = {fact.id: fact for pair in pairs for fact in pair}
        return Hit(subject, months, dict.fromkeys(self.stops, months), label, period, list(facts.values()))

    def _counts(self, fact: Fact) -> bool:
        return all(getattr(fact, name) in values for name, values in self.form.where.items())

    def _fits(self, one: Fact, other: Fact) -> bool:
        apart, same = self.form.apart, self.form.same
        if any(getattr(one, name) is None or getattr(one, name) != getattr(other, name) for name in same):
            return False
        return not apart or any(_differs(one, other, name) for name in apart)

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        name, window = self.form.sum, hit.subject.frame.window
        if name is None or not self.stops:
            return []
        groups: dict[tuple[Any, ...], list[Fact]] = {}
        for fact in hit.detail:
            groups.setdefault(tuple(getattr(fact, field) for field in self.form.same), []).append(fact)
        sums: dict[int, int] = {}
        for facts in groups.values():
            facts.sort(key=lambda fact: (-(getattr(fact, name) or 0), lowest(fact.yes & ALL), fact.id))
            for fact in facts[1:]:
                bit = lowest(hit.months & fact.yes) or lowest(hit.months)
                sums[bit] = sums.get(bit, 0) + (getattr(fact, name) or 0)
        return [Part(self.stops[0], amounts.text_of(window, bit), amount) for bit, amount in sums.items() if amount]

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        months = hit.months if self.form.within == "month" else ALL
        for fact in hit.detail:
            if fact.yes & months:
                yield Evidence(self.form.fact, fact), months

    def places(self, hit: Hit[PersonMonths]) -> tuple[str, ...]:
        return tuple(sorted({fact.division for fact in hit.detail}))


def _later(one: Fact, other: Fact, within: int) -> int:
    """The first month within which both have been in force: that in which the later of them begins."""
    return max(lowest(one.yes & within), lowest(other.yes & within))


def _differs(one: Fact, other: Fact, name: str) -> bool:
    if name == "county":
        known = by_county((one.division, other.division))
        return known[one.division] != known[other.division]
    return bool(getattr(one, name) != getattr(other, name))
