"""Splits findings that are not raised any more into a definite no, and unknown with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hub.detect.compiled import CompiledPolicy
from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier, Fact
from hub.detect.finding import Missing
from hub.detect.frame import EvaluationFrame
from hub.detect.identity import facts_of
from hub.detect.kinds.compiled_rule import CompiledRule, S
from hub.detect.link import Linked
from hub.detect.person import PersonMonths
from hub.detect.rests import Asked, lost
from schema.values.months import Window

Doubts = Mapping[str, Mapping[str, int]]
"""Division -> stream -> months in which a rejected row may be about the subject."""


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
            doubts = _doubts([person])
            missing = _missing(policy.persons, person, one, facts, doubts)
            if missing is None:
                missing = _missing(policy.households, person, one, facts, doubts)
        elif household is not None:
            doubts = _doubts(member for member, _ in linked.members[household.id])
            missing = _missing(policy.holders, household, one, facts, doubts)
            if missing is None:
                missing = _missing(policy.households, household, one, facts, doubts)
        else:
            missing = doubts = None
        if missing is None:
            missing = lost(one, facts, window, coverage, doubts or {})
        if missing:
            found[one.id] = missing
    return found


def _missing(
    rules: Iterable[CompiledRule[S]], subject: S, asked: Asked, facts: Mapping[str, Fact], doubts: Doubts
) -> tuple[Missing, ...] | None:
    """What is missing to a rule in the months in which it is in force, region by region; None without it."""
    mine = [compiled for compiled in rules if compiled.rule.id == asked.rule]
    found: list[Missing] = []
    for compiled in mine:
        one = asked
        if compiled.bounded:
            one = replace(asked, months=asked.months & compiled.in_force(subject))
            if not one.months:
                continue
        gone = lost(one, facts, subject.frame.window, subject.frame.coverage, doubts)
        found += compiled.undecided(subject, replace(one, lost=gone))
    return tuple(dict.fromkeys(found)) if mine else None


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
