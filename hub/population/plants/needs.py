"""Aid above the need: D24 (several approvals for one event), with what looks like it and is lawful or unknown."""

from __future__ import annotations

from hub.population import amounts
from hub.population.book import OneOff
from hub.population.builder import Builder
from hub.population.labels import month_digits
from hub.population.people import Home, Person
from hub.population.plants import money
from hub.population.plants.families import dibao_pair
from hub.population.plants.housing import LOSSES, lose
from hub.population.timeline import day_in
from schema.values.month import month_of

CROPS, DISASTER = "农作物受灾", "自然灾害"
HEADS = 2


def _relieve(build: Builder, home: Home, people: tuple[Person, Person], month: int, event: str, loss: int) -> OneOff:
    """By the township at once and by the county up to two months later: three fifths of the loss, and four fifths."""
    cause = DISASTER if event.startswith("ZH") else "火灾"
    money.award(build, home, people[0], day_in(month, 15), cause, event=event, amount=loss * 3 // 5)
    later = day_in(month + build.draw.randint(0, 2), 24)
    return money.award(build, home, people[1], later, cause, event=event, amount=loss * 4 // 5)


def d24(build: Builder, serial: int) -> None:
    """Two approvals for one disaster come to more than its verified loss; every fourth: for a fire, above the cap."""
    home, head, other = dibao_pair(build)
    month = build.pick(build.last - 14, build.last - 2)
    if serial % 4 == 3:
        limit = amounts.dibao_standard(home.county.code, urban=True) * 6 * HEADS
        event = f"HZ{month_digits(month)}{home.county.code}"
    else:
        limit = build.draw.randint(30, 80) * 100_00
        event = lose(build, home, head, month, CROPS, limit)
    later = _relieve(build, home, (head, other), month, event, limit)
    above = limit * 3 // 5 + limit * 4 // 5 - limit
    build.plant("D24", home, [month_of(later.day)], above, "同一事件两次临时救助，合计超过损失或限额")


def two_disasters(build: Builder, serial: int) -> None:
    """Two disasters, and aid for each: together above either loss."""
    home, head, other = dibao_pair(build)
    month = build.pick(build.last - 10, build.last - 5)
    for at, person in ((month, head), (month + 4, other)):
        event = lose(build, home, head, at, CROPS, 4_000_00)
        money.award(build, home, person, day_in(at, 24), DISASTER, event=event, amount=3_000_00)
    build.note("lawful", "D24", home, [month + 4], "两次灾害分别救助")


def d23(build: Builder, serial: int) -> None:
    """One cause twice in a year; one of them is a disaster of whose loss the sum cannot be read: D24 is unknown."""
    month = build.last - 4
    if not build.may_break(LOSSES, month):
        money.d23(build, serial)
        return
    home, head, other = dibao_pair(build)
    event = f"ZH{month_digits(month)}{home.county.code}"
    broken = {"户主姓名": head.name, "身份证号": head.written, "灾害编号": event, "损失类型": CROPS}
    struck = {"受灾日期": day_in(month, 8).isoformat(), "损失金额(元)": "待核"}
    build.break_row(LOSSES, month, broken | struck)
    later = _relieve(build, home, (head, other), month, event, 5_000_00)
    build.plant("D23", home, [month_of(later.day)], later.amount, f"同一原因十二个月内两次临时救助：{DISASTER}")
    build.note("unknown", "D24", home, [month_of(later.day)], "损失金额不可读")
