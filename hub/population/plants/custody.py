"""司法 and 退役军人: D17 (aid goes on in prison) and D18 (counted in 低保 while away by law), with their look-alikes.

A spell begins on the tenth of a month; the first undue month is the next one, the last that in which the spell ends.
"""

from __future__ import annotations

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.people import FOREVER, Person, Spell
from hub.population.plants.families import dibao_pair, disabled_alone, supported
from hub.population.timeline import day_in

PRISON, REHABILITATION, CORRECTION, MISSING = "jy_fxry", "jd_qzgl", "sqjz_ry", "fy_xgsz"
CONSCRIPTS = "tyjr_ywb"


def away(build: Builder, table: str, person: Person, *, back: int = 14) -> range:
    """A spell in one of these registers; the months for whose first day it holds."""
    first = build.pick(build.last - back, build.last - 1)
    ended = None if build.draw.random() < 0.6 else min(first + build.draw.randint(1, 6), build.last)
    build.law.keep(table, person, day_in(first, 10), None if ended is None else day_in(ended, 10))
    return range(first + 1, (build.last if ended is None else ended) + 1)


def ended_before(build: Builder, table: str, person: Person, content: tuple[str, ...] = ()) -> range:
    """A row that ends before it begins and cannot be taken; the months for which it may speak."""
    first = build.last - 5
    build.law.keep(table, person, day_in(first, 10), day_in(first - 3, 10), content)
    return range(first + 1, build.last + 1)


def d17(build: Builder, serial: int) -> None:
    """In prison, and 特困, counted in 低保 or paid the nursing allowance as before."""
    if serial % 3 == 0:
        home, person = supported(build, build.draw.randint(32, 58))
        each = amounts.tekun_living(home.county.code, home.urban)
        each += amounts.CARE[person.tekun[1]] if person.tekun is not None else 0
    elif serial % 3 == 1:
        home, _, person = dibao_pair(build)
        home.no_topup = True
        each = home.per_head
    else:
        _, person = disabled_alone(build)
        each = amounts.disab_nursing(person.disability.grade if person.disability is not None else 1)
    months = away(build, PRISON, person)
    build.plant("D17", person, months, each * len(months), "服刑期间救助未停发")


def d18(build: Builder, serial: int) -> None:
    home, _, person = dibao_pair(build)
    home.no_topup = True
    table = (REHABILITATION, CONSCRIPTS, MISSING)[serial % 3]
    months = away(build, table, person)
    note = ("强制隔离戒毒", "服义务兵役", "宣告失踪")[serial % 3]
    build.plant("D18", person, months, home.per_head * len(months), f"{note}期间仍计入低保家庭")


def corrected_in_the_community(build: Builder, serial: int) -> None:
    """Counted, paid and corrected in the community: nothing stops."""
    _, _, person = dibao_pair(build)
    person.disability = build.disability(2, kind=4)
    months = away(build, CORRECTION, person)
    for rule in ("D17", "D18"):
        build.note("lawful", rule, person, months, "社区矫正人员照常享受救助")


def recalculated_in_prison(build: Builder, serial: int) -> None:
    """Taken off the list when the prison began, with the nursing allowance: neither duplicate nor omission."""
    home, _, person = dibao_pair(build)
    person.disability = build.disability(2, kind=4)
    first = build.pick(build.last - 9, build.last - 2)
    build.law.keep(PRISON, person, day_in(first, 10))
    months = range(first + 1, build.last + 1)
    home.away[person] = Spell(first + 1, FOREVER)
    person.slip.dropped["disab_nursing"] = set(months)
    build.note("lawful", "D17", person, months, "入狱次月起已重新核算")
    build.note("lawful", "O04", person, months, "服刑期间不发放护理补贴")


def prison_row_unreadable(build: Builder, serial: int) -> None:
    """Released before the prison began: the row cannot be taken."""
    if serial == build.county.index == 0:
        _, _, person = dibao_pair(build)
        months = ended_before(build, PRISON, person)
        build.note("unknown", "D17", person, months, "服刑登记的出监日期早于入监日期")


def conscript_row_unreadable(build: Builder, serial: int) -> None:
    if serial == build.county.index == 0:
        _, _, person = dibao_pair(build)
        months = ended_before(build, CONSCRIPTS, person)
        build.note("unknown", "D18", person, months, "义务兵登记的退伍日期早于入伍日期")
