"""Homes monitored against falling back into poverty: O30, with what looks like it and is lawful."""

from __future__ import annotations

from collections.abc import Iterable

from hub.population.builder import Builder
from hub.population.labels import month_digits
from hub.population.people import Home, Person, Spell
from hub.population.timeline import day_in

PUSH, PEOPLE, WIDE = "nongye_push.members", "nongye_people.people", "nongye_monitored.people"
KINDS = ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")


def _elders(build: Builder) -> Home:
    """A rural couple past sixty without a category; monitored, they are owed nothing else."""
    head = build.person(build.draw.randint(64, 76), 1)
    home = build.home(head, build.person(build.draw.randint(62, 74), 2, "10"), urban=False)
    home.monitored = head
    return home


def _watch(build: Builder, home: Home, months: Iterable[int], kind: str, income: int, *, cleared: bool = False) -> None:
    """Rows of every member in the push and the wide sheet, and of who was poor in the list of people out of poverty."""
    head = home.members[0]
    for month in months:
        for person in home.members:
            relation = "户主" if person is head else "之配偶"
            _push(build, month, home, person, relation, kind, cleared)
            _sheet(build, month, home, person, relation, kind, income, cleared)
            if kind == KINDS[0]:
                _list(build, month, home, person, relation, kind, income, cleared)


def _push(build: Builder, month: int, home: Home, person: Person, relation: str, kind: str, cleared: bool) -> None:
    head = home.members[0]
    build.list_row(
        PUSH, month, str(month // 12), f"{month % 12 + 1}月", person.written, head.name, head.written, relation,
        person.name, _was_poor(kind), kind, "是" if cleared else "否", str(month // 12 - 1),
    )  # fmt: skip


def _was_poor(kind: str) -> str:
    return "脱贫户" if kind == KINDS[0] else "普通农户"


def _sheet(
    build: Builder, month: int, home: Home, person: Person, relation: str, kind: str, income: int, cleared: bool
) -> None:
    place, total = home.village, income * len(home.members)
    build.list_row(
        WIDE, month, home.county.name, place.township, place.name, "", home.number,
        f"{home.number}{home.members.index(person) + 1:02d}", person.name, "男" if person.sex == 1 else "女",
        "居民身份证", person.written, relation, "汉族", "小学", "", "健康", "弱劳动力或半劳动力", person.phone, "否",
        "是", "是", "是", "否", "是", 0, total - 1_200, 0, 1_200, total, income, _was_poor(kind), kind, "缺劳力",
        "", "", "", "", "是" if cleared else "否", "自然消除" if cleared else "",
        month_digits(month) if cleared else "", month_digits(build.ever()),
    )  # fmt: skip


def _list(
    build: Builder, month: int, home: Home, person: Person, relation: str, kind: str, income: int, cleared: bool
) -> None:
    place, since = home.village, month_digits(build.ever())
    build.list_row(
        PEOPLE, month, day_in(month, 20).isoformat(), home.county.name, place.township, place.name, "", home.number,
        f"{home.number}{home.members.index(person) + 1:02d}", person.name, person.written, len(home.members), relation,
        "汉族", "小学", "", "健康", "弱劳动力", 0, "是", "缺劳力", "否", "是", income, person.phone,
        person.phone, since, since, "脱贫户", kind, "是" if cleared else "否", since, "",
    )  # fmt: skip


def o30(build: Builder, serial: int) -> None:
    """Monitored, with an income below every standard of the province, and nobody in 低保 or 特困."""
    home = _elders(build)
    first = build.pick(build.last - 9, build.last)
    months = range(first, build.last + 1)
    _watch(build, home, months, KINDS[serial % 3], 5_000 + serial % 7 * 500)
    build.plant("O30", home, months, None, "监测对象收入低于标准未纳入低保特困")


def enough_income(build: Builder, serial: int) -> None:
    home = _elders(build)
    _watch(build, home, range(build.last - 5, build.last + 1), KINDS[serial % 3], 13_500)
    build.note("lawful", "O30", home, [build.last], "人均纯收入高于标准")


def risk_cleared(build: Builder, serial: int) -> None:
    home = _elders(build)
    _watch(build, home, range(build.last - 5, build.last + 1), KINDS[serial % 3], 6_000, cleared=True)
    build.note("lawful", "O30", home, [build.last], "风险已消除")


def one_is_supported(build: Builder, serial: int) -> None:
    """The head is in 特困, so that the home is helped."""
    home = _elders(build)
    home.members[0].tekun = (Spell(build.ever()), 0)
    _watch(build, home, range(build.last - 5, build.last + 1), KINDS[serial % 3], 6_000)
    build.note("lawful", "O30", home, [build.last], "家中已有特困人员")


def income_not_told(build: Builder, serial: int) -> None:
    """The wide sheet names the home in a row whose number cannot be read."""
    home = _elders(build)
    if not build.may_break(WIDE, build.last):
        return
    head = home.members[0]
    for person in home.members:
        _push(build, build.last, home, person, "户主" if person is head else "之配偶", KINDS[serial % 3], False)
    build.break_row(WIDE, build.last, {"姓名": head.name, "证件号码": "见附件"})
    build.note("unknown", "O30", home, [build.last], "名单行证件号码不可读")
