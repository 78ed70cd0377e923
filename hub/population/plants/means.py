"""What means checks show: O02 (severely disabled, without income), O12 (nobody supports them), and look-alikes."""

from __future__ import annotations

from hub.population.applications import LEDGER, application
from hub.population.builder import Builder
from hub.population.people import Person
from hub.population.plants.families import disabled_alone
from hub.population.timeline import day_in

REPORTS = "minzheng_means.reports"


def _check(build: Builder, person: Person, month: int, own: int | str, supporters: str) -> None:
    day, number = day_in(month, 16).isoformat(), f"HD{month}{person.police_number[-6:]}"
    build.list_row(REPORTS, month, person.name, person.written, day, number, own, "", supporters, "")


def _since(build: Builder) -> range:
    """From the month of a check to the end: within a year."""
    return range(build.pick(build.last - 9, build.last), build.last + 1)


def _checked_disabled(build: Builder, own: int | str) -> tuple[Person, range]:
    _, person = disabled_alone(build)
    months = _since(build)
    _check(build, person, months[0], own, "")
    return person, months


def o02(build: Builder, serial: int) -> None:
    person, months = _checked_disabled(build, 100 + serial % 5 * 50)
    build.plant("O02", person, months, None, "成年无业重度残疾人未按单人保纳入低保")


def enough_income(build: Builder, serial: int) -> None:
    person, months = _checked_disabled(build, 1_500)
    build.note("lawful", "O02", person, months, "本人收入高于当地标准")


def income_not_told(build: Builder, serial: int) -> None:
    person, months = _checked_disabled(build, "")
    build.note("unknown", "O02", person, months, "核对结果未列本人收入")


def _checked_elder(build: Builder, supporters: str) -> tuple[Person, range]:
    """A person past sixty who is a 低保 household alone."""
    person = build.person(build.draw.randint(64, 69))
    build.dibao(build.home(person)).no_topup = True
    months = _since(build)
    _check(build, person, months[0], 0, supporters)
    return person, months


def o12(build: Builder, serial: int) -> None:
    person, months = _checked_elder(build, ("无义务人", "义务人无履行能力")[serial % 2])
    build.plant("O12", person, months, None, "无劳动能力且无人赡养的低保老人未评估特困")


def children_support(build: Builder, serial: int) -> None:
    person, months = _checked_elder(build, "义务人有履行能力")
    build.note("lawful", "O12", person, months, "义务人有履行能力")


def evaluated(build: Builder, serial: int) -> None:
    person, months = _checked_elder(build, "无义务人")
    build.list_row(LEDGER, months[0], *application(person, 1, "特困", months[0], "不予认定"))
    build.note("lawful", "O12", person, months, "已按特困申请评估")


def supporters_not_told(build: Builder, serial: int) -> None:
    person, months = _checked_elder(build, "")
    build.note("unknown", "O12", person, months, "核对结果未列法定义务人")
