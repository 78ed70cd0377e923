"""Medical insurance and health: D26, D27 (two covers, two subsidies), O17 (elders), O19 (rehabilitation), look-alikes.

Premiums of people in need are subsidised year by year (``hub.population.health``); a planted person's years without
that cover are slips.
"""

from __future__ import annotations

from datetime import timedelta

from hub.population import amounts
from hub.population.book import Cover
from hub.population.builder import Builder
from hub.population.health import EMPLOYEES, RESIDENTS
from hub.population.labels import PAID_NAMES
from hub.population.people import Home, Person
from hub.population.plants.families import dibao_pair, parent_with, supported
from hub.population.plants.omissions import omitted
from schema.values.month import first_day, month_of

ELDERS = "minzheng_elder.register"


def _own_cover(build: Builder, person: Person, county: str, first: int, last: int, subsidised: bool) -> None:
    """A residents' cover of this year from one month to another, instead of the one that everybody has."""
    person.slip.uninsured.add(first // 12)
    end = first_day(last + 1) - timedelta(days=1)
    build.covers.append(Cover(person, county, RESIDENTS, first_day(first).isoformat(), end.isoformat(), subsidised))


def _beyond(build: Builder) -> str:
    return (build.beyond or build.county).code


def d26(build: Builder, serial: int) -> None:
    """Covered as a resident, and from a month on as an employee too, or as a resident of the next county as well."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    if serial % 2:
        build.covers.append(Cover(person, build.county.code, EMPLOYEES, first_day(month).isoformat(), "", False))
        build.plant("D26", person, range(month, build.last + 1), None, "同时参加职工医保和居民医保")
        return
    last = build.pick(month, build.last)
    start, end = first_day(month), first_day(last + 1) - timedelta(days=1)
    build.covers.append(Cover(person, _beyond(build), RESIDENTS, start.isoformat(), end.isoformat(), False))
    build.plant("D26", person, range(month, last + 1), None, "两地重复参加居民医保")


def d27(build: Builder, serial: int) -> None:
    """Subsidised here until a month, and again in the next county from the month after it."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    _own_cover(build, person, build.county.code, year * 12, month - 1, True)
    _own_cover(build, person, _beyond(build), month, year * 12 + 11, True)
    build.plant("D27", person, [month], None, f"{year}年度两地重复资助参保")


def o17(build: Builder, serial: int) -> None:
    """A 低保 elder of under eighty who is not on the list of the allowance for elders in need."""
    _, person = _elder_in_need(build)
    months = omitted(build)
    person.slip.dropped["elder_living"] = set(months)
    build.plant("O17", person, months, amounts.elder_living(70) * len(months), "低保老年人未享受经济困难老年人补贴")


def o19(build: Builder, serial: int) -> None:
    """A child with a certificate, and no rehabilitation this year; half of them since the certificate was given."""
    people = parent_with(build, build.draw.randint(8, 13))
    build.home(*people)
    child = people[-1]
    year = build.last // 12
    first = build.pick(year * 12 + 1, build.last) if serial % 2 else year * 12
    child.disability = build.disability(3, first if serial % 2 else None, kind=4)
    child.slip.untrained.add(year)
    build.plant("O19", child, [first], None, f"{year}年度残疾儿童无康复救助")


def handed_over(build: Builder, serial: int) -> None:
    """Covered as an employee from the month after the residents' cover ended."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    _own_cover(build, person, build.county.code, year * 12, month - 1, True)
    start = first_day(month).isoformat()
    build.covers.append(Cover(person, build.county.code, EMPLOYEES, start, "", False))
    build.note("lawful", "D26", person, range(year * 12, build.last + 1), "居民医保转职工医保，无重叠月份")


def paid_by_oneself(build: Builder, serial: int) -> None:
    """The second cover of the year, in another county, was not subsidised."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    _own_cover(build, person, build.county.code, year * 12, month - 1, True)
    _own_cover(build, person, _beyond(build), month, year * 12 + 11, False)
    build.note("lawful", "D27", person, range(year * 12, build.last + 1), "第二次参保由本人缴费")


def not_sixty_yet(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(55, 58))
    build.dibao(build.home(person))
    build.note("lawful", "O17", person, range(build.last - 9, build.last + 1), "未满六十周岁")


def supported_elder(build: Builder, serial: int) -> None:
    """特困 and named in the papers of a 低保 household that does not count them."""
    _, person = supported(build, build.draw.randint(62, 78))
    build.note("lawful", "O17", person, range(build.last - 9, build.last + 1), "特困人员不享受该补贴")


def grown_up(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(19, 24))
    person.disability = build.disability(3, kind=4)
    build.home(person)
    build.note("lawful", "O19", person, [build.last // 12 * 12], "已满十八周岁")


def second_cover_unreadable(build: Builder, serial: int) -> None:
    """A second, subsidised cover in the next county ends before it begins: it may well be one."""
    if not build.large or serial > 2:
        return
    _, _, person = dibao_pair(build)
    year = build.last // 12
    build.covers.append(Cover(person, _beyond(build), EMPLOYEES, f"{year}-02-01", f"{year - 1}-12-31", True))
    months = range(year * 12 + 1, build.last + 1)
    build.note("unknown", "D26", person, months, "第二条参保记录止期早于起期")
    build.note("unknown", "D27", person, months, "第二条参保记录止期早于起期")


def elder_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2 - serial
    if serial > 6 or not build.may_break(ELDERS, month):
        return
    _, person = _elder_in_need(build)
    person.slip.dropped["elder_living"] = {month}
    cells = {
        "老人姓名": person.name,
        "身份证号码": person.id,
        "补贴项目": PAID_NAMES["elder_living"],
        "发放金额": "待核",
    }
    build.break_row(ELDERS, month, cells)
    build.note("unknown", "O17", person, [month], "名册中该人一行金额无法识别")


def rehab_row_unreadable(build: Builder, serial: int) -> None:
    """The only award of the year has an amount that cannot be read."""
    month = build.last - 3 - serial
    if serial > 1 or not build.may_break("canlian_rehab.awards", month) or month // 12 != build.last // 12:
        return
    people = parent_with(build, build.draw.randint(8, 13))
    home = build.home(*people)
    child = people[-1]
    child.disability = build.disability(3, kind=4)
    child.slip.untrained.add(build.last // 12)
    day = first_day(month).isoformat()
    cells = {"区划代码": home.county.code, "儿童姓名": child.name, "身份证号": child.id, "救助金额(元)": "见附件"}
    build.break_row("canlian_rehab.awards", month, cells | {"审批日期": day})
    build.note(
        "unknown", "O19", child, [month_of(first_day(build.last // 12 * 12))], "康复救助名单该儿童一行金额无法识别"
    )


def _elder_in_need(build: Builder) -> tuple[Home, Person]:
    person = build.person(build.draw.randint(64, 76))
    return build.dibao(build.home(person)), person
