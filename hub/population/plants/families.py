"""Small homes made to order, in which one case is planted; nothing else about them is out of order."""

from __future__ import annotations

from hub.population.builder import Builder
from hub.population.people import ChildAid, Home, Person, Spell

ADULT_CHILD = ("20", "30")
CHILD = ("22", "32")


def couple_with(build: Builder, *children: int, head_age: int | None = None) -> list[Person]:
    """Head (a man), wife and children of these ages."""
    age = head_age or build.draw.randint(34, 48)
    head = build.person(age, 1)
    wife = build.person(age - build.draw.randint(0, 3), 2, "10")
    family = head.name[:2] if head.name[:2] in ("欧阳", "诸葛") else head.name[:1]
    family = "马" if "·" in head.name else family
    return [head, wife, *(_child(build, each, family) for each in children)]


def parent_with(build: Builder, child_age: int) -> list[Person]:
    """One parent and one child."""
    head = build.person(max(child_age + 25, 33))
    return [head, _child(build, child_age, None)]


def _child(build: Builder, age: int, family: str | None) -> Person:
    sex = build.draw.choice((1, 2))
    return build.person(age, sex, CHILD[sex - 1], family)


def grown_child_with_elder(build: Builder, age: int) -> tuple[Person, Person]:
    """A grown child as head and the old parent."""
    head = build.person(age - build.draw.randint(24, 30))
    sex = build.draw.choice((1, 2))
    return head, build.person(age, sex, ("51", "52")[sex - 1])


def dibao_pair(build: Builder, *, urban: bool | None = None) -> tuple[Home, Person, Person]:
    """A 低保 household of two grown people; the second is a brother or sister of the head."""
    head = build.person(build.draw.randint(36, 56))
    sex = build.draw.choice((1, 2))
    other = build.person(build.draw.randint(26, 54), sex, ("73", "77")[sex - 1])
    return build.dibao(build.home(head, other, urban=urban)), head, other


def supported(build: Builder, age: int, *, first: int | None = None) -> tuple[Home, Person]:
    """A 特困 person who lives alone."""
    person = build.person(age)
    person.tekun = (Spell(build.ever() if first is None else first), build.draw.choices((0, 1, 2), (6, 3, 1))[0])
    person.tekun_place = "镇敬老院" if build.draw.random() < 0.3 else ""
    return build.home(person), person


def elder_alone(build: Builder) -> tuple[Home, Person]:
    """A person over eighty in the whole window and under ninety at its end."""
    person = build.person(build.draw.randint(84, 88))
    return build.home(person), person


def disabled_alone(build: Builder, *, first: int | None = None) -> tuple[Home, Person]:
    """A person with a certificate of grade 1 or 2 and no category."""
    person = build.person(build.draw.randint(32, 74))
    person.disability = build.disability(build.draw.choice((1, 2)), first, kind=build.draw.choice((1, 2, 4, 4, 7)))
    return build.home(person), person


def child_with_grandparent(build: Builder, item: str, amount: int, first: int) -> tuple[Home, Person, Person]:
    """(home, child, guardian): an orphan or de-facto orphan who lives with a grandparent under sixty-seven."""
    sex = build.draw.choice((1, 2))
    guardian = build.person(build.draw.randint(58, 66), sex)
    child_sex = build.draw.choice((1, 2))
    child = build.person(build.draw.randint(8, 13), child_sex, ("41", "42")[child_sex - 1])
    child.child = ChildAid(item, Spell(first), amount, guardian, ("祖父", "祖母")[sex - 1])
    return build.home(guardian, child), child, guardian
