"""One person in two places: D13 (one item from both), D14 (two households of assistance), D21 (given where none is)."""

from __future__ import annotations

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.people import Person, Spell
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import couple_with, disabled_alone, elder_alone

NOTHING = ("nothing",)
"""A county that gives none of its items to the home."""


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
    new.seasons_from = last + 1
    if serial % 6 == 5:
        new.dibian = Spell(first)
    else:
        build.dibao(new, first)
    build.plant("D14", wife, range(first, last + 1), None, "同时计入两个救助家庭")


def d21(build: Builder, serial: int) -> None:
    """An elder's hukou moves on; the old county goes on paying, and the new one does not give anything yet."""
    home, person = elder_alone(build)
    moved = build.pick(build.last - 12, build.last - 2)
    last = build.last if build.draw.random() < 0.6 else min(moved + build.draw.randint(1, 6), build.last)
    build.move(home, moved).guest = NOTHING
    _goes_on(build, person, Spell(moved, last))
    months = range(moved + 1, last + 1)
    build.plant("D21", person, months, amounts.elder_age(85) * len(months), "户籍迁出后原地未停发高龄津贴")


def moved_in_good_time(build: Builder, serial: int) -> None:
    home, person = elder_alone(build)
    moved = build.pick(build.last - 9, build.last - 3)
    build.move(home, moved)
    build.note("lawful", "D21", person, range(moved, build.last + 1), "户籍迁入地按月接续发放")


def left_the_province(build: Builder, serial: int) -> None:
    """No county lists the hukou any more: where it is, and whether the old county may pay, is unknown."""
    home, person = elder_alone(build)
    moved = build.pick(build.last - 9, build.last - 3)
    home.spell = Spell(home.spell.first, moved - 1)
    _goes_on(build, person, Spell(moved, build.last))
    build.note("unknown", "D21", person, range(moved, build.last + 1), "户籍不在本省，去向不明")


def _goes_on(build: Builder, person: Person, spell: Spell) -> None:
    """The allowance of great age, still from this county."""
    build.second_home(person, spell=spell, beyond=False).guest = ("elder_age",)
