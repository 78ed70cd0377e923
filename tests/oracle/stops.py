"""D19 to D22: aid that should have stopped the month after something ended (policy.md §11.6). One function a rule."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle import conflicts
from tests.oracle.conflicts import Claims, received
from tests.oracle.duplicates import at_stake
from tests.oracle.figures import figure
from tests.oracle.lead import Answer
from tests.oracle.months import first_day, later, month_of
from tests.oracle.plain import Certificate, Person, World
from tests.oracle.premises import ANY_STAGE, aged, category, certificate, died, enrolment, hukou


def _after_death(world: World, who: Person, items: list[str]) -> Claims:
    """Those are D16's."""
    day = died(world, who)
    return {(item, month) for item, month in received(world, who, items) if day and month > month_of(day)}


def _local(world: World, who: Person, table: str, month: str) -> bool:
    return any(figure(table, county, first_day(month)) for county in hukou(world, who, month))


def _valid(one: Certificate) -> bool:
    return one.status == "valid"


def _mild(one: Certificate) -> bool:
    return one.status == "valid" and one.grade in (3, 4)


def d19(world: World, who: Person) -> Iterator[Answer]:
    """D19 S: certificate expired, frozen, cancelled or regraded → stop next month; ninety days are O06's."""
    items = ["disab_living", "disab_nursing"]
    claims = {
        (item, month)
        for item, month in received(world, who, items)
        if _ended(world, who, month) or (item == "disab_nursing" and _regraded(world, who, month))
    }
    for rule in (conflicts.d02, conflicts.d03, conflicts.d04, conflicts.d05):
        claims -= rule(world, who)
    yield from at_stake("D19", world, who, claims - _after_death(world, who, items))


def _ended(world: World, who: Person, month: str) -> bool:
    if certificate(world, who, _valid, month) != "no":
        return False
    stopped = certificate(world, who, lambda one: one.status in ("frozen", "cancelled"), month) == "yes"
    before = certificate(world, who, lambda one: one.status != "valid", later(month, -1)) == "yes"
    expired = certificate(world, who, lambda one: one.status == "expired", month) == "yes"
    recent = [certificate(world, who, _valid, later(month, -steps)) for steps in (1, 2, 3)]
    return (stopped and before) or (expired and recent == ["no", "no", "no"])


def _regraded(world: World, who: Person, month: str) -> bool:
    """Grade 3 or 4 for the second month, and of no kind that the region counts."""
    counted = {"5", "6"} if _local(world, who, "disab_nursing_mind", month) else set()
    return (
        certificate(world, who, lambda one: _mild(one) and one.kind not in counted, month) == "yes"
        and certificate(world, who, _mild, later(month, -1)) == "yes"
        and certificate(world, who, lambda one: _valid(one) and one.grade in (1, 2), month) == "no"
    )


def d20(world: World, who: Person) -> Iterator[Answer]:
    """D20 S: leaves 低保 → disab_living, elder_living and elder_nursing end, unless extended to 低保边缘."""
    codes = ["dibao", "dibao_single"]
    items = ["disab_living", "elder_living", "elder_nursing"]
    had = received(world, who, items)
    was = [month for month in world.window if had and category(world, who, codes, month) == "yes"]
    claims = {
        (item, month)
        for item, month in had
        if was
        and was[0] < month
        and category(world, who, codes, month) == "no"
        and not (
            item == "disab_living"
            and _local(world, who, "disab_living_borderline", month)
            and category(world, who, ["dibian"], month) != "no"
        )
    }
    for rule in (conflicts.d02, conflicts.d04, conflicts.d05, conflicts.d07):
        claims -= rule(world, who)
    yield from at_stake("D20", world, who, claims - _after_death(world, who, items))


def d22(world: World, who: Person) -> Iterator[Answer]:
    """D22 H: orphan of 18 or more and not in school → stop."""
    items = ["orphan_living", "defacto_orphan_living"]
    claims = {
        (item, month)
        for item, month in received(world, who, items)
        if aged(who, 18, 200, month) == "yes"
        and enrolment(world, who, ANY_STAGE, month, ("enrolled", "suspended")) == "no"
    }
    yield from at_stake("D22", world, who, claims - conflicts.d12(world, who) - _after_death(world, who, items))
