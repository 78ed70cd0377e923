"""W01 to W04: signs that a household may fall; O11: nobody has come since. One function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.oracle.figures import figure
from tests.oracle.lead import Answer, lead, maybe
from tests.oracle.means import applied, had
from tests.oracle.months import ending, first_day, later, month_of
from tests.oracle.omissions import look_back
from tests.oracle.plain import Certificate, Household, Person, World
from tests.oracle.premises import (
    Truth,
    aged,
    all_of,
    any_of,
    certificate,
    died,
    has_category,
    household_category,
    listed,
    lived_in,
    members,
    opposite,
    personal,
    within,
)

POOR = ["dibao", "dibian", "gangxing", "fanpin"]


def w01(world: World, home: Household) -> Iterator[Answer]:
    """W01: self-paid medical cost of 12 months over 25 % of last year's disposable income per head.

    See policy.md §11.15.
    """
    income = figure("disposable_income", home.division, world.as_of, str(world.as_of.year - 1))
    share = figure("spending_share", home.division, world.as_of)
    months = ending(world.now, 12)
    known = maximal = Fraction(0)
    for person in world.people.values():
        for expense in person.expenses:
            month = month_of(expense.on)
            if month not in months:
                continue
            if person in members(world, home.id, month, counted=False):
                known += expense.self_paid
            elif listed(world, home, month) or all(each.household != home.id for each in person.memberships):
                continue
            maximal += expense.self_paid
    if income is None or share is None:
        if maximal:
            yield maybe("W01", home.id, [world.now])
        return
    line = Fraction(income) * Fraction(share) * 100
    if known > line:
        yield lead("W01", home.id, [world.now], known)
    elif maximal > line:
        yield maybe("W01", home.id, [world.now])


def _severe(one: Certificate) -> bool:
    return one.grade in (1, 2)


def w02(world: World, home: Household) -> Iterator[Answer]:
    """W02: a member aged 18-59 without a grade 1-2 certificate died, in a household with a category.

    See policy.md §11.15.
    """
    yield from _of_each_member("W02", world, home, _w02)


def _of_each_member(
    rule: str, world: World, home: Household, case: Callable[[World, Household, Person, str], Truth]
) -> Iterator[Answer]:
    for person in world.people.values():
        cases = {month: case(world, home, person, month) for month in look_back(world)}
        for value, say in (("yes", lead), ("unknown", maybe)):
            if months := [month for month, each in cases.items() if each == value]:
                yield say(rule, home.id, months)


def _w02(world: World, home: Household, person: Person, month: str) -> Truth:
    return _labourer_died(world, home, person, month) if person.deaths else "no"


def _labourer_died(world: World, home: Household, person: Person, month: str) -> Truth:
    """A disputed death may have been in the month of its first report or any later one."""
    if person not in members(world, home.id, month, counted=False):
        return "no"
    day = died(world, person)
    death: Truth
    if day is not None:
        death = "yes" if month_of(day) == month else "no"
    elif person.deaths:
        death = "unknown" if min(month_of(each.on) for each in person.deaths) <= month else "no"
    else:
        death = personal(world, person, "death", [], month)
    poor = household_category(world, home, POOR, month)
    disabled = [certificate(world, person, _severe, each) for each in (later(month, -1), month)]
    return all_of([death, poor, aged(person, 18, 60, month), *map(opposite, disabled)])


def w03(world: World, home: Household) -> Iterator[Answer]:
    """W03: a member aged 18-59 became unemployed, in a household with a category."""
    yield from _of_each_member("W03", world, home, _w03)


def _w03(world: World, home: Household, person: Person, month: str) -> Truth:
    spells = [each for each in person.employments if each.kind == "unemployed"]
    if not spells or person not in members(world, home.id, month, counted=False):
        return "no"
    now, before = (personal(world, person, "employment:unemployed", spells, each) for each in (month, later(month, -1)))
    return all_of([now, opposite(before), aged(person, 18, 60, month), household_category(world, home, POOR, month)])


def w04(world: World, home: Household) -> Iterator[Answer]:
    """W04: a loss in a disaster over the local line, in a household with a category."""
    yield from _of_each_member("W04", world, home, _w04)


def _w04(world: World, home: Household, person: Person, month: str) -> Truth:
    line = figure("loss_line", home.division, first_day(month))
    if line is None or not person.losses or person not in members(world, home.id, month, counted=False):
        return "no"
    over = [each for each in person.losses if each.amount is None or each.amount > Fraction(line) * 100]
    found = personal(world, person, "disaster_loss", over, month)
    if found == "yes" and all(each.amount is None for each in over if month in world.in_force(each)):
        found = "unknown"
    return all_of([found, household_category(world, home, POOR, month)])


def o11(world: World, home: Household) -> Iterator[Answer]:
    """O11: the second month after the death of which W02 warns, and neither visit, application nor temporary aid."""
    cases = {}
    everybody = [each for each in world.people.values() if any(one.household == home.id for one in each.memberships)]
    deaths = any(each.deaths for each in everybody) and any(has_category(world, each, POOR) for each in everybody)
    for month in look_back(world) if deaths else ():
        died_then = any_of(_labourer_died(world, home, each, later(month, -2)) for each in everybody)
        cases[month] = all_of([died_then, lived_in(world, home, month), opposite(_come(world, home, month))])
    for value, say in (("yes", lead), ("unknown", maybe)):
        if months := [month for month, case in cases.items() if case == value]:
            yield say("O11", home.id, months)


def _come(world: World, home: Household, month: str) -> Truth:
    """A visit, an application or aid in the month or the two before it."""
    people = members(world, home.id, month, counted=False)

    def at(each: str) -> Truth:
        return any_of(
            [
                had(world, home, people, ["temp_emergency", "temp_expense"], each),
                *(personal(world, one, "visit", one.visits, each) for one in people),
                *(applied(world, one, ("assistance", "evaluation", "temporary"), each) for one in people),
            ]
        )

    return within(3, at, month)
