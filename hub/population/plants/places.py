"""The same person in two places: D13 (one item from two counties) and D14 (two households of assistance)."""

from __future__ import annotations

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.people import Spell
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import couple_with, disabled_alone, elder_alone


def d13(build: Builder, serial: int) -> None:
    """An elder of over eighty (or a severely disabled person) is also listed and paid in the next county."""
    months = stretch(build)
    if serial % 3 == 2:
        _, person = disabled_alone(build)
        grade = person.disability.grade if person.disability else 1
        item, amount, note = "disab_nursing", amounts.disab_nursing(grade), "两地领取护理补贴"
    else:
        _, person = elder_alone(build)
        item, amount, note = "elder_age", amounts.elder_age(85), "两地领取高龄津贴"
    guest = build.second_home(person, spell=Spell(months[0], months[-1]), beyond=True)
    guest.guest = (item,)
    build.plant("D13", person, months, amount * len(months), note)


def d14(build: Builder, serial: int) -> None:
    """A wife went away: her old 低保 household still counts her, a new household of assistance does so too.

    Two months at least, for one is the seam of a move (policy.md §11.1). Now and then the new one is 低保边缘.
    """
    people = couple_with(build, build.draw.randint(6, 12))
    wife = people[1]
    home = build.dibao(build.home(*people))
    first = build.pick(build.last - 22, build.last - 2)
    last = build.last if build.draw.random() < 0.6 else min(first + build.draw.randint(1, 9), build.last)
    if last < build.last:
        home.away[wife] = Spell(last + 1)
    new = build.second_home(wife, spell=Spell(first), beyond=serial % 3 != 1)
    if serial % 6 == 5:
        new.dibian = Spell(first)
    else:
        build.dibao(new, first)
    build.plant("D14", wife, range(first, last + 1), None, "同时计入两个救助家庭")
