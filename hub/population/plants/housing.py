"""Housing and disasters: D30, D31, O21, O23, O24 and W04, with what looks like them and is lawful."""

from __future__ import annotations

from collections.abc import Iterable

from hub.population.amounts import sheet_number
from hub.population.builder import Builder
from hub.population.labels import month_digits
from hub.population.people import Home, Person
from hub.population.plants.families import dibao_pair
from hub.population.timeline import day_in

RENTAL = "zhujian_rental.homes"
FIX = "zhujian_fix.homes"
DWELLINGS = "zhujian_dwellings.homes"
LOSSES = "yingji_losses.homes"
AID = "yingji_aid.homes"
SUBSIDY = 260_00


def _rent(build: Builder, home: Home, person: Person, months: Iterable[int], *, lease: bool) -> None:
    """Months on the list of public rental housing: a lease, or a subsidy."""
    kind, amount = ("实物配租", 0) if lease else ("租赁补贴", SUBSIDY)
    for month in months:
        build.list_row(
            RENTAL, month, person.name, person.written, len(home.members), kind, "低保", 40, 0, sheet_number(amount),
            month_digits(month), "",
        )  # fmt: skip


def _dwell(build: Builder, home: Home, person: Person, months: Iterable[int], safety: str, area: int) -> None:
    where, count = "城镇" if home.urban else "农村", len(home.members)
    for month in months:
        build.list_row(
            DWELLINGS, month, person.name, person.written, count, where, safety, area * count, f"{area}.5㎡", ""
        )


def _fix(build: Builder, home: Home, person: Person, quarter: int, amount: int) -> int:
    """A repair that is on the list of a quarter's last month; returns that month."""
    month = quarter - quarter % 3 + 2
    year = f"{month // 12}年"
    build.list_row(
        FIX, month, person.name, person.written, len(home.members), "D级", year, sheet_number(amount),
        day_in(month, 10).isoformat(), person.account.bank, person.account.number,
    )  # fmt: skip
    return month


def lose(build: Builder, home: Home, person: Person, month: int, kind: str, amount: int) -> str:
    """A verified loss; returns the disaster's number."""
    event = f"ZH{month_digits(month)}{home.county.code}"
    build.list_row(
        LOSSES, month, person.name, person.written, len(home.members), "暴雨洪涝", event, day_in(month, 8).isoformat(),
        kind, sheet_number(amount), "",
    )  # fmt: skip
    return event


def _relieve(build: Builder, person: Person, month: int, event: str, item: str, amount: int) -> None:
    day = day_in(month, 20).isoformat()
    build.list_row(AID, month, person.name, person.written, event, item, sheet_number(amount), day, "")


def d30(build: Builder, serial: int) -> None:
    """The subsidy goes on after a lease was signed; the month of the lease is payable."""
    home, head, other = dibao_pair(build, urban=True)
    lease = build.pick(build.last - 14, build.last - 2)
    last = min(build.last, lease + 1 + serial % 4)
    _rent(build, home, head, range(lease, build.last + 1), lease=True)
    _rent(build, home, (head, other)[serial % 2], range(lease - 3, last + 1), lease=False)
    build.plant("D30", home, range(lease + 1, last + 1), SUBSIDY * (last - lease), "签约次月起仍领租赁补贴")


def lease_signed(build: Builder, serial: int) -> None:
    """The month in which the lease is signed has both and is lawful."""
    home, head, _ = dibao_pair(build, urban=True)
    lease = build.pick(build.last - 14, build.last - 2)
    _rent(build, home, head, range(lease, build.last + 1), lease=True)
    _rent(build, home, head, range(lease - 3, lease + 1), lease=False)
    build.note("lawful", "D30", home, [lease], "签约当月可发租赁补贴")


def d31(build: Builder, serial: int) -> None:
    """A house repaired once more, years or months after the first time."""
    home, head, other = dibao_pair(build, urban=False)
    amount = (20 + serial % 15) * 1000_00
    later = build.pick(build.last - 9, build.last - 2)
    _fix(build, home, head, build.timeline.first + serial % 2, amount)
    month = _fix(build, home, (head, other)[serial % 2], later, amount)
    build.plant("D31", home, [month], amount, "危房改造两次")


def repaired_after_a_disaster(build: Builder, serial: int) -> None:
    """A later disaster that was not rebuilt with public money: a second repair is lawful."""
    home, head, _ = dibao_pair(build, urban=False)
    month = build.pick(build.last - 8, build.last - 3)
    _fix(build, home, head, build.timeline.first, 20_000_00)
    event = lose(build, home, head, month, "房屋损坏", 4_000_00)
    _relieve(build, head, month, event, "应急救助", 600_00)
    again = _fix(build, home, head, month, 20_000_00)
    build.note("lawful", "D31", home, [again], "因灾再次受损")


def o21(build: Builder, serial: int) -> None:
    """A damaged house, and no relief in its month and the two after it."""
    home, head, _ = dibao_pair(build)
    month = build.pick(build.last - 10, build.last - 2)
    lose(build, home, head, month, ("房屋倒塌", "房屋损坏")[serial % 2], 6_000_00)
    build.plant("O21", home, [month + 2], None, "受灾两个月无救助")


def relieved_in_time(build: Builder, serial: int) -> None:
    home, head, _ = dibao_pair(build)
    month = build.pick(build.last - 10, build.last - 2)
    event = lose(build, home, head, month, "房屋倒塌", 6_000_00)
    _relieve(build, head, month + 1, event, "应急救助", 900_00)
    build.note("lawful", "O21", home, [month + 2], "次月已救助")


def o23(build: Builder, serial: int) -> None:
    """A rural 低保 home in a dangerous house that nobody repaired."""
    home, head, _ = dibao_pair(build, urban=False)
    first = build.pick(build.last - 10, build.last - 1)
    _dwell(build, home, head, range(first, build.last + 1), ("C级", "D级", "无房")[serial % 3], 20)
    build.plant("O23", home, range(first, build.last + 1), None, "危房未改造")


def repaired_long_ago(build: Builder, serial: int) -> None:
    home, head, _ = dibao_pair(build, urban=False)
    _fix(build, home, head, build.timeline.first, 20_000_00)
    _dwell(build, home, head, range(build.last - 3, build.last + 1), "C级", 20)
    build.note("lawful", "O23", home, [build.last], "已享受过危房改造")


def o24(build: Builder, serial: int) -> None:
    """An urban 低保 home with too little space and no housing support."""
    home, head, _ = dibao_pair(build, urban=True)
    first = build.pick(build.last - 10, build.last - 1)
    _dwell(build, home, head, range(first, build.last + 1), "A级", 8 + serial % 4)
    build.plant("O24", home, range(first, build.last + 1), None, "住房困难未保障")


def housed(build: Builder, serial: int) -> None:
    home, head, _ = dibao_pair(build, urban=True)
    _dwell(build, home, head, range(build.last - 3, build.last + 1), "A级", 10)
    _rent(build, home, head, range(build.last - 4, build.last + 1), lease=False)
    build.note("lawful", "O24", home, [build.last], "已领租赁补贴")


def w04(build: Builder, serial: int) -> None:
    """A home in need loses more than the line; relief is no answer to a warning."""
    home, head, _ = dibao_pair(build)
    month = build.pick(build.last - 10, build.last)
    lose(build, home, head, month, "农作物受灾", (15 + serial % 30) * 1000_00)
    build.plant("W04", home, [month], None, "财产损失超过预警线")


def small_loss(build: Builder, serial: int) -> None:
    home, head, _ = dibao_pair(build)
    month = build.pick(build.last - 10, build.last)
    lose(build, home, head, month, "农作物受灾", 3_000_00)
    build.note("lawful", "W04", home, [month], "损失未超过预警线")
