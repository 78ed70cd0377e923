"""What somebody received of an item in a month: what was paid, else what was awarded (semantics.md §2). In fen."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tests.oracle.plain import Award, Holder, Household, Payment, Person, World
from tests.oracle.premises import members


def total(amounts: Iterable[Fraction | int | None]) -> Fraction | None:
    """The sum of what is known; None where nothing is."""
    known = [Fraction(amount) for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


def awards(world: World, holder: Holder, item: str, month: str) -> list[Award]:
    return [each for each in holder.awards if each.item == item and month in world.in_force(each)]


def payments(world: World, holder: Holder, item: str, month: str) -> list[Payment]:
    """To the holder; for a household also those to its members that count for it."""
    own = [each for each in holder.payments if each.item == item and month in each.months]
    if not isinstance(holder, Household):
        return [each for each in own if household_of(world, holder, item, month) is None]
    members_too = [
        each
        for person in world.people.values()
        if household_of(world, person, item, month) == holder.id
        for each in person.payments
        if each.item == item and month in each.months
    ]
    return own + members_too


def household_of(world: World, person: Holder, item: str, month: str) -> str | None:
    """Of those of which the person is or was a member the one that holds the item's award in that month, if any."""
    if not isinstance(person, Person):
        return None
    for membership in person.memberships:
        household = world.households[membership.household]
        if world.touched(membership) and awards(world, household, item, month):
            return household.id
    return None


def receives(world: World, holder: Holder, item: str, month: str) -> bool:
    return bool(awards(world, holder, item, month) or payments(world, holder, item, month))


def by_county(world: World, holder: Holder, item: str, month: str) -> dict[str, Fraction | None]:
    """Of each county with an award or a payment: what was paid for the month, else what was awarded."""
    found: dict[str, Fraction | None] = {}
    awarded, paid = awards(world, holder, item, month), payments(world, holder, item, month)
    for county in {each.division[:6] for each in (*awarded, *paid)}:
        there = [each.amount for each in paid if each.division[:6] == county]
        found[county] = total(there or [each.amount for each in awarded if each.division[:6] == county])
    return found


def in_month(world: World, holder: Holder, item: str, month: str) -> Fraction | None:
    paid = payments(world, holder, item, month)
    return total(each.amount for each in paid or awards(world, holder, item, month))


def in_months(world: World, holder: Holder, item: str, months: Iterable[str]) -> Fraction | None:
    """What each month brought, and the sums of terms, seasons, years and cases once (decisions/0015)."""
    months = set(months)
    sums = [each for each in holder.awards if each.item == item and each.one_sum and months & world.in_force(each)]
    if sums:
        return total(each.amount for each in sums)
    return total(in_month(world, holder, item, month) for month in months)


def of_household(world: World, household: Household, item: str, month: str) -> Fraction | None:
    """What the whole household has; 低保金 without the members' supplements (分类施保) that are paid in its sum."""
    amount = in_month(world, household, item, month)
    if amount is None or item != "dibao_cash" or not payments(world, household, item, month):
        return amount
    supplements = (
        in_month(world, person, "dibao_topup", month)
        for person in members(world, household.id, month)
        if not payments(world, person, "dibao_topup", month)
    )
    return amount - (total(supplements) or 0)


def awarded(world: World, household: Household, item: str, month: str) -> Fraction | None:
    return total(each.amount for each in awards(world, household, item, month))


def share(world: World, household: Household, month: str) -> Fraction | None:
    """One member's share: 低保金 divided by the counted members (policy.md §11.2), rounded down."""
    cash, count = of_household(world, household, "dibao_cash", month), len(members(world, household.id, month))
    return None if cash is None or not count else Fraction(cash // count)
