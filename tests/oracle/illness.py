"""O01 and O33: severely disabled or seriously ill members (policy.md §11.19). One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.oracle.lead import Answer
from tests.oracle.omissions import Case, due, look_back, of_living
from tests.oracle.plain import Certificate, Person, World
from tests.oracle.premises import (
    Truth,
    all_of,
    any_of,
    benefit,
    category,
    certificate,
    has_category,
    personal,
)


def seriously_ill(world: World, who: Person, month: str) -> Truth:
    """A disease of which the region's list does not say whether it is serious leaves it open."""
    perhaps = [each for each in who.illnesses if each.serious is not False]
    ill = personal(world, who, "illness", perhaps, month)
    sure = any(each.serious and month in world.in_force(each) for each in perhaps)
    return "unknown" if ill == "yes" and not sure else ill


def severe(one: Certificate) -> bool:
    return one.status == "valid" and one.grade in (1, 2)


def _severe_or_mind(one: Certificate) -> bool:
    return severe(one) or (one.status == "valid" and one.grade == 3 and one.kind in ("5", "6"))


def _omitted(
    rule: str, world: World, who: Person, of: str, fits: Callable[[Certificate], bool], received: Callable[[str], Truth]
) -> Iterator[Answer]:
    cases = {}
    pointed = has_category(world, who, [of]) and bool(who.certificates or who.illnesses)
    for month in look_back(world) if pointed else ():
        hard = any_of([certificate(world, who, fits, month), seriously_ill(world, who, month)])
        case = Case(all_of([category(world, who, [of], month), hard]), received(month))
        cases[month] = of_living(world, who, month, case)
    owed = [month for month, case in cases.items() if case.owed]
    held = [month for month, case in cases.items() if case.held]
    yield from due(rule, who, owed, held, None)


def o01(world: World, who: Person) -> Iterator[Answer]:
    """O01: member of 低保边缘 & (重病 or 残疾 1-2级 or 3级智力/精神) → dibao_single; 低保 and 特困 are higher tiers."""

    def received(month: str) -> Truth:
        higher = category(world, who, ["dibao"], month)
        return any_of([higher, category(world, who, ["tekun", "dibao_single"], month, own=True)])

    yield from _omitted("O01", world, who, "dibian", _severe_or_mind, received)


def o33(world: World, who: Person) -> Iterator[Answer]:
    """O33: 低保 member of grade 1-2 or seriously ill & no dibao_topup."""

    def received(month: str) -> Truth:
        return any_of([category(world, who, ["tekun"], month, own=True), benefit(world, who, ["dibao_topup"], month)])

    yield from _omitted("O33", world, who, "dibao", severe, received)
