"""What a hard conflict has at stake: a person's items by month, without what an earlier rule has already.

See policy.md §11.4.
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.oracle import money
from tests.oracle.figures import figure
from tests.oracle.months import first_day
from tests.oracle.plain import Person, World
from tests.oracle.premises import hukou

Claims = set[tuple[str, str]]
"""(item, month)."""


def has_own(world: World, who: Person, code: str, month: str) -> bool:
    """Whether a category is the person's own in a month."""
    return any(each.code == code and month in world.in_force(each) for each in who.categories)


def received(world: World, who: Person, items: Iterable[str]) -> Claims:
    return {(item, month) for item in items for month in world.window if money.receives(world, who, item, month)}


def _together(world: World, who: Person, item: str, with_it: str) -> Claims:
    """The item in the months in which another was received too."""
    months = {month for _, month in received(world, who, [with_it])}
    return {(each, month) for each, month in received(world, who, [item]) if month in months}


def _with_tekun(world: World, who: Person, *items: str) -> Claims:
    return {(item, month) for item, month in received(world, who, items) if has_own(world, who, "tekun", month)}


def d02(world: World, who: Person) -> Claims:
    return _with_tekun(world, who, "disab_living")


def d03(world: World, who: Person) -> Claims:
    return _with_tekun(world, who, "disab_nursing")


def d04(world: World, who: Person) -> Claims:
    claims = _together(world, who, "disab_living", "work_injury_care")
    claims |= _together(world, who, "disab_nursing", "work_injury_care")
    return claims - d02(world, who) - d03(world, who)


def d05(world: World, who: Person) -> Claims:
    return _together(world, who, "disab_living", "orphan_living") - d02(world, who)


def _both(world: World, who: Person, first: str, second: str, barred: Claims) -> Claims:
    """Both items in the months in which neither is barred."""
    free = received(world, who, [first, second]) - barred
    return {(item, month) for item, month in free if {(first, month), (second, month)} <= free}


def d06(world: World, who: Person) -> Claims:
    barred = d03(world, who) | d04(world, who)
    return _both(world, who, "disab_nursing", "elder_nursing", barred)


def d07(world: World, who: Person) -> Claims:
    """Whether ``elder_living`` is in the class is local."""
    barred = d02(world, who) | d04(world, who) | d05(world, who)
    return {
        (item, month)
        for item, month in _both(world, who, "disab_living", "elder_living", barred)
        if any(figure("elder_living_class", county, first_day(month)) for county in hukou(world, who, month))
    }


def d10(world: World, who: Person) -> Claims:
    """Of orphans; a de-facto orphan supported as destitute is paid the difference (D11)."""
    orphan = {month for _, month in received(world, who, ["orphan_living"])}
    return {(item, m) for item, m in _with_tekun(world, who, "tekun_living", "tekun_care") if m in orphan}


def d12(world: World, who: Person) -> Claims:
    return _together(world, who, "defacto_orphan_living", "orphan_living")
