"""After a death: D16 (still listed, or the amount unchanged), W02 (the earner died), O11 (and nobody came).

The first undue month is the one after the death (policy.md §11.6). The person of a D16 is sixty or older, because a
younger one in a household with a category would be a W02 as well; the death of an O11 is a month older than W02 looks.
"""

from __future__ import annotations

from hub.population import amounts
from hub.population.applications import VISITS
from hub.population.builder import Builder
from hub.population.people import FOREVER, Home, Spell
from hub.population.plants.families import (
    couple_with,
    disabled_alone,
    elder_alone,
    grown_child_with_elder,
    supported,
)
from hub.population.plants.money import award
from schema.values.month import first_day


def _months_after(build: Builder) -> tuple[int, range]:
    """A month of death and the undue months."""
    died = build.pick(build.last - 13, build.last - 1)
    last = build.last if build.draw.random() < 0.6 else min(died + build.draw.randint(1, 6), build.last)
    return died, range(died + 1, last + 1)


def d16(build: Builder, serial: int) -> None:
    (_family_unchanged, _elder_age, _amount_unchanged, _nursing, _family_unchanged, _supported, _alone)[serial % 7](
        build
    )


def d16_listable(build: Builder, serial: int) -> None:
    """Where one month of the 两项补贴 lists is missing: the kinds that do not need them."""
    (_family_unchanged, _elder_age, _amount_unchanged, _supported, _alone)[serial % 5](build)


def _family_unchanged(build: Builder) -> None:
    """The dead parent is still a counted member: the share continues."""
    head, elder = grown_child_with_elder(build, build.draw.randint(66, 69))
    home = build.dibao(build.home(head, elder))
    home.no_topup = True
    died, months = _months_after(build)
    build.die(elder, died)
    home.kept[elder] = months[-1]
    build.plant("D16", elder, months, home.per_head * len(months), "死亡后仍计入低保家庭")


def _amount_unchanged(build: Builder) -> None:
    """The dead parent left the list, the amount stayed."""
    head, elder = grown_child_with_elder(build, build.draw.randint(66, 69))
    home = build.dibao(build.home(head, elder))
    home.no_topup = True
    died, months = _months_after(build)
    build.die(elder, died)
    home.held = Spell(months[0], FOREVER if months[-1] == build.last else months[-1])
    build.plant("D16", elder, months, home.per_head * len(months), "死亡后低保金未重新核算")


def _alone(build: Builder) -> None:
    """Payments to a household of one continue after its only member's death."""
    elder = build.person(build.draw.randint(66, 69))
    home = build.dibao(build.home(elder))
    home.no_topup = True
    died, months = _months_after(build)
    build.die(elder, died)
    home.kept[elder] = months[-1]
    build.plant("D16", elder, months, home.per_head * len(months), "单人户死亡后低保未停发")


def _elder_age(build: Builder) -> None:
    _, person = elder_alone(build)
    died, months = _months_after(build)
    build.die(person, died)
    person.slip.ghost["elder_age"] = months[-1]
    build.plant("D16", person, months, amounts.elder_age(85) * len(months), "死亡后高龄津贴未停发")


def _nursing(build: Builder) -> None:
    _, person = disabled_alone(build)
    died, months = _months_after(build)
    build.die(person, died)
    person.slip.ghost["disab_nursing"] = months[-1]
    grade = person.disability.grade if person.disability else 1
    build.plant("D16", person, months, amounts.disab_nursing(grade) * len(months), "死亡后护理补贴未停发")


def _supported(build: Builder) -> None:
    home, person = supported(build, build.draw.randint(66, 78))
    died, months = _months_after(build)
    build.die(person, died)
    person.slip.ghost["tekun_living"] = months[-1]
    amount = amounts.tekun_living(home.county.code, home.urban)
    build.plant("D16", person, months, amount * len(months), "特困人员死亡后生活费未停发")


def w02(build: Builder, serial: int) -> None:
    """A parent of thirty-five to fifty-five dies; the list counts the others only, as it should."""
    people = couple_with(build, build.draw.randint(8, 14), head_age=build.draw.randint(37, 54))
    home = build.dibao(build.home(*people))
    died = build.pick(build.last - 9, build.last - 1)
    build.die(people[serial % 2], died)
    build.plant("W02", home, [died], None, "主要劳动力死亡")


def _bereaved(build: Builder, serial: int) -> tuple[Home, int]:
    """(home, month of death): a 低保 household that nobody visited after the death."""
    people = couple_with(build, build.draw.randint(8, 14), head_age=build.draw.randint(40, 54))
    home = build.dibao(build.home(*people))
    dead, died = people[serial % 2], build.last - 12
    build.die(dead, died)
    dead.slip.unvisited = True
    return home, died


def o11(build: Builder, serial: int) -> None:
    home, died = _bereaved(build, serial)
    build.plant("O11", home, [died + 2], None, "主要劳动力死亡两个月未复核、未救助")


def aided_after_the_death(build: Builder, serial: int) -> None:
    home, died = _bereaved(build, serial)
    left = next(person for person in home.members if person.death is None)
    award(build, home, left, first_day(died + 1), "突发重病")
    build.note("lawful", "O11", home, [died + 2], "死亡次月已给予临时救助")


def visit_after_the_death_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 11
    if serial or not build.may_break(VISITS, month):
        return
    home, died = _bereaved(build, serial)
    left = next(person for person in home.members if person.death is None)
    cells = {"姓名": left.name, "身份证号": left.id, "走访日期": first_day(month).isoformat(), "走访类型": "待核"}
    build.break_row(VISITS, month, cells)
    build.note("unknown", "O11", home, [died + 2], "走访记录中该户一行类型无法识别")
