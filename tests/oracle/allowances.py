"""O06, O17 and O19: allowances by age and certificate. One function a rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle import money
from tests.oracle.figures import figure
from tests.oracle.lead import Answer
from tests.oracle.months import first_day, later
from tests.oracle.omissions import Case, due, first, local_class, look_back, of_living
from tests.oracle.plain import Certificate, Person, World
from tests.oracle.premises import (
    age,
    aged,
    alive,
    all_of,
    any_of,
    benefit,
    category,
    certificate,
    has_category,
    opposite,
    standard_of,
)


def _valid(one: Certificate) -> bool:
    return one.status == "valid"


def _monthly(world: World, rule: str, who: Person, cases: dict[str, Case], amounts: bool) -> Iterator[Answer]:
    cases = {month: of_living(world, who, month, case) for month, case in cases.items()}
    owed = [month for month, case in cases.items() if case.owed]
    held = [month for month, case in cases.items() if case.held]
    amount = money.total(_of_age(world, who, month) for month in owed) if amounts else None
    yield from due(rule, who, owed, held, amount)


def _of_age(world: World, who: Person, month: str) -> Fraction | None:
    years = age(who, first_day(month)) or 0
    key = max((step for step in (60, 80, 90) if step <= years), default=60)
    amount = figure("elder_living", standard_of(world, who, month), first_day(month), str(key))
    return None if amount is None else Fraction(amount) * 100


def o06(world: World, who: Person) -> Iterator[Answer]:
    """O06: certificate expired for no more than 90 days while subsidised → remind."""
    cases = {}
    for month in look_back(world):
        before = any_of(certificate(world, who, _valid, later(month, -steps)) for steps in (1, 2, 3))
        expired = certificate(world, who, lambda one: one.status == "expired", month)
        given = all_of([benefit(world, who, ["disab_living", "disab_nursing"], month), expired, before])
        pointed = bool(who.certificates) and any(a.item in ("disab_living", "disab_nursing") for a in who.aid)
        cases[month] = Case(given, certificate(world, who, _valid, month), pointed)
    yield from _monthly(world, "O06", who, cases, amounts=False)


def o17(world: World, who: Person) -> Iterator[Answer]:
    """O17: 低保 of 60 or more without elder_living; with a disability allowance of the same class, 择高, neither."""
    cases = {}
    for month in look_back(world):
        kept = all_of([certificate(world, who, _valid, month), benefit(world, who, ["disab_living"], month)])
        unless = [
            category(world, who, ["tekun"], month, own=True),
            kept if local_class(world, who, month) else "no",
            benefit(world, who, ["elder_living"], month),
        ]
        given = all_of([category(world, who, ["dibao"], month), aged(who, 60, 200, month)])
        cases[month] = Case(given, any_of(unless), has_category(world, who, ["dibao"]))
    yield from _monthly(world, "O17", who, cases, amounts=True)


def _this_year(world: World) -> list[str]:
    return [month for month in look_back(world) if month[:4] == world.now[:4]]


def o19(world: World, who: Person) -> Iterator[Answer]:
    """O19: disabled child of 0-17 and no rehabilitation this year → disab_child_rehab."""
    months = _this_year(world)
    had = any_of(benefit(world, who, ["disab_child_rehab"], month) for month in months)
    unless = any_of([had, opposite(alive(world, who, world.now))])
    cases = {
        month: Case(
            all_of([certificate(world, who, _valid, month), aged(who, 0, 18, month)]), unless, bool(who.certificates)
        )
        for month in months
    }
    yield from first(world, who, "O19", cases, None)
