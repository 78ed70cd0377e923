"""Seasonal help given twice or not at all (D28, D29, D35, O26), with what looks like it and is lawful."""

from __future__ import annotations

from hub.population import seasons
from hub.population.amounts import sheet_number
from hub.population.builder import Builder
from hub.population.people import Home, Person
from hub.population.plants.families import child_with_grandparent, dibao_pair
from hub.population.timeline import day_in

WINTER = "yingji_winter.homes"
HEATING = "minzheng_heating.awards"
PRICES = "minzheng_price.people"


def _winter(build: Builder) -> int:
    """The year in which a winter begins that the window holds whole and the look-back reaches."""
    return build.last // 12 - (1 if build.last % 12 >= 4 else 2)


def _heated_again(build: Builder, home: Home, person: Person, month: int, kind: str) -> int:
    amount = seasons.HEATING[home.urban]
    sheet, where = sheet_number(amount), "城镇" if home.urban else "农村"
    day = day_in(month, 9).isoformat()
    build.list_row(HEATING, month, person.name, person.written, kind, where, sheet, sheet, day, "")
    return amount


def d28(build: Builder, serial: int) -> None:
    """A 低保 home whose other member is on the heating list a second time, as 特困."""
    home, _, other = dibao_pair(build)
    month = _winter(build) * 12 + 12 + serial % 3
    amount = _heated_again(build, home, other, month, "分散特困")
    build.plant("D28", home, [month], amount, "同一家庭一个采暖季两次取暖补贴")


def d29(build: Builder, serial: int) -> None:
    """A 低保 member paid a second time in a month of high prices, under another identity."""
    _, head, other = dibao_pair(build)
    person = (head, other)[serial % 2]
    month = build.last // 12 * 12 + seasons.PRICE_MONTHS[serial % len(seasons.PRICE_MONTHS)] - 1
    build.list_row(PRICES, month, person.name, person.written, "优抚", sheet_number(seasons.PRICE), "")
    build.plant("D29", person, [month], seasons.PRICE, "同月以两种身份领取价格临时补贴")


def d35(build: Builder, serial: int) -> None:
    """Both grown members of a home are entered as heads of homes in one winter's relief."""
    home, head, other = dibao_pair(build)
    first = _winter(build) * 12 + 10
    amount = (2 + serial % 3) * 100_00
    _relieve(build, home, head, first, amount)
    _relieve(build, home, other, first + 2, amount)
    build.plant("D35", home, [first + 2], amount, "同一冬春两次冬春救助")


def o26(build: Builder, serial: int) -> None:
    """A 低保 home that last winter's heating list left out."""
    home, *_ = dibao_pair(build)
    year = _winter(build)
    home.unheated.add(year)
    first = next(month for month in range(year * 12 + 9, year * 12 + 16) if build.timeline.first <= month)
    build.plant("O26", home, [first], None, "上个采暖季未发取暖补贴")


def o261(build: Builder, serial: int) -> None:
    """A 低保 member whom the lists of the months of high prices left out, in one of them or in all."""
    _, head, other = dibao_pair(build)
    person = (head, other)[serial % 2]
    months = [build.last // 12 * 12 + month - 1 for month in seasons.PRICE_MONTHS[serial % 3 :]]
    person.slip.dropped["price_temp"] = set(months)
    build.plant("O261", person, months, seasons.PRICE * len(months), "价格补贴启动月份未发价格临时补贴")


def no_price_subsidy_is_due(build: Builder, serial: int) -> None:
    """In a month of ordinary prices nobody receives it, and before their first month in 低保 nobody is owed it."""
    home, head, _ = dibao_pair(build)
    month = build.last // 12 * 12 + seasons.PRICE_MONTHS[-1] - 1
    build.dibao(home, month)
    build.note("lawful", "O261", head, [month - 1, month + 1], "未启动价格补贴的月份及纳入低保之前")


def price_row_unreadable(build: Builder, serial: int) -> None:
    """Left off the list of a month that also has a row in which nobody can be read but by name."""
    _, _, person = dibao_pair(build)
    month = build.last // 12 * 12 + seasons.PRICE_MONTHS[0] - 1
    if not build.may_break(PRICES, month):
        return
    person.slip.dropped["price_temp"] = {month}
    build.break_row(
        PRICES, month, {"姓名": person.name, "身份证号": "见附件", "对象类别": "低保", "补贴金额(元)": "40"}
    )
    build.note("unknown", "O261", person, [month], "名单行身份证号不可读")


def heated_each_winter(build: Builder, serial: int) -> None:
    """Two awards in two winters are lawful."""
    home, *_ = dibao_pair(build)
    build.note("lawful", "D28", home, [build.last], "两个采暖季各一次")


def orphan_heated_apart(build: Builder, serial: int) -> None:
    """An orphan receives the subsidy beside the 低保 home that the child lives in."""
    home, *_ = child_with_grandparent(build, "orphan_living", 1900_00, build.ever())
    build.dibao(home)
    build.note("lawful", "D28", home, [build.last], "孤儿按人单独发放")


def paid_under_the_other_identity(build: Builder, serial: int) -> None:
    """Of two identities the list of a month of high prices has one."""
    _, head, other = dibao_pair(build)
    person = (head, other)[serial % 2]
    month = build.last // 12 * 12 + seasons.PRICE_MONTHS[serial % len(seasons.PRICE_MONTHS)] - 1
    person.slip.dropped["price_temp"] = {month}
    build.list_row(PRICES, month, person.name, person.written, "优抚", sheet_number(seasons.PRICE), "")
    build.note("lawful", "D29", person, [month], "两种身份只领取一次")


def relieved_each_winter(build: Builder, serial: int) -> None:
    """The relief of one winter in its last months, that of the next in its first."""
    home, head, _ = dibao_pair(build)
    first = _winter(build) * 12 + 10
    for month in (first - 8, first):
        if month >= build.timeline.first:
            _relieve(build, home, head, month, (2 + serial % 3) * 100_00)
    build.note("lawful", "D35", home, [first], "两个冬春各一次")


def registered_after_the_winter(build: Builder, serial: int) -> None:
    """In 低保 from the month after the heating season."""
    home, *_ = dibao_pair(build)
    month = _winter(build) * 12 + 16
    build.dibao(home, month)
    build.note("lawful", "O26", home, [month], "采暖季结束后才纳入低保")


def _relieve(build: Builder, home: Home, head: Person, month: int, amount: int) -> None:
    place, count, day = home.village, len(home.members), day_in(month, 20).isoformat()
    build.list_row(
        WINTER, month, place.township, place.name, head.name, head.written, count, "低保", count, 50, 2, 0,
        sheet_number(amount), day, head.account.number, head.phone,
    )  # fmt: skip
