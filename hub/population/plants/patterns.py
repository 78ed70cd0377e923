"""What only the graph shows: a dead holder's account (P01), a name under two numbers (P02), a bill for two (P03), and
a home that divided before it applied (P04)."""

from __future__ import annotations

from hub.population import amounts
from hub.population.book import Claim
from hub.population.builder import Builder
from hub.population.people import Home, Person, Spell
from hub.population.plants.families import couple_with, dibao_pair, elder_alone
from hub.population.timeline import day_in


def p01(build: Builder, serial: int) -> None:
    """A neighbour's allowance goes to the account of an elder who dies, and goes on going there."""
    _, holder = elder_alone(build)
    _, other = elder_alone(build)
    died = build.pick(build.last - 9, build.last - 3)
    last = min(build.last, died + build.draw.randint(2, 6))
    other.slip.account = (Spell(died - 1, last), holder.account)
    build.die(holder, died)
    months = range(died + 1, last + 1)
    build.plant("P01", [holder, other], months, amounts.elder_age(85) * len(months), "账户持有人死亡后仍为他人收款")


def p02(build: Builder, serial: int) -> None:
    """An elder is on the list a second time, under another number and with the same account."""
    _, one = elder_alone(build)
    two = build.person(build.draw.randint(84, 88), one.sex, name=one.name)
    build.home(two)
    first = build.pick(build.last - 9, build.last - 3)
    last = min(build.last, first + build.draw.randint(2, 6))
    two.slip.account = (Spell(first, last), one.account)
    months = range(first, last + 1)
    build.plant("P02", [one, two], months, 2 * amounts.elder_age(85) * len(months), "同名两个号码领入同一账户")


def p03(build: Builder, serial: int) -> None:
    """An invoice is handed in for its patient, and for a stranger."""
    month = build.pick(build.last - 9, build.last)
    invoice = f"{build.draw.randrange(10**9, 10**10)}"
    people = [dibao_pair(build)[2] for _ in range(2)]
    for person in people:
        build.claims.append(Claim(person, build.county.code, invoice, day_in(month, 12), 150_00, 600_00, 300_00, month))
    build.plant("P03", people, [month], None, "同一票据为两人结报")


def p04(build: Builder, serial: int) -> None:
    """A grown child gets a number of their own at the parents' dwelling, and 低保 within a year."""
    home, people = _parents_and_grown_child(build)
    left = build.pick(build.last - 12, build.last - 3)
    start = build.draw.randint(left, min(build.last, left + 11))
    _, part = build.divide(home, people[2:], left)
    build.dibao(part, start)
    build.plant("P04", people, [start], None, "分户后一年内单独纳入低保，仍登记在同一住址")


def divided_long_ago_or_moved_out(build: Builder, serial: int) -> None:
    home, people = _parents_and_grown_child(build)
    long_ago = serial % 2 == 0 and build.last - build.timeline.first > 18
    left = build.timeline.first + 2 if long_ago else build.pick(build.last - 12, build.last - 3)
    start = left + 14 if long_ago else left
    _, part = build.divide(home, people[2:], left)
    if not long_ago:
        part.house = home.house + 200
    build.dibao(part, start)
    why = "分户已满一年" if long_ago else "分户后另居他处"
    build.note("lawful", "P04", people, [start], why)


def _parents_and_grown_child(build: Builder) -> tuple[Home, list[Person]]:
    people = couple_with(build, build.draw.randint(27, 31), head_age=build.draw.randint(53, 58))
    return build.home(*people), people


def up_to_the_month_of_death(build: Builder, serial: int) -> None:
    _, holder = elder_alone(build)
    _, other = elder_alone(build)
    died = build.pick(build.last - 9, build.last - 1)
    other.slip.account = (Spell(died - 2, died), holder.account)
    build.die(holder, died)
    build.note("lawful", "P01", [holder, other], [died], "死亡当月尚可代收，次月已更换账户")


def account_of_the_survivor(build: Builder, serial: int) -> None:
    """The dead received in the account of who is alive."""
    _, dead = elder_alone(build)
    _, holder = elder_alone(build)
    dead.slip.account = (Spell(build.ever()), holder.account)
    died = build.pick(build.last - 9, build.last - 1)
    build.die(dead, died)
    build.note("lawful", "P01", [dead, holder], range(died + 1, build.last + 1), "账户持有人健在")


def namesakes(build: Builder, serial: int) -> None:
    _, one = elder_alone(build)
    two = build.person(build.draw.randint(84, 88), one.sex, name=one.name)
    build.home(two)
    build.note("lawful", "P02", [one, two], range(build.last - 9, build.last + 1), "同名不同账户")


def family_of_two_invoices(build: Builder, serial: int) -> None:
    _, *people = dibao_pair(build)
    month = build.pick(build.last - 9, build.last)
    first = build.draw.randrange(10**9, 10**10 - 1)
    for at, person in enumerate(people):
        claim = Claim(person, build.county.code, f"{first + at}", day_in(month, 12), 150_00, 600_00, 300_00, month)
        build.claims.append(claim)
    build.note("lawful", "P03", people, [month], "一家两人各有票据")
