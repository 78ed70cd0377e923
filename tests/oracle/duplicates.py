"""D01 to D41: aid that excludes other aid, or should have stopped. One function a rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations

from tests.oracle import money
from tests.oracle.figures import figure, of_a_person
from tests.oracle.lead import Answer, lead, maybe
from tests.oracle.months import a_year_after, first_day, month_of, runs
from tests.oracle.plain import Award, Holder, Household, Person, World
from tests.oracle.premises import died, has, members


def _own(world: World, who: Person, code: str, month: str) -> bool:
    return any(each.code == code and month in world.in_force(each) for each in who.categories)


def _tekun(world: World, who: Person, month: str) -> bool:
    return _own(world, who, "tekun", month)


def _households(world: World, who: Person, month: str) -> list[Household]:
    """Those that count the person in a month, each once."""
    ids = {each.household for each in who.memberships if each.counted and month in world.in_force(each)}
    return [world.households[id] for id in sorted(ids)]


def _counted_in(world: World, who: Person, month: str, codes: tuple[str, ...]) -> list[Household]:
    """Those of them that have one of the categories."""
    return [each for each in _households(world, who, month) if has(world, each, codes, month)]


def _dibao_share(world: World, who: Person, month: str) -> Fraction | None:
    """The person's share of 低保金 in each household that counts them."""
    return money.total(money.share(world, household, month) for household in _counted_in(world, who, month, ("dibao",)))


def d01(world: World, who: Person) -> Iterator[Answer]:
    """D01 H: 特困 × 低保, same person same month; other members may stay in 低保."""
    months = [m for m in world.window if _tekun(world, who, m) and _counted_in(world, who, m, ("dibao",))]
    if months:
        shares = [_dibao_share(world, who, month) for month in months]
        own = [money.in_month(world, who, item, m) for m in months for item in ("dibao_cash", "dibao_topup")]
        yield lead("D01", who.id, months, money.total(shares + own))


def _with_tekun(world: World, who: Person, item: str) -> list[str]:
    return [m for m in world.window if _tekun(world, who, m) and money.receives(world, who, item, m)]


def d02(world: World, who: Person) -> Iterator[Answer]:
    """D02 H: 特困 × 困难残疾人生活补贴."""
    if months := _with_tekun(world, who, "disab_living"):
        yield lead("D02", who.id, months, money.in_months(world, who, "disab_living", months))


def d03(world: World, who: Person) -> Iterator[Answer]:
    """D03 H: 特困 × 重度残疾人护理补贴."""
    if months := _with_tekun(world, who, "disab_nursing"):
        yield lead("D03", who.id, months, money.in_months(world, who, "disab_nursing", months))


def d06(world: World, who: Person) -> Iterator[Answer]:
    """D06 T: 护理补贴 × elder_nursing, not both, 择高; a hard conflict (D03, D04) comes first (§11.4)."""
    barred = set(_with_tekun(world, who, "disab_nursing"))
    items = ("disab_nursing", "elder_nursing")
    months = [m for m in world.window if m not in barred and all(money.receives(world, who, item, m) for item in items)]
    if months:
        lower = []
        for month in months:
            amounts = [money.in_month(world, who, item, month) for item in items]
            known = [amount for amount in amounts if amount is not None]
            lower.append(min(known) if len(known) == 2 else None)
        yield lead("D06", who.id, months, money.total(lower))


def d11(world: World, who: Person) -> Iterator[Answer]:
    """D11 T: the child's allowance with other basic aid over the child standard; only the difference is due."""
    months, held, over = [], [], []
    stopped = set(_with_tekun(world, who, "disab_living"))
    for month in world.window:
        filled = [i for i in ("defacto_orphan_living", "key_child_living") if money.receives(world, who, i, month)]
        others = [
            money.in_month(world, who, item, month)
            for item in ("dibao_single_cash", "tekun_living", "disab_living")
            if money.receives(world, who, item, month) and not (item == "disab_living" and month in stopped)
        ]
        others += [
            money.share(world, household, month)
            for household in _households(world, who, month)
            if money.receives(world, household, "dibao_cash", month)
        ]
        if not filled or not others:
            continue
        county = next(each.division for each in who.aid if each.item == filled[0])
        standard = figure("child_standard", county, first_day(month))
        amounts = [money.in_month(world, who, item, month) for item in filled] + others
        if standard is None or None in amounts:
            held.append(month)
        elif (excess := (money.total(amounts) or 0) - Fraction(standard) * 100) > 100:
            months.append(month)
            over.append(excess)
    if months:
        yield lead("D11", who.id, months, money.total(over))
    if held:
        yield maybe("D11", who.id, held)


def d13(world: World, who: Person) -> Iterator[Answer]:
    """D13 H: same person, same item, two counties, overlapping months; 急难型 at the place of the event is allowed."""
    for item in sorted({each.item for each in who.aid}):
        if months := in_two_counties(world, who, item):
            stakes = {
                _sum(world, who, item, month): _all_but_the_most(money.by_county(world, who, item, month))
                for month in months
            }
            yield lead("D13", who.id, months, money.total(stakes.values()))


def in_two_counties(world: World, who: Person, item: str) -> list[str]:
    if not of_a_person(item) or item == "temp_emergency":
        return []
    return [month for month in world.window if len(money.by_county(world, who, item, month)) > 1]


def _sum(world: World, who: Person, item: str, month: str) -> object:
    """What an amount of the month is for: the month itself, or the sums of terms, seasons, years or cases."""
    sums = {id(each) for each in money.awards(world, who, item, month) if each.one_sum}
    return frozenset(sums) or month


def _all_but_the_most(counties: dict[str, Fraction | None]) -> Fraction | None:
    return money.total(sorted(amount for amount in counties.values() if amount is not None)[:-1])


SINGLE = "单人保"


def d14(world: World, who: Person) -> Iterator[Answer]:
    """D14 H: two 低保/边缘/刚性 households, or a 低保 household and 单人保; exactly one month is a seam (§11.1)."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for month in world.window:
        counted = sorted({h.id for h in _counted_in(world, who, month, ("dibao", "dibian", "gangxing"))})
        for pair in combinations(counted, 2):
            pairs.setdefault(pair, []).append(month)
        if _own(world, who, "dibao_single", month):
            for household in {h.id for h in _counted_in(world, who, month, ("dibao",))}:
                pairs.setdefault((household, SINGLE), []).append(month)
    stakes: dict[str, Fraction | None] = {}
    for pair, months in pairs.items():
        for run in runs(months):
            if len(run) > 1:
                for month in run:
                    stakes[month] = _share_joined_later(world, who, pair, month)
    if stakes:
        yield lead("D14", who.id, stakes, money.total(stakes.values()))


def _share_joined_later(world: World, who: Person, pair: tuple[str, str], month: str) -> Fraction | None:
    """What came later is at stake: the share in that household, or the single person's allowance (§11.1)."""
    since = {
        household: min(
            m for each in who.memberships if each.household == household and each.counted for m in world.in_force(each)
        )
        for household in pair
        if household != SINGLE
    }
    if SINGLE in pair:
        since[SINGLE] = min(m for each in who.categories if each.code == "dibao_single" for m in world.in_force(each))
    last = max(pair, key=lambda each: since[each])
    if last == SINGLE:
        return money.in_month(world, who, "dibao_single_cash", month)
    return money.share(world, world.households[last], month)


NEVER_STOPPED = {"tekun_funeral", "funeral_waiver", "dis_bereave"}


def d16(world: World, who: Person) -> Iterator[Answer]:
    """D16 S: death, stop from the next month; of a household's amount the dead person's share (§11.5)."""
    day = died(world, who)
    if day is None:
        return
    death = month_of(day)
    months: set[str] = set()
    undue: dict[object, Fraction | None] = {}
    for month in (m for m in world.window if m > death):
        for item in {each.item for each in who.aid} - NEVER_STOPPED:
            before = [a for a in money.awards(world, who, item, month) if a.one_sum and _began(world, a) <= death]
            if not before and money.receives(world, who, item, month):
                months.add(month)
                undue[item, _sum(world, who, item, month)] = money.in_month(world, who, item, month)
        for household in world.households.values():
            for item in {each.item for each in household.aid}:
                if money.receives(world, household, item, month):
                    amount = _after_death(world, who, household, item, death, month)
                    if amount is not None:
                        months.add(month)
                        undue[household.id, item, month] = amount
    if months:
        yield lead("D16", who.id, months, money.total(undue.values()))


def _began(world: World, award: Award) -> str:
    return min(world.in_force(award), default="")


def _after_death(world: World, who: Person, household: Household, item: str, death: str, month: str) -> Fraction | None:
    """What the household still gets for the dead person: membership or amount is unchanged since the month of death."""
    counted = {person.id for person in members(world, household.id, death)}
    now = {person.id for person in members(world, household.id, month)}
    amount, then = (money.of_household(world, household, item, each) for each in (month, death))
    if who.id in now:
        return None if amount is None else amount / len(now)
    if who.id not in counted:
        return None
    if amount is None or (len(counted) > 1 and (amount != then or now - counted)):
        return None
    return amount / len(counted)


def d23(world: World, home: Household) -> Iterator[Answer]:
    """D23 R: 临时救助 to one household, same cause, within 12 months from award date to award date (§11.7)."""
    found = [(holder, award) for holder in (home, *world.people.values()) for award in _temporary(holder)]
    found.sort(key=lambda pair: pair[1].awarded_on or date.min)
    by_cause: dict[str, dict[int, Award]] = {}
    for (first_to, first), (second_to, second) in combinations(found, 2):
        assert first.awarded_on
        assert second.awarded_on
        if not _at_home(world, home, second_to, second.awarded_on):
            continue
        if first_to is not second_to and not _at_home(world, home, first_to, first.awarded_on):
            continue
        if second.awarded_on >= a_year_after(first.awarded_on):
            continue
        if _one_case(first_to.id, first, second_to.id, second):
            continue
        cause = _one_cause(first, second)
        if cause is not None:
            by_cause.setdefault(cause, {})[id(second)] = second
    for awards in by_cause.values():
        months = {month_of(award.awarded_on) for award in awards.values() if award.awarded_on}
        yield lead("D23", home.id, months, money.total(award.amount for award in awards.values()))


def _at_home(world: World, home: Household, holder: Holder, day: date) -> bool:
    """Whether an award of the day is the home's: its own, or a member's of that month."""
    return holder is home or holder in members(world, home.id, month_of(day), counted=False)


def _temporary(holder: Holder) -> list[Award]:
    return [each for each in holder.awards if each.item in ("temp_emergency", "temp_expense") and each.awarded_on]


def _one_case(first_to: str, first: Award, second_to: str, second: Award) -> bool:
    """One approval; without numbers, awards to one person on one day (decisions/0007, 0018)."""
    if first.approval and second.approval:
        return first.approval == second.approval
    return first_to == second_to and first.awarded_on == second.awarded_on


def _one_cause(first: Award, second: Award) -> str | None:
    """The common cause; None where they differ, and where one is unknown (§11.7)."""
    if first.event and second.event:
        return f"event {first.event}" if first.event == second.event else None
    return first.cause if first.cause == second.cause else None
