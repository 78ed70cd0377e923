"""人社: D04 (work-injury care with a disability allowance) and O25 (no pension premium), with their look-alikes."""

from __future__ import annotations

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.law import INJURY_CARE, Injury
from hub.population.people import Disability, Person
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import dibao_pair, disabled_alone, supported
from hub.population.timeline import last_day
from schema.values.month import first_day


def injured(build: Builder, person: Person, months: range) -> None:
    """Work-injury care in these months; open where they last to the end."""
    last = None if months[-1] == build.last else last_day(months[-1])
    grade = build.draw.choice(tuple(INJURY_CARE))
    build.law.injuries.append(Injury(person, build.county.code, grade, first_day(months[0]), last))


def d04(build: Builder, serial: int) -> None:
    """Both disability allowances go on beside work-injury care, or the nursing one alone where there is no 低保."""
    months = stretch(build)
    if serial % 2:
        _, person = disabled_alone(build)
        held = _held(person)
        each = 0
    else:
        _, _, person = dibao_pair(build)
        held = person.disability = build.disability(build.draw.choice((1, 2)), kind=4)
        each = amounts.disab_living(held.grade)
    injured(build, person, months)
    each += amounts.disab_nursing(held.grade)
    build.plant("D04", person, months, each * len(months), "领取工伤生活护理费，仍发放残疾人补贴")


def o25(build: Builder, serial: int) -> None:
    """No premium this year, though in 低保, 特困 or severely disabled since before it."""
    if serial % 3 == 0:
        _, _, person = dibao_pair(build)
    elif serial % 3 == 1:
        _, person = supported(build, build.draw.randint(30, 57))
    else:
        person = build.person(build.draw.randint(30, 57))
        person.disability = build.disability(build.draw.choice((1, 2)), kind=4)
        build.home(person)
    person.slip.no_premium = True
    year = build.last // 12
    build.plant("O25", person, [year * 12], amounts.PREMIUM, f"{year}年度未代缴居民养老保险费")


def injured_without_allowances(build: Builder, serial: int) -> None:
    """Work-injury care instead of the nursing allowance: neither a duplicate nor an omission."""
    _, person = disabled_alone(build)
    months = range(build.last - 9, build.last + 1)
    injured(build, person, months)
    person.slip.dropped["disab_nursing"] = set(months)
    build.note("lawful", "D04", person, months, "领取工伤生活护理费，已停发护理补贴")
    build.note("lawful", "O04", person, months, "领取工伤生活护理费，不应享受护理补贴")


def care_ended_before(build: Builder, serial: int) -> None:
    """The care ended with a month, the allowance began with the next."""
    _, person = disabled_alone(build)
    ended = build.pick(build.last - 8, build.last - 2)
    months = range(build.last - 11, ended + 1)
    injured(build, person, months)
    person.slip.dropped["disab_nursing"] = set(range(build.timeline.first, ended + 1))
    build.note("lawful", "D04", person, range(build.last - 9, build.last + 1), "工伤护理费停发次月起领取护理补贴")


def care_row_unreadable(build: Builder, serial: int) -> None:
    """The care's last day lies before its first: the row cannot be taken, and whether it overlaps is unknown."""
    if serial > 0 or build.county.index > 0:
        return
    _, person = disabled_alone(build)
    months = range(build.last - 5, build.last + 1)
    row = Injury(person, build.county.code, "一级", first_day(months[0]), first_day(months[0] - 3))
    build.law.injuries.append(row)
    build.note("unknown", "D04", person, months, "工伤生活护理费止期早于起期")


def premium_of_an_employee(build: Builder, serial: int) -> None:
    """Insured through an employer: no premium of the residents' pension is due."""
    _, _, person = dibao_pair(build)
    person.employed = True
    person.slip.no_premium = True
    build.note("lawful", "O25", person, [build.last // 12 * 12], "已参加职工社会保险")


def sixty_by_the_new_year(build: Builder, serial: int) -> None:
    _, person = supported(build, build.draw.randint(61, 66))
    build.note("lawful", "O25", person, [build.last // 12 * 12], "已满六十周岁，不再代缴")


def _held(person: Person) -> Disability:
    if person.disability is None:
        raise ValueError("a case of a disabled person has a certificate")
    return person.disability
