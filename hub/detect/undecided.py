"""Splits findings that are not raised any more into a definite no, and unknown with what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hub.detect.compiled import CompiledPolicy
from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier, Fact
from hub.detect.finding import Missing
from hub.detect.frame import EvaluationFrame
from hub.detect.household import HouseholdMonths
from hub.detect.identity import facts_of
from hub.detect.link import Linked
from hub.detect.person import PersonMonths
from hub.detect.rests import Asked, lost
from schema.values.months import Window


def undecided(
    dossier: Dossier, policy: CompiledPolicy, window: Window, coverage: Coverage, asked: Iterable[Asked]
) -> dict[str, tuple[Missing, ...]]:
    """Finding id -> what is missing, for those that can no longer be known; the rest is a definite no. Pure.

    ``dossier`` is the one in which the subjects are judged now. A removed rule raises nothing.
    """
    linked = Linked(dossier, EvaluationFrame(window, coverage, policy.parameters))
    facts = _facts(dossier)
    found: dict[str, tuple[Missing, ...]] = {}
    for one in asked:
        person, household = linked.people.get(one.subject), linked.households.get(one.subject)
        if person is not None:
            gone = lost(one, facts, window, coverage, _doubts([person]))
            missing = _of_person(policy, person, replace(one, lost=gone))
        elif household is not None:
            gone = lost(one, facts, window, coverage, _doubts(member for member, _ in linked.members[household.id]))
            missing = _of_household(policy, household, replace(one, lost=gone))
        else:
            missing = lost(one, facts, window, coverage, {})
        if missing:
            found[one.id] = missing
    return found


def _of_person(policy: CompiledPolicy, person: PersonMonths, asked: Asked) -> tuple[Missing, ...]:
    for judge in policy.persons:
        if judge.rule.id == asked.rule:
            return judge.undecided(person, asked)
    for other in policy.households:
        if other.rule.id == asked.rule:
            return other.undecided(person, asked)
    return asked.lost


def _of_household(policy: CompiledPolicy, household: HouseholdMonths, asked: Asked) -> tuple[Missing, ...]:
    for judge in policy.holders:
        if judge.rule.id == asked.rule:
            return judge.undecided(household, asked)
    for other in policy.households:
        if other.rule.id == asked.rule:
            return other.undecided(household, asked)
    return asked.lost


def _doubts(people: Iterable[PersonMonths]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for person in people:
        for division, streams in person.view.elsewhere.items():
            here = found.setdefault(division, {})
            for stream, bits in streams.items():
                here[stream] = here.get(stream, 0) | bits
    return found


def _facts(dossier: Dossier) -> dict[str, Fact]:
    found = {fact.id: fact for view in dossier.people.values() for fact in facts_of(view)}
    for household in dossier.households.values():
        for facts in (household.categories, household.benefits, household.payments):
            found.update((fact.id, fact) for fact in facts)
        found.update((fact.id, fact) for _, fact in household.members)
    return found
