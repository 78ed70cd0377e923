"""Awards, accounts and costs: D23 (same cause within a year), D38 (one account for many), W01 (spending spike)."""

from __future__ import annotations

from datetime import date, timedelta

from hub.population import amounts
from hub.population.book import OneOff
from hub.population.builder import Builder
from hub.population.health import make_bill
from hub.population.people import Home, Person, Spell
from hub.population.plants.families import couple_with, dibao_pair, disabled_alone, elder_alone
from schema.values.month import first_day, month_of

CAUSES = {
    "火灾": "急难型",
    "交通事故": "急难型",
    "突发重病": "急难型",
    "自然灾害": "急难型",
    "因病支出": "支出型",
    "因学支出": "支出型",
}
MANY = 6
"""Beneficiaries of one account: over N = 5, whether N itself is meant to count or not."""


def award(
    build: Builder,
    home: Home,
    person: Person,
    day: date,
    cause: str,
    *,
    kind: str = "",
    event: str = "",
    amount: int | None = None,
) -> OneOff:
    """One award of 临时救助, 500 to 6,000 yuan where the sum is not given."""
    amount = build.draw.randint(10, 120) * 50_00 if amount is None else amount
    row = OneOff(home, person, kind or CAUSES.get(cause, "支出型"), cause, amount, day, event)
    build.one_offs.append(row)
    return row


def first_award_day(build: Builder, before: int) -> date:
    """A day of the window, at least ``before`` days ahead of its end."""
    start = first_day(max(build.timeline.first, build.last - 16))
    room = (build.timeline.as_of - start).days - before
    return start + timedelta(days=build.draw.randint(0, max(0, room)))


def d23(build: Builder, serial: int) -> None:
    """Two awards to one 低保 household for one cause, under a year apart; the finding names the later month."""
    home, head, other = dibao_pair(build)
    gap = build.draw.randint(20, 345)
    day = first_award_day(build, gap)
    cause = build.draw.choice(tuple(CAUSES))
    award(build, home, head, day, cause)
    later = award(build, home, (head, other)[serial % 2], day + timedelta(days=gap), cause)
    build.plant("D23", home, [month_of(later.day)], later.amount, f"同一原因十二个月内两次临时救助：{cause}")


def d38(build: Builder, serial: int) -> None:
    """Six people without a common household or guardian are paid into the account of one of them."""
    homes = [disabled_alone(build) if (serial + at) % 3 == 0 else elder_alone(build) for at in range(MANY)]
    people = [person for _, person in homes]
    first = build.pick(build.last - REACH, build.last - 3)
    last = min(build.last, first + build.draw.randint(2, 6))
    for person in people[1:]:
        person.slip.account = (Spell(first, last), people[0].account)
    build.plant("D38", people, range(first, last + 1), None, "一个账户代领多人补贴")


REACH = 9


def w01(build: Builder, serial: int) -> None:
    """Bills of the last ten months by which a 低保 household paid well over a quarter of an income per head."""
    if serial % 2:
        home, *people = dibao_pair(build)
    else:
        people = couple_with(build, build.draw.randint(6, 14))
        home = build.dibao(build.home(*people))
    line = amounts.spike_line(build.last // 12)
    total = int(line * build.draw.uniform(1.15, 4.0))
    parts = build.draw.randint(2, 5)
    for at in range(parts):
        person = people[at % 2]
        month = build.pick(build.last - REACH, build.last)
        build.bills.append(make_bill(person, home, month, total // parts + 1, True, build.draw))
    build.plant("W01", home, [build.last], None, "家庭自付医疗费用骤增")
