"""above_need: aid for one event or cause, over everybody in the household, comes to more than is documented (D24, D39).

While a stream has not answered, what is documented is a lower bound: only what is above the region's cap is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from hub.detect.amounts import text_of
from hub.detect.dossier import Fact
from hub.detect.finding import HeldBack, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.kinds.once_per import Award, bit_of, dated_awards, holders, same_case, too_near
from hub.detect.node import Gap
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.rule import AboveNeed, Documented
from schema.records import RECORDS
from schema.values.month import first_day, month_of
from schema.values.months import ALL


class Need(NamedTuple):
    sum: int | None
    """Fen that are documented; None where nothing is."""
    facts: tuple[Fact, ...]
    gaps: tuple[Gap, ...]
    """Questions that leave open whether more is needed."""


class Excess(NamedTuple):
    """An award with which the aid came to more than the limit."""

    award: Award
    amount: int
    """Fen of the award that are above."""
    limit: int
    together: tuple[Award, ...]
    """The awards so far, this one included."""
    facts: tuple[Fact, ...]


class MoreThanNeeded(CompiledRule[Subject]):
    """One finding an event or cause, with the months of the awards that are above. ``detail``: (record, excesses).

    The instalments of one approval alone are no case: their need was weighed as a whole.
    """

    __slots__ = ("form", "items_")

    JOINT = False

    def __init__(self, rule: AboveNeed) -> None:
        needs = [frozenset(f"benefit:{item}" for item in items) for items in (rule.items, rule.with_items) if items]
        super().__init__(rule, tuple(needs))
        self.form = rule
        self.items_ = frozenset({*rule.items, *rule.with_items})

    def asked(self) -> frozenset[str]:
        return frozenset(_topic(need) for need in self.form.documented)

    def hits(self, subject: Subject, held: list[HeldBack]) -> Iterable[Hit[Subject]]:
        awards = [award for award in dated_awards(subject, self.items_) if award[4]]
        if len(awards) < 2:
            return ()
        found = []
        for need in self.form.documented:
            for name, alike in _alike(need, awards).items():
                excesses = list(self._excesses(subject, need, name, alike, held))
                claims: dict[str, int] = {}
                for excess in excesses:
                    item = excess.award[3].item
                    claims[item] = claims.get(item, 0) | _bit(subject, excess.award)
                months = ALL & sum({_bit(subject, excess.award) for excess in excesses})
                if months:
                    found.append(Hit(subject, months, claims, name, detail=(need.fact, excesses)))
        return found

    def _excesses(
        self, subject: Subject, need: Documented, name: str, awards: list[Award], held: list[HeldBack]
    ) -> Iterator[Excess]:
        for index, award in enumerate(awards):
            together = tuple(one for one in awards[: index + 1] if too_near(one, award, self.form.months))
            if not self._several(together):
                continue
            total = sum(one[3].amount or 0 for one in together)
            known = self._known(subject, need, name, together)
            limits = (self._cap(subject, award), None if known.gaps else known.sum)
            limit = min((one for one in limits if one is not None), default=None)
            if limit is not None and total > limit:
                yield Excess(award, min(total - limit, award[3].amount or 0), limit, together, known.facts)
            elif known.gaps and total > (known.sum or 0) and (bit := _bit(subject, award) & self.horizon):
                held.append(self.hold(subject, bit, known.gaps, discriminator=name))

    def _several(self, together: tuple[Award, ...]) -> bool:
        """More than one approval; or, where further items count, aid of both sorts."""
        if self.form.with_items:
            return len({award[3].item in self.form.with_items for award in together}) == 2
        return any(not same_case(together[0], other) for other in together[1:])

    def _known(self, subject: Subject, need: Documented, name: str, together: tuple[Award, ...]) -> Need:
        window, topic = subject.frame.window, _topic(need)
        first = max(month_of(together[0][0]) - self.form.months, window.first)
        span = window.between(first, min(month_of(together[-1][0]) + self.form.lag, window.last))
        facts: list[Fact] = []
        gaps: list[Gap] = []
        placed = total = 0
        for holder, months in holders(subject):
            if not months & span:
                continue
            places = holder.home_places if isinstance(holder, PersonMonths) else {}
            here = span & reduce(or_, places.values(), 0)
            placed |= here
            open_ = here & ~subject.frame.coverage.answered(topic, places, holder.doubts)
            for fact in holder.listed(need.fact):
                if fact.some & span and (need.causes or getattr(fact, "event", None) == name):
                    facts.append(fact)
                    amount: int | None = getattr(fact, need.sum)
                    total += amount or 0
                    open_ |= here & fact.some if amount is None else 0
            if open_:
                gaps.append(Gap(topic, places, holder.doubts, open_))
        if span & ~placed:
            gaps.append(Gap(topic, {}, {}, span & ~placed))
        return Need(total if facts else None, tuple(facts), tuple(gaps))

    def _cap(self, subject: Subject, award: Award) -> int | None:
        """The most that is due to everybody who may be a member that month; of several places the highest."""
        if self.form.cap is None:
            return None
        parameters, bit = subject.frame.parameters, _bit(subject, award)
        here = [division for division, months in subject.places.items() if months & bit]
        caps = [parameters.fen(self.form.cap, division, first_day(month_of(award[0]))) for division in here]
        people = 1
        if isinstance(subject, HouseholdMonths):
            people = len({id for id, membership in subject.view.members if membership.some & bit})
        return max((cap * people for cap in caps if cap is not None), default=None)

    def _judged(self, hit: Hit[Subject]) -> Iterator[Excess]:
        for excess in hit.detail[1]:
            if _bit(hit.subject, excess.award) & hit.months & hit.claims[excess.award[3].item]:
                yield excess

    def parts(self, hit: Hit[Subject]) -> list[Part]:
        sums: dict[tuple[str, int], int] = {}
        for excess in self._judged(hit):
            key = (excess.award[3].item, _bit(hit.subject, excess.award))
            sums[key] = sums.get(key, 0) + excess.amount
        window = hit.subject.frame.window
        return [Part(item, text_of(window, bit), amount) for (item, bit), amount in sums.items() if amount]

    def standard(self, hit: Hit[Subject]) -> int | None:
        return max(excess.limit for excess in self._judged(hit))

    def evidence(self, hit: Hit[Subject]) -> Iterator[tuple[Evidence, int]]:
        for excess in self._judged(hit):
            for award in excess.together:
                yield Evidence("benefit", award[3]), _bit(hit.subject, award)
            for fact in excess.facts:
                yield Evidence(hit.detail[0], fact), fact.some


def _topic(need: Documented) -> str:
    return RECORDS[need.fact].TOPIC or need.fact


def _alike(need: Documented, awards: list[Award]) -> dict[str, list[Award]]:
    """Awards for one need, by the number of the event, or all those for its causes."""
    found: dict[str, list[Award]] = {}
    for award in awards:
        if not need.causes and award[3].event is not None:
            found.setdefault(award[3].event, []).append(award)
        elif award[3].cause in need.causes:
            found.setdefault(need.causes[0], []).append(award)
    return found


def _bit(subject: Subject, award: Award) -> int:
    return bit_of(subject, award[0])
