"""W01 to W04: signs that a household may fall. One function a rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.figures import figure
from tests.oracle.lead import Answer, lead, maybe
from tests.oracle.months import ending, later, month_of
from tests.oracle.omissions import look_back
from tests.oracle.plain import Certificate, Household, Person, World
from tests.oracle.premises import Truth, aged, all_of, certificate, died, household_category, listed, members, opposite


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
    for person in world.people.values():
        cases = {month: _w02(world, home, person, month) for month in look_back(world)}
        for value, say in (("yes", lead), ("unknown", maybe)):
            if months := [month for month, case in cases.items() if case == value]:
                yield say("W02", home.id, months)


def _w02(world: World, home: Household, person: Person, month: str) -> Truth:
    """A disputed death may have been in the month of its first report or any later one."""
    day = died(world, person)
    if day is not None:
        death: Truth = "yes" if month_of(day) == month else "no"
    else:
        reported = min((month_of(each.on) for each in person.deaths), default=later(month, 1))
        death = "unknown" if reported <= month else "no"
    if person not in members(world, home.id, month, counted=False):
        return "no"
    poor = household_category(world, home, ["dibao", "dibian", "gangxing", "fanpin"], month)
    disabled = [certificate(world, person, _severe, each) for each in (later(month, -1), month)]
    return all_of([death, poor, aged(person, 18, 60, month), *map(opposite, disabled)])
