"""once_per: an award for the same cause again within so many months, over everybody in the household at the time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

from hub.detect.amounts import text_of
from hub.detect.dossier import BenefitFact
from hub.detect.finding import HeldBack, Part
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.link import members
from hub.detect.subject import Evidence, Subject
from schema.policy.rule import OncePer
from schema.values.month import month_of
from schema.values.months import ALL

Award = tuple[date, str, str, BenefitFact, bool]
"""(award date, fact id, holder, award, whether the holder was of the household then)"""


class OncePerCause(CompiledRule[Subject]):
    """One finding a cause, with the months of the later awards. ``detail``: the pairs (earlier, later).

    Awards of one approval (one number, or one holder and day) are instalments of one case; an unknown cause equals no
    other. Where events have numbers, another event is another cause and the same event the same one. A member's awards
    before they joined, or in a month of unknown membership, count against that member alone.
    """

    __slots__ = ("span", "wanted")

    JOINT = False

    def __init__(self, rule: OncePer) -> None:
        super().__init__(rule, (frozenset(f"benefit:{item}" for item in rule.items),))
        self.wanted = frozenset(rule.items)
        self.span = rule.months

    def hits(self, subject: Subject, held: list[HeldBack]) -> Iterable[Hit[Subject]]:
        awards = dated_awards(subject, self.wanted)
        if len(awards) < 2:
            return ()
        causes: dict[str, list[tuple[Award, Award]]] = {}
        for index, later in enumerate(awards):
            pair = self._again(awards[:index], later)
            if pair is not None:
                causes.setdefault(later[3].cause or "", []).append(pair)
        found = []
        for cause, pairs in causes.items():
            claims: dict[str, int] = {}
            for _, later in pairs:
                claims[later[3].item] = claims.get(later[3].item, 0) | bit_of(subject, later[0]) & ALL
            if months := reduce(or_, claims.values()):
                found.append(Hit(subject, months, claims, cause, detail=pairs))
        return found

    def _again(self, before: list[Award], later: Award) -> tuple[Award, Award] | None:
        """The latest earlier award for the same that is too near, unless it is the same approval."""
        if not later[4]:
            return None
        for earlier in reversed(before):
            same = earlier[2] == later[2]
            if not _same_cause(earlier[3], later[3]) or same_case(earlier, later) or not (same or earlier[4]):
                continue
            if too_near(earlier, later, self.span):
                return earlier, later
        return None

    def _pairs(self, hit: Hit[Subject]) -> Iterator[tuple[Award, Award]]:
        for earlier, later in hit.detail:
            if bit_of(hit.subject, later[0]) & hit.months & hit.claims[later[3].item]:
                yield earlier, later

    def parts(self, hit: Hit[Subject]) -> list[Part]:
        sums: dict[tuple[str, int], int] = {}
        for _, (day, _, _, award, _) in self._pairs(hit):
            key = (award.item, bit_of(hit.subject, day))
            sums[key] = sums.get(key, 0) + (award.amount or 0)
        window = hit.subject.frame.window
        return [Part(item, text_of(window, bit), amount) for (item, bit), amount in sums.items() if amount]

    def evidence(self, hit: Hit[Subject]) -> Iterator[tuple[Evidence, int]]:
        for pair in self._pairs(hit):
            for day, _, _, award, _ in pair:
                yield Evidence("benefit", award), bit_of(hit.subject, day)


def dated_awards(subject: Subject, items: Collection[str]) -> list[Award]:
    """The awards of everybody in the household that name a day, and a cause or an event; in the order of time."""
    found: list[Award] = []
    for holder, months in holders(subject):
        for item in items:
            for award in holder.awards.get(item, ()):
                if award.awarded_on and (award.cause or award.event):
                    inside = bool(months & bit_of(subject, award.awarded_on))
                    found.append((award.awarded_on, award.id, holder.id, award, inside))
    return sorted(found, key=lambda award: award[:2])


def too_near(earlier: Award, later: Award, months: int) -> bool:
    """Whether fewer months than these lie between two award dates; the same day so many months later is outside."""
    return (month_of(earlier[0]) + months, earlier[0].day) > (month_of(later[0]), later[0].day)


def same_case(one: Award, other: Award) -> bool:
    """Whether two awards are of one approval: of one number, or to one holder on one day."""
    if one[3].approval is not None and other[3].approval is not None:
        return one[3].approval == other[3].approval
    return one[2] == other[2] and one[0] == other[0]


def _same_cause(one: BenefitFact, other: BenefitFact) -> bool:
    if one.event is not None and other.event is not None:
        return one.event == other.event
    return one.cause is not None and one.cause == other.cause


def holders(subject: Subject) -> Iterator[tuple[Subject, int]]:
    """Everybody of the household with their months in it, and the household itself; a person alone is one."""
    yield subject, -1
    if isinstance(subject, HouseholdMonths):
        yield from members(subject)


def bit_of(subject: Subject, day: date) -> int:
    """The month of a day."""
    return subject.frame.window.bit(month_of(day))
