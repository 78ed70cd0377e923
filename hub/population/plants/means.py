"""What means checks show: O02 (disabled, without income), O10 (cost over income), O12 (without supporters)."""

from __future__ import annotations

from hub.population.applications import LEDGER, application
from hub.population.builder import Builder
from hub.population.health import make_bill
from hub.population.people import Home, Person
from hub.population.plants.families import couple_with, disabled_alone
from hub.population.plants.money import award
from hub.population.timeline import day_in
from schema.values.month import first_day

REPORTS = "minzheng_means.reports"


def check(
    build: Builder,
    person: Person,
    month: int,
    own: int | str = "",
    supporters: str = "",
    household: int | str = "",
    assets: tuple[int | str, int | str, int | str] = ("", "", ""),
) -> None:
    """A row of the month's reports; ``assets`` are vehicles, dwellings and yuan. It was authorised the month before."""
    authorised, day = day_in(month - 1, 25).isoformat(), day_in(month, 16).isoformat()
    number = f"HD{month}{person.police_number[-6:]}"
    found = (own, household, supporters, *assets, "")
    build.list_row(REPORTS, month, person.name, person.written, authorised, day, number, *found)


def _since(build: Builder) -> range:
    """From the month of a check to the end: within a year, and with lists of the year before."""
    first = max(build.last - 9, build.timeline.first + 11)
    return range(build.draw.randint(first, build.last), build.last + 1)


def _checked_disabled(build: Builder, own: int | str) -> tuple[Person, range]:
    _, person = disabled_alone(build)
    months = _since(build)
    check(build, person, months[0], own, "")
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
    check(build, person, months[0], 0, supporters)
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


def _costly(build: Builder, income: int | str) -> tuple[Home, range]:
    """A couple without a category whose bill of one month, some 7,000 yuan, follows the check of its income."""
    people = couple_with(build)
    home = build.home(*people)
    months = _since(build)
    checked = max(build.timeline.first, months[0] - build.draw.randint(0, 2))
    check(build, people[0], checked, "", "", income)
    cash = build.draw.randint(66, 78) * 100_00
    build.bills.append(make_bill(people[1], home, months[0], cash, False, build.draw))
    last = min(build.last, checked + 11)
    return home, range(months[0], last + 1)


def o10(build: Builder, serial: int) -> None:
    home, months = _costly(build, 8_000 + serial % 3 * 1_000)
    build.plant("O10", home, months, None, "自付医疗费用占家庭收入比例过高")


def cost_below_the_share(build: Builder, serial: int) -> None:
    home, months = _costly(build, 60_000)
    build.note("lawful", "O10", home, months, "自付医疗费用未超过家庭收入的规定比例")


def aided_for_the_cost(build: Builder, serial: int) -> None:
    home, months = _costly(build, 9_000)
    award(build, home, home.members[0], first_day(months[0]), "因病支出")
    build.note("lawful", "O10", home, months, "已给予支出型临时救助")


def household_income_not_told(build: Builder, serial: int) -> None:
    home, months = _costly(build, "")
    build.note("unknown", "O10", home, months, "核对结果未列家庭年收入")
