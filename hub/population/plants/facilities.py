"""Free power and barrier-free homes: O262 and O20, with what looks like them and is lawful."""

from __future__ import annotations

from hub.population.builder import Builder
from hub.population.facilities import ACCESS, POWER
from hub.population.people import Home, Person
from hub.population.plants.families import dibao_pair
from hub.population.plants.omissions import omitted


def o262(build: Builder, serial: int) -> None:
    """A 低保 home without free power this year."""
    home, *_ = dibao_pair(build)
    home.unlit.add(build.last // 12)
    build.plant("O262", home, [build.last // 12 * 12], None, "本年度未享受免费电量")


def power_row_unreadable(build: Builder, serial: int) -> None:
    """Without free power, and a row of this year's lists has the head's name and no readable number."""
    home, head, _ = dibao_pair(build)
    month = build.last - 1
    if not build.may_break(POWER, month):
        return
    home.unlit.add(build.last // 12)
    cells = {"户主姓名": head.name, "身份证号": "见附件", "对象类别": "低保", "返还金额(元)": "98.46"}
    build.break_row(POWER, month, cells)
    build.note("unknown", "O262", home, [build.last // 12 * 12], "名单行身份证号不可读")


def paid_back_once(build: Builder, serial: int) -> None:
    """One row in the year answers for every month of it."""
    home, *_ = dibao_pair(build)
    build.note("lawful", "O262", home, [build.last], "本年度已返还")


def _severe(build: Builder, first: int | None = None) -> tuple[Home, Person]:
    home, _, other = dibao_pair(build)
    other.disability = build.disability(build.draw.choice((1, 2)), first, kind=build.draw.choice((1, 4)))
    return home, other


def o20(build: Builder, serial: int) -> None:
    """A 低保 home whose member has a certificate of grade 1 or 2, and no barrier-free home."""
    months = range(omitted(build)[0], build.last + 1)
    home, person = _severe(build, months[0])
    person.slip.dropped["disab_home_access"] = set()
    build.plant("O20", home, months, None, "困难重度残疾人家庭未实施无障碍改造")


def renovated_long_ago(build: Builder, serial: int) -> None:
    """The work was done before the months that are looked at."""
    home, _ = _severe(build)
    build.note("lawful", "O20", home, [build.last], "已实施无障碍改造")


def access_row_unreadable(build: Builder, serial: int) -> None:
    """No readable row, and one with the person's name in an earlier month."""
    home, person = _severe(build, build.last - 2)
    month = build.last - 3
    if not build.may_break(ACCESS, month):
        return
    person.slip.dropped["disab_home_access"] = set()
    build.break_row(ACCESS, month, {"姓名": person.name, "身份证号": "见附件", "改造金额(元)": "3500"})
    build.note("unknown", "O20", home, [build.last], "名单行身份证号不可读")
