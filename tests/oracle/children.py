"""O13 and O14: children whom neither parent brings up (policy.md §11.20). One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.oracle import money
from tests.oracle.figures import figure
from tests.oracle.lead import Answer
from tests.oracle.months import first_day
from tests.oracle.omissions import Case, due, look_back, of_living
from tests.oracle.plain import Certificate, Person, World
from tests.oracle.premises import (
    Truth,
    aged,
    alive,
    all_of,
    any_of,
    assumed,
    benefit,
    category,
    certificate,
    opposite,
    personal,
    standard_of,
)

HELD = ("prison", "rehabilitation")
"""Whoever is corrected in the community is at home."""


def gone(world: World, parent: Person, month: str) -> Truth:
    """Dead or declared missing."""
    missing = assumed(world, [each for each in parent.absences if each.kind == "missing"], month)
    return any_of([dead(world, parent, month), missing])


def dead(world: World, person: Person, month: str) -> Truth:
    """As a premise it needs an answer: alive is assumed of whoever is to be helped, of nobody else."""
    if person.deaths:
        return opposite(alive(world, person, month))
    return personal(world, person, "death", [], month)


def unable(world: World, parent: Person, month: str) -> Truth:
    """Any of the states of benefit 15."""
    serious = [each for each in parent.illnesses if each.serious is not False]
    ill = personal(world, parent, "illness", serious, month)
    if ill == "yes" and not any(each.serious and month in world.in_force(each) for each in serious):
        ill = "unknown"
    return any_of(
        [
            gone(world, parent, month),
            certificate(world, parent, _severe, month),
            ill,
            assumed(world, [each for each in parent.custodies if each.kind in HELD], month),
            assumed(world, parent.states, month),
        ]
    )


def _severe(one: Certificate) -> bool:
    return one.status == "valid" and one.grade in (1, 2)


def _of_both(world: World, child: Person, month: str, holds: Callable[[World, Person, str], Truth]) -> Truth:
    """Of a child of whom one parent is known, nothing is known of both."""
    ids = {each.parent for each in child.parents if month in world.in_force(each)}
    known = all_of(holds(world, world.people[id], month) for id in ids)
    return known if len(ids) > 1 else all_of([known, "unknown"])


def _answers(
    world: World, rule: str, child: Person, cases: dict[str, Case], amount: Callable[[str], Fraction | None]
) -> Iterator[Answer]:
    cases = {month: of_living(world, child, month, case) for month, case in cases.items()}
    owed = [month for month, case in cases.items() if case.owed]
    held = [month for month, case in cases.items() if case.held]
    yield from due(rule, child, owed, held, money.total(map(amount, owed)))


def o13(world: World, child: Person) -> Iterator[Answer]:
    """O13: both parents dead & under 18 → orphan_living; the minor may have chosen 特困."""
    cases = {
        month: Case(
            all_of([aged(child, 0, 18, month), _of_both(world, child, month, gone)]),
            any_of(
                [category(world, child, ["tekun"], month, own=True), benefit(world, child, ["orphan_living"], month)]
            ),
        )
        for month in look_back(world)
        if child.parents
    }

    def standard(month: str) -> Fraction | None:
        amount = figure("child_standard", standard_of(world, child, month), first_day(month))
        return None if amount is None else Fraction(amount) * 100

    yield from _answers(world, "O13", child, cases, standard)


def o14(world: World, child: Person) -> Iterator[Answer]:
    """O14: parent states combine as of benefit 15 & under 18 → defacto_orphan_living; both dead is O13's."""
    cases = {}
    for month in look_back(world) if child.parents else ():
        given = [
            aged(child, 0, 18, month),
            _of_both(world, child, month, unable),
            opposite(_of_both(world, child, month, gone)),
        ]
        unless = [
            category(world, child, ["tekun"], month, own=True),
            benefit(world, child, ["orphan_living"], month),
            assumed(world, [each for each in child.aid if each.item == "key_child_living"], month),
            benefit(world, child, ["defacto_orphan_living"], month),
        ]
        cases[month] = Case(all_of(given), any_of(unless))
    yield from _answers(world, "O14", child, cases, lambda _: None)
