"""Benefits due and not received: O03, O04 (disability subsidies), O07 (cover), O15 (student aid), O31 (no payment).

All months are inside the look-back of twelve months, whichever end of it is counted, and covered.
"""

from __future__ import annotations

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.people import Spell
from hub.population.plants.families import (
    couple_with,
    dibao_pair,
    disabled_alone,
    elder_alone,
    parent_with,
    supported,
)

REACH = 9
"""How many months before the last one an omission may begin."""


def omitted(build: Builder) -> range:
    first = build.pick(build.last - REACH, build.last)
    if build.draw.random() < 0.65:
        return range(first, build.last + 1)
    return range(first, min(first + build.draw.randint(1, 4), build.last + 1))


def o03(build: Builder, serial: int) -> None:
    """A 低保 member with a valid certificate is not on the list; half of them since the certificate was given."""
    _, _, person = dibao_pair(build)
    months = omitted(build)
    grade = build.draw.choice((2, 3, 3, 4))
    person.disability = build.disability(grade, months[0] if serial % 2 else None, kind=build.draw.choice((1, 2, 4)))
    person.slip.dropped["disab_living"] = set(months)
    build.plant("O03", person, months, amounts.disab_living(grade) * len(months), "低保持证残疾人未享受生活补贴")


def o04(build: Builder, serial: int) -> None:
    """Grade 1 or 2 and not on the list; the person has no category, because there is no income test."""
    months = omitted(build)
    _, person = disabled_alone(build, first=months[0] if serial % 2 else None)
    person.slip.dropped["disab_nursing"] = set(months)
    grade = person.disability.grade if person.disability else 1
    build.plant("O04", person, months, amounts.disab_nursing(grade) * len(months), "重度残疾人未享受护理补贴")


def o07(build: Builder, serial: int) -> None:
    """低保 or 特困 and without basic medical cover this year; owed from January, or from the entry into 低保."""
    year = build.last // 12
    if serial % 5 == 4:
        _, person = supported(build, build.draw.randint(62, 78))
        first = year * 12
    else:
        home, _, person = dibao_pair(build)
        first = year * 12
        if serial % 5 == 1:
            first = build.pick(first + 1, build.last - 1)
            build.dibao(home, first)
    person.slip.uninsured.add(year)
    build.plant("O07", person, [first], None, f"{year}年度未参加基本医疗保险")


def o15(build: Builder, serial: int) -> None:
    """A pupil of a 低保 or 低保边缘 home without aid in one of the last two terms; the term's first month is owed."""
    age = build.draw.randint(8, 13)
    people = parent_with(build, age) if serial % 2 else couple_with(build, age)
    home = build.home(*people)
    if serial % 3 == 2:
        home.dibian = Spell(build.ever())
    else:
        build.dibao(home)
    term = build.timeline.terms()[-1 - serial % 2]
    child = people[-1]
    child.slip.unaided.add(term.first)
    build.plant("O15", child, [term.first], None, f"{term.school_year}学年{term.season}学期未享受学生资助")


def o31(build: Builder, serial: int) -> None:
    """Listed, and one to three months never paid; the last month of the window is exempt."""
    months = build.draw.sample(range(build.last - REACH, build.last), build.draw.randint(1, 3))
    if serial % 5 < 2:
        home, _, _ = dibao_pair(build)
        home.no_topup = True
        home.unpaid.update(months)
        build.plant("O31", home, months, home.per_head * 2 * len(months), "低保金漏发")
        return
    if serial % 5 == 2:
        _, person = elder_alone(build)
        item, amount = "elder_age", amounts.elder_age(85)
    elif serial % 5 == 3:
        _, person = disabled_alone(build)
        item, amount = "disab_nursing", amounts.disab_nursing(person.disability.grade if person.disability else 1)
    else:
        home, person = supported(build, build.draw.randint(62, 78))
        item, amount = "tekun_living", amounts.tekun_living(home.county.code, home.urban)
    person.slip.unpaid[item] = set(months)
    build.plant("O31", person, months, amount * len(months), "已认定未发放")
