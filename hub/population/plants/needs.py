"""Aid above the need: D24 (several approvals for one event) and D39 (charity beside public aid), with look-alikes."""

from __future__ import annotations

from hub.population import amounts
from hub.population.amounts import sheet_number
from hub.population.book import OneOff
from hub.population.builder import Builder
from hub.population.health import make_bill
from hub.population.labels import month_digits
from hub.population.people import Home, Person
from hub.population.plants import money
from hub.population.plants.families import dibao_pair
from hub.population.plants.housing import LOSSES, lose
from hub.population.timeline import day_in
from schema.values.month import month_of

CROPS, DISASTER = "农作物受灾", "自然灾害"
ILLNESS, CHARITY = "因病支出", "cishan_aid.people"
HEADS = 2


def _relieve(build: Builder, home: Home, people: tuple[Person, Person], month: int, event: str, loss: int) -> OneOff:
    """By the township at once and by the county up to two months later: three fifths of the loss, and four fifths."""
    cause = DISASTER if event.startswith("ZH") else "火灾"
    money.award(build, home, people[0], day_in(month, 15), cause, event=event, amount=loss * 3 // 5)
    later = day_in(month + build.draw.randint(0, 2), 24)
    return money.award(build, home, people[1], later, cause, event=event, amount=loss * 4 // 5)


def _month_with_a_year_before(build: Builder, first: int, last: int) -> int | None:
    """A month that a year of lists lies before, in which a need may be documented; a short province has none."""
    first = max(first, build.timeline.first + 12)
    return build.pick(first, last) if first <= last else None


def d24(build: Builder, serial: int) -> None:
    """Two approvals for one disaster come to more than its verified loss; every fourth: for a fire, above the cap."""
    home, head, other = dibao_pair(build)
    known = _month_with_a_year_before(build, build.last - 14, build.last - 2)
    month = build.pick(build.last - 12, build.last - 2) if known is None else known
    if serial % 4 == 3 or known is None:
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


def _lose_unreadably(build: Builder, home: Home, person: Person, month: int) -> str:
    """A loss whose sum nobody can read; returns the disaster's number."""
    event = f"ZH{month_digits(month)}{home.county.code}"
    broken = {"户主姓名": person.name, "身份证号": person.written, "灾害编号": event, "损失类型": CROPS}
    struck = {"受灾日期": day_in(month, 8).isoformat(), "损失金额(元)": "待核"}
    build.break_row(LOSSES, month, broken | struck)
    return event


def d23(build: Builder, serial: int) -> None:
    """One cause twice in a year; one of them is a disaster of whose loss the sum cannot be read: D24 is unknown."""
    month = build.last - 4
    if not build.may_break(LOSSES, month):
        money.d23(build, serial)
        return
    home, head, other = dibao_pair(build)
    event = _lose_unreadably(build, home, head, month)
    later = _relieve(build, home, (head, other), month, event, 5_000_00)
    build.plant("D23", home, [month_of(later.day)], later.amount, f"同一原因十二个月内两次临时救助：{DISASTER}")
    build.note("unknown", "D24", home, [month_of(later.day)], "损失金额不可读")


def _give(build: Builder, person: Person, month: int, cause: str, amount: int) -> None:
    """A row of the charities' list."""
    sheet = sheet_number(amount)
    build.list_row(
        CHARITY, month, person.name, person.written, person.phone, "困难家庭", cause, sheet, "暖心救助", sheet,
        day_in(month, 26).isoformat(), "县慈善总会", "",
    )  # fmt: skip


def _fall_ill(build: Builder, home: Home, person: Person, month: int) -> int:
    """A bill of which less is paid oneself than from which medical aid is due; returns that part."""
    cost = build.draw.randint(20, 45) * 100_00
    build.bills.append(make_bill(person, home, month, cost, True, build.draw))
    return cost


def _alone(build: Builder) -> tuple[Home, Person]:
    head = build.person(build.draw.randint(36, 56))
    return build.dibao(build.home(head)), head


def d39(build: Builder, serial: int) -> None:
    """Three fifths of a cost from the state and four fifths of a charity; every third: of a loss in a disaster."""
    month = _month_with_a_year_before(build, build.last - 14, build.last - 5)
    if month is None:
        return
    home, head = _alone(build)
    if serial % 3 == 2:
        cause, reason, need = DISASTER, "受灾", build.draw.randint(30, 80) * 100_00
        lose(build, home, head, month, CROPS, need)
    else:
        cause, reason, need = ILLNESS, "因病", _fall_ill(build, home, head, month)
    money.award(build, home, head, day_in(month + serial % 2, 20), cause, amount=need * 3 // 5)
    given = month + serial % 2 + build.draw.randint(0, 2)
    _give(build, head, given, reason, need * 4 // 5)
    above = need * 3 // 5 + need * 4 // 5 - need
    build.plant("D39", home, [given], above, "政府救助与慈善救助同一事由合计超过支出")


def charity_fills_the_gap(build: Builder, serial: int) -> None:
    """What public aid left, and no more."""
    home, head = _alone(build)
    month = build.pick(build.last - 12, build.last - 4)
    cost = _fall_ill(build, home, head, month)
    money.award(build, home, head, day_in(month, 28), ILLNESS, amount=cost // 2)
    _give(build, head, month + 1, "因病", cost // 2)
    build.note("lawful", "D39", home, [month + 1], "慈善救助补足自付部分")


def charity_and_an_unreadable_loss(build: Builder, serial: int) -> None:
    month = build.last - 6
    if not build.may_break(LOSSES, month):
        return
    home, head = _alone(build)
    _lose_unreadably(build, home, head, month)
    money.award(build, home, head, day_in(month, 24), DISASTER, amount=3_000_00)
    _give(build, head, month + 1, "受灾", 2_000_00)
    build.note("unknown", "D39", home, [month + 1], "损失金额不可读")
