"""O02, O10 and O12: what a means check says, for twelve months (policy.md §11.20). One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.oracle.figures import figure
from tests.oracle.lead import Answer, lead, maybe
from tests.oracle.months import ending, first_day, month_of
from tests.oracle.omissions import Case, due, look_back, of_living
from tests.oracle.plain import Certificate, Check, Household, Person, World
from tests.oracle.premises import (
    Truth,
    aged,
    all_of,
    answered,
    any_of,
    assumed,
    benefit,
    category,
    certificate,
    doubts_about,
    has_category,
    household_category,
    lived_in,
    members,
    of_members,
    personal,
    standard_of,
    within,
)

Test = Callable[[Check], bool | None]
"""None where the report does not say."""


def checked(world: World, person: Person, fits: Test, month: str) -> Truth:
    """Whether a report of the twelve months fits."""

    def at(each: str) -> Truth:
        sure = [check for check in person.checks if fits(check) is True]
        perhaps = [check for check in person.checks if fits(check) is not False]
        found = personal(world, person, "means_check", perhaps, each)
        certain = any(each in world.in_force(check) for check in sure)
        return "unknown" if found == "yes" and not certain else found

    return within(12, at, month)


def _severe(one: Certificate) -> bool:
    return one.status == "valid" and one.grade in (1, 2)


def o02(world: World, who: Person) -> Iterator[Answer]:
    """O02: adult jobless 1-2级 disabled, own income below the local line → dibao_single."""
    cases = {}
    for month in look_back(world) if who.certificates and who.checks else ():
        line = figure("single_income_line", standard_of(world, who, month), first_day(month))

        def poor(check: Check, line: Fraction | None = None if line is None else Fraction(line) * 100) -> bool | None:
            return None if check.own_income is None or line is None else check.own_income < line

        given = [
            certificate(world, who, _severe, month),
            checked(world, who, poor, month),
            aged(who, 18, 200, month),
        ]
        unless = [
            category(world, who, ["dibao", "dibian"], month),
            category(world, who, ["tekun", "dibao_single"], month, own=True),
            assumed(world, [each for each in who.employments if each.kind == "employed"], month),
            assumed(world, who.payrolls, month),
            assumed(world, [each for each in who.custodies if each.kind == "prison"], month),
        ]
        case = Case(all_of(given), any_of(unless))
        cases[month] = of_living(world, who, month, case)
    yield from _by_month("O02", who, cases)


def _by_month(rule: str, who: Person, cases: dict[str, Case]) -> Iterator[Answer]:
    owed = [month for month, case in cases.items() if case.owed]
    held = [month for month, case in cases.items() if case.held]
    yield from due(rule, who, owed, held, None)


def unable_to_work(world: World, who: Person, month: str) -> Truth:
    """无劳动能力 by policy.md §1.1: of 60 or more, under 16, or disabled so."""

    def so(one: Certificate) -> bool:
        grades = {"4": (1, 2), "5": (1, 2, 3), "6": (1, 2, 3), "1": (1,)}.get(one.kind, ())
        return one.status == "valid" and one.grade in grades

    return any_of([aged(who, 60, 200, month), aged(who, 0, 16, month), certificate(world, who, so, month)])


def o12(world: World, who: Person) -> Iterator[Answer]:
    """O12: 低保, unable to work as everybody of the home is, no supporter → evaluate 特困."""

    def alone(check: Check) -> bool | None:
        return None if check.supporters is None else check.supporters in ("none", "unable")

    cases = {}
    for month in look_back(world) if who.checks and has_category(world, who, ["dibao"]) else ():
        everybody = members(world, world.home, month, counted=False)
        given = [
            category(world, who, ["dibao"], month),
            checked(world, who, alone, month),
            unable_to_work(world, who, month),
            all_of(unable_to_work(world, each, month) for each in everybody),
        ]
        unless = [
            benefit(world, who, ["orphan_living", "defacto_orphan_living"], month),
            category(world, who, ["tekun"], month, own=True),
            within(12, lambda each: applied(world, who, ("assistance", "evaluation"), each), month),
        ]
        cases[month] = of_living(world, who, month, Case(all_of(given), any_of(unless)))
    yield from _by_month("O12", who, cases)


def applied(world: World, who: Person, matters: tuple[str, ...], month: str) -> Truth:
    return personal(world, who, "application", [each for each in who.applications if each.matter in matters], month)


def o10(world: World, home: Household) -> Iterator[Answer]:
    """O10: 12-month self-paid medical cost over the local share of the checked yearly income, in no category."""
    codes = ["dibao", "dibao_single", "tekun", "dibian", "gangxing"]
    cases = {}
    checks = any(each.checks for each in world.people.values())
    for month in look_back(world) if checks else ():
        unless = [household_category(world, home, codes, month), _has_had(world, home, codes, month)]
        given = [_spends_too_much(world, home, month), lived_in(world, home, month)]
        cases[month] = Case(all_of(given), any_of(unless))
    if owed := [month for month, case in cases.items() if case.owed]:
        yield lead("O10", home.id, owed)
    if held := [month for month, case in cases.items() if case.held]:
        yield maybe("O10", home.id, held)


def _has_had(world: World, home: Household, codes: list[str], month: str) -> Truth:
    """A member's own category, or temporary aid of the twelve months."""
    people = members(world, home.id, month, counted=False)
    return any_of(
        [
            *(category(world, each, codes, month, own=True) for each in people),
            within(12, lambda each: had(world, home, people, ["temp_expense"], each), month),
        ]
    )


def had(world: World, home: Household, people: list[Person], items: list[str], month: str) -> Truth:
    """Aid to the household, or to one of those who are its members when it is judged."""
    own = any(each.item in items and month in world.in_force(each) for each in home.aid)
    return any_of(["yes" if own else "no", *(benefit(world, each, items, month) for each in people)])


def _spends_too_much(world: World, home: Household, month: str) -> Truth:
    """By the latest report of the twelve months about a member; whoever was never checked is not judged."""
    share = figure("rigid_share", home.division, first_day(month))
    checks = of_members(world, home, world.window, lambda each: each.checks)
    if not checks:
        return "no"
    months = ending(month, 12)
    doubts = doubts_about(world, home, month)
    answers = all(
        answered(world, topic, {home.division}, each, doubts) for topic in ("means_check", "expense") for each in months
    )
    reports = [check for check in checks if month_of(check.on) in months]
    if not reports:
        return "no" if answers else "unknown"
    income = max(reports, key=lambda check: check.on).household_income
    if income is None or share is None:
        return "unknown"
    spent = sum(cost.self_paid for cost in of_members(world, home, months, lambda each: each.expenses))
    return "yes" if spent > income * Fraction(share) else "no" if answers else "unknown"
