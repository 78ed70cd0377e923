"""D01 to D41: aid that excludes other aid, or should have stopped. One function a rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from tests.oracle import conflicts, money
from tests.oracle.conflicts import Claims, has_own
from tests.oracle.figures import figure, of_a_person
from tests.oracle.lead import Answer, lead, maybe
from tests.oracle.months import first_day, month_of, runs
from tests.oracle.plain import Award, Household, Person, World
from tests.oracle.premises import died, has, listed, members


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
    months = [m for m in world.window if has_own(world, who, "tekun", m) and _counted_in(world, who, m, ("dibao",))]
    if months:
        shares = [_dibao_share(world, who, month) for month in months]
        own = [money.in_month(world, who, item, m) for m in months for item in ("dibao_cash", "dibao_topup")]
        yield lead("D01", who.id, months, money.total(shares + own))


def at_stake(rule: str, world: World, who: Person, claims: Claims) -> Iterator[Answer]:
    """One finding over all items and months, with what was received."""
    if claims:
        amounts = [
            money.in_months(world, who, item, {month for each, month in claims if each == item})
            for item in {item for item, _ in claims}
        ]
        yield lead(rule, who.id, {month for _, month in claims}, money.total(amounts))


def d02(world: World, who: Person) -> Iterator[Answer]:
    """D02 H: 特困 × 困难残疾人生活补贴."""
    yield from at_stake("D02", world, who, conflicts.d02(world, who))


def d03(world: World, who: Person) -> Iterator[Answer]:
    """D03 H: 特困 × 重度残疾人护理补贴."""
    yield from at_stake("D03", world, who, conflicts.d03(world, who))


def d04(world: World, who: Person) -> Iterator[Answer]:
    """D04 H: 工伤生活护理费 × either disability allowance, both barred."""
    yield from at_stake("D04", world, who, conflicts.d04(world, who))


def d05(world: World, who: Person) -> Iterator[Answer]:
    """D05 H: 孤儿生活费 × 困难残疾人生活补贴; 孤儿 × 护理补贴 is allowed."""
    yield from at_stake("D05", world, who, conflicts.d05(world, who))


def d06(world: World, who: Person) -> Iterator[Answer]:
    """D06 T: 护理补贴 × elder_nursing, not both, 择高; a bar comes first (policy.md §11.4)."""
    yield from _lower("D06", world, who, conflicts.d06(world, who))


def d07(world: World, who: Person) -> Iterator[Answer]:
    """D07 T: living-class with living-class, 择高, where the region counts elder_living to the class."""
    yield from _lower("D07", world, who, conflicts.d07(world, who))


def _lower(rule: str, world: World, who: Person, claims: Claims) -> Iterator[Answer]:
    months = {month for _, month in claims}
    lower = []
    for month in months:
        amounts = [money.in_month(world, who, item, month) for item, each in claims if each == month]
        known = [amount for amount in amounts if amount is not None]
        lower.append(min(known) if len(known) == len(amounts) else None)
    if months:
        yield lead(rule, who.id, months, money.total(lower))


def d09(world: World, who: Person) -> Iterator[Answer]:
    """D09 H: 孤儿 × 低保 paid to the orphan himself; the household may be in 低保 with the orphan counted."""
    orphan = {month for _, month in conflicts.received(world, who, ["orphan_living"])}
    own = {(item, m) for item, m in conflicts.received(world, who, ["dibao_single_cash"]) if m in orphan}
    paid = {each.month for each in who.payments if each.item == "dibao_cash" and each.month in orphan}
    shares = {}
    for month in orphan:
        homes = [each for each in _households(world, who, month) if each.form == "assistance"]
        everybody = [person for home in homes for person in members(world, home.id, month, counted=False)]
        for household in homes:
            orphans = all(money.receives(world, person, "orphan_living", month) for person in everybody)
            if money.receives(world, household, "dibao_cash", month) and (orphans or month in paid):
                shares[month] = money.share(world, household, month)
    months = {month for _, month in own} | paid | set(shares)
    if months:
        amounts = [money.in_month(world, who, item, month) for item, month in own]
        amounts += [money.in_month(world, who, "dibao_cash", month) for month in paid - set(shares)]
        yield lead("D09", who.id, months, money.total([*amounts, *shares.values()]))


def d10(world: World, who: Person) -> Iterator[Answer]:
    """D10 H: 孤儿 × 特困; of 事实无人抚养 the difference is paid (D11)."""
    orphan = {month for _, month in conflicts.received(world, who, ["orphan_living"])}
    months = {month for month in orphan if has_own(world, who, "tekun", month)}
    if months:
        items = ("tekun_living", "tekun_care")
        yield lead("D10", who.id, months, money.total(money.in_month(world, who, i, m) for i in items for m in months))


def d12(world: World, who: Person) -> Iterator[Answer]:
    """D12 H: 孤儿 × 事实无人抚养, one status."""
    yield from at_stake("D12", world, who, conflicts.d12(world, who))


def d15(world: World, who: Person) -> Iterator[Answer]:
    """D15 H: 低保 × 低保边缘 × 刚性支出, same person-month; two households are D14's, and one month is a seam."""
    both: set[str] = set()
    for month in world.window:
        for household in _households(world, who, month):
            if sum(has(world, household, (code,), month) for code in ("dibao", "dibian", "gangxing")) > 1:
                both.add(month)
    long = {month for run in runs(both) if len(run) > 1 for month in run} - set(_two_households(world, who))
    if long:
        shares = [money.share(world, home, month) for month in long for home in _households(world, who, month)]
        yield lead("D15", who.id, long, money.total(shares))


def d11(world: World, who: Person) -> Iterator[Answer]:
    """D11 T: the child's allowance with other basic aid over the child standard; only the difference is due."""
    months, held, over = [], [], []
    stopped = conflicts.d02(world, who) | conflicts.d12(world, who)
    for month in world.window:
        filled = [
            item
            for item in ("defacto_orphan_living", "key_child_living")
            if money.receives(world, who, item, month) and (item, month) not in stopped
        ]
        others = [
            money.in_month(world, who, item, month)
            for item in ("dibao_single_cash", "tekun_living", "disab_living")
            if money.receives(world, who, item, month) and (item, month) not in stopped
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
            sums = _sums_in_common(world, who, item, months)
            one_by_one = [
                month for month in months if not any(each.one_sum for each in money.awards(world, who, item, month))
            ]
            stakes = [_all_but_the_most(money.by_county(world, who, item, month)) for month in one_by_one]
            stakes += [_all_but_the_most(_by_county(awards)) for awards in sums]
            yield lead("D13", who.id, months, money.total(stakes))


def in_two_counties(world: World, who: Person, item: str) -> list[str]:
    if not of_a_person(item) or item == "temp_emergency":
        return []
    return [month for month in world.window if len(money.by_county(world, who, item, month)) > 1]


def _sums_in_common(world: World, who: Person, item: str, months: list[str]) -> list[list[Award]]:
    """Sums of terms, years or cases that have months in common, each once."""
    groups: list[list[Award]] = []
    for month in months:
        now = [each for each in money.awards(world, who, item, month) if each.one_sum]
        met = [group for group in groups if any(each in group for each in now)]
        merged = [each for group in met for each in group]
        groups = [group for group in groups if group not in met]
        groups.append(merged + [each for each in now if each not in merged])
    return [group for group in groups if group]


def _by_county(awards: list[Award]) -> dict[str, Fraction | None]:
    counties = {each.division[:6] for each in awards}
    return {county: money.total(each.amount for each in awards if each.division[:6] == county) for county in counties}


def _all_but_the_most(counties: dict[str, Fraction | None]) -> Fraction | None:
    return money.total(sorted(amount for amount in counties.values() if amount is not None)[:-1])


SINGLE = "单人保"


def d14(world: World, who: Person) -> Iterator[Answer]:
    """D14 H: two 低保/边缘/刚性 households, or a 低保 household and 单人保."""
    stakes = _two_households(world, who)
    if stakes:
        yield lead("D14", who.id, stakes, money.total(stakes.values()))


def _two_households(world: World, who: Person) -> dict[str, Fraction | None]:
    """Months, each with what is at stake; exactly one month is the seam of a move (policy.md §11.1)."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for month in world.window:
        counted = sorted({h.id for h in _counted_in(world, who, month, ("dibao", "dibian", "gangxing"))})
        for pair in combinations(counted, 2):
            pairs.setdefault(pair, []).append(month)
        if has_own(world, who, "dibao_single", month):
            for household in {h.id for h in _counted_in(world, who, month, ("dibao",))}:
                pairs.setdefault((household, SINGLE), []).append(month)
    stakes: dict[str, Fraction | None] = {}
    for pair, months in pairs.items():
        for run in runs(months):
            if len(run) > 1:
                for month in run:
                    stakes[month] = _share_joined_later(world, who, pair, month)
    return stakes


def _share_joined_later(world: World, who: Person, pair: tuple[str, str], month: str) -> Fraction | None:
    """What came later is at stake: the share in that household, or the single person's allowance (policy.md §11.1)."""
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
    """D16 S: death, stop from the next month; of a household's amount the dead person's share (policy.md §11.5)."""
    day = died(world, who)
    if day is None:
        return
    death = month_of(day)
    months: set[str] = set()
    undue: dict[object, Fraction | None] = {}
    for month in (m for m in world.window if m > death):
        for item in {each.item for each in who.aid} - NEVER_STOPPED:
            sums = [each for each in money.awards(world, who, item, month) if each.one_sum]
            for award in sums:
                if _began(world, award) > death:
                    months.add(month)
                    undue[id(award)] = None if award.amount is None else Fraction(award.amount)
            if not sums and money.receives(world, who, item, month):
                months.add(month)
                undue[item, month] = money.in_month(world, who, item, month)
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
    amount = money.of_household(world, household, item, month)
    if amount is None:
        return None
    if who.id in now:
        return Fraction(amount // len(now))
    same = money.awarded(world, household, item, month) == money.awarded(world, household, item, death)
    gone = not now and listed(world, household, month)
    if who.id not in counted or (len(counted) > 1 and (not same or gone or now - counted)):
        return None
    return Fraction(amount // len(counted))
