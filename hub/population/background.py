"""People without a planted case: homes as in Shandong, a few per cent of them with assistance, all of it correct.

Ages, sizes and rates make the province look real; the only guarantee is that no rule finds anything here.
"""

from __future__ import annotations

from random import Random

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.parents import spare_children
from hub.population.people import FOREVER, ChildAid, Home, Person, Spell
from hub.population.plants.families import child_with_grandparent
from hub.population.plants.money import CAUSES, award, first_award_day
from schema.values.month import month_of

_DIBAO, _MARGIN = 0.02, 0.008
_CERTIFIED = ((60, 0.09), (35, 0.035), (15, 0.014), (0, 0.008))
"""Share of people with a certificate, from an age on."""
_GRADES = (12, 25, 33, 30)
_MORTALITY = ((85, 0.11), (75, 0.045), (65, 0.016), (50, 0.005), (0, 0.0008))
"""Deaths a year, from an age on."""
DISEASES = ("高血压", "糖尿病", "冠心病", "慢性阻塞性肺疾病")
_SHAPES = {
    "elder": 8, "elders": 13, "adult": 7, "couple": 9, "one child": 22, "two children": 17, "parent": 4,
    "three generations": 15, "four generations": 1,
}  # fmt: skip


def fill(build: Builder, target: int) -> None:
    """Homes until the county holds ``target`` people, exactly; first one of every kind that lists need."""
    _staples(build)
    while build.people < target:
        _home(build, target - build.people)


def _staples(build: Builder) -> None:
    """So that no monthly list of any county is ever empty."""
    draw = build.draw
    head, other = build.person(draw.randint(45, 58)), build.person(61, 2, "10")
    build.dibao(build.home(head, other))
    margin = build.home(build.person(draw.randint(42, 55)))
    margin.dibian = Spell(build.ever())
    supported = build.person(70)
    supported.tekun = (Spell(build.ever()), 1)
    build.home(supported)
    disabled = build.person(50)
    disabled.disability = build.disability(1, kind=4)
    build.home(disabled)
    child_with_grandparent(build, "orphan_living", amounts.CHILD_STANDARD, build.ever())
    hardship = build.home(build.person(draw.randint(42, 55)))
    hardship.hardship = Spell(build.ever())
    student = build.person(20)
    build.home(student)
    for month in build.timeline.months():
        build.list_row(
            "jiaoyu_college.students", month, student.name, student.written, "山东大学", "本科", "", "在读", ""
        )


def _home(build: Builder, room: int) -> None:
    members = _members(build, room)
    home = build.home(*members, case=False)
    for person in members:
        person.employed = 22 <= person.age(build.last) < 60 and build.draw.random() < 0.4
        _certify(person, build)
    at = build.draw.random()
    if at < _DIBAO:
        _assist(home, build)
    elif at < _DIBAO + _MARGIN:
        _assist(home, build, margin=True)
    elif at < _DIBAO + _MARGIN + 0.006 and len(members) == 1 and members[0].age(build.timeline.first) >= 60:
        members[0].tekun = (Spell(build.ever()), build.draw.choice((0, 0, 1, 2)))
    elif at > 0.995 and build.beyond is not None and not _born_inside(home, build):
        build.move(home, build.pick(build.last - 30, build.last - 1))
        return
    elif at > 0.988:
        _defacto(home, build)
    for person in members:
        _list_health(person, home, build)
        _mortality(person, home, build)
    spare_children(home)
    if build.draw.random() < 0.012:
        day, cause = first_award_day(build, 0), build.draw.choice(tuple(CAUSES))
        if members[0].death is None or day < members[0].death:
            award(build, home, members[0], day, cause)


def _members(build: Builder, room: int) -> list[Person]:
    shape = _draw_shape(build.draw)
    made = _shape(shape, build, room)
    if not made:
        made = [build.person(build.draw.randint(24, 75))]
    return made


def _draw_shape(draw: Random) -> str:
    return draw.choices(tuple(_SHAPES), tuple(_SHAPES.values()))[0]


def _shape(shape: str, build: Builder, room: int) -> list[Person]:
    draw = build.draw
    sizes = {"elder": 1, "adult": 1, "elders": 2, "couple": 2, "parent": 2, "one child": 3, "two children": 4}
    if sizes.get(shape, 7) > room:
        return []
    if shape == "elder":
        return [build.person(_old(draw))]
    if shape == "adult":
        return [build.person(draw.randint(22, 62))]
    if shape == "elders":
        age = _old(draw)
        return [
            build.person(age, 1),
            build.person(max(age - draw.randint(0, 4), 58), 2, "10"),
        ]
    age = draw.randint(48, 60) if shape == "couple" else draw.randint(27, 52)
    head = build.person(age, 1)
    people = [head]
    if shape != "parent":
        people.append(build.person(age - draw.randint(0, 3), 2, "10"))
    if shape != "couple":
        people += _children(build, head, age, 1 if shape in ("parent", "one child") else 2)
    if shape == "three generations":
        people.append(_parent(build, age, draw.choice((1, 2))))
        if draw.random() < 0.6:
            people.append(_parent(build, age, 3 - people[-1].sex))
    if shape == "four generations":
        people.append(_parent(build, age, 2))
        people.append(build.person(min(people[-1].age(build.last) + 22, 99), 2, "97"))
    return people


def _old(draw: Random) -> int:
    """Sixty to ninety-nine, thinning out."""
    return min(60 + int(draw.expovariate(1 / 11)), draw.randint(85, 99))


def _children(build: Builder, head: Person, age: int, count: int) -> list[Person]:
    draw = build.draw
    family = head.name[0] if "·" not in head.name and head.name[:2] not in ("欧阳", "诸葛") else head.name[:2]
    if "·" in head.name:
        family = "马"
    eldest = max(0, age - draw.randint(23, 31))
    found = []
    for at in range(count):
        years = eldest - at * draw.randint(2, 6)
        if years < 0:
            break
        sex = draw.choice((1, 2))
        code = ("22", "32") if at == 0 else ("23", "33")
        found.append(build.person(years, sex, code[sex - 1], family))
        found[-1].boards = draw.random() < 0.15
    return found


def _parent(build: Builder, age: int, sex: int) -> Person:
    return build.person(min(age + build.draw.randint(22, 30), 94), sex, ("51", "52")[sex - 1])


def _certify(person: Person, build: Builder) -> None:
    draw = build.draw
    age = max(0, person.age(build.last))
    share = next(share for from_age, share in _CERTIFIED if age >= from_age)
    if draw.random() >= share or _born_in_window(person, build):
        return
    grade = draw.choices((1, 2, 3, 4), _GRADES)[0]
    first = None if draw.random() < 0.85 else build.pick(build.timeline.first, build.last)
    held = build.disability(grade, first)
    status = draw.choices(("持证", "过期", "冻结", "注销"), (94, 3, 2, 1))[0]
    person.disability = type(held)(held.kind, grade, held.spell, status, held.reissued)


def _assist(home: Home, build: Builder, *, margin: bool = False) -> None:
    """低保 or 低保边缘 since before the window or from a month of it on; some leave it again."""
    if _born_inside(home, build):
        return
    draw = build.draw
    first = build.ever() if draw.random() < 0.65 else build.pick(build.timeline.first, build.last)
    last = FOREVER if draw.random() < 0.9 else max(first, build.last - draw.randint(0, 12))
    for person in home.members:
        person.employed = False
    if margin:
        home.dibian = Spell(first, last)
        severe = [p for p in home.members[1:] if p.disability is not None and p.disability.grade <= 2]
        if severe:
            home.singles[severe[0]] = Spell(first, last)
        for person in home.members:
            # everybody else who could be supported alone would have to be
            if person not in severe[:1] and person.disability is not None and person.disability.grade <= 3:
                person.disability = None
        return
    build.dibao(home, first, last)
    if draw.random() < 0.04 and last == FOREVER:
        home.grace = build.pick(build.last - 8, build.last)
    for person in home.members:
        needy = person.age(first) >= 62 and draw.random() < 0.2
        if needy and (person.disability is None or person.disability.grade > 2):
            person.ability = draw.choice((2, 3))
            person.elder_nursing = Spell(first, last)
            person.assessed = Spell(build.ever())
    if build.beyond is not None and draw.random() < 0.05:
        month = build.pick(build.last - 14, build.last - 2)
        home.late[month] = month + 1
        home.late[month + 1] = month + 2


def _list_health(person: Person, home: Home, build: Builder) -> None:
    """Common diseases, assessments of old people who can help themselves, care where no other allowance is paid."""
    draw, age = build.draw, person.age(build.last)
    if age >= 40 and draw.random() < 0.03:
        first = build.ever() if draw.random() < 0.8 else build.pick(build.timeline.first, build.last)
        person.illness = (draw.choice(DISEASES), Spell(first))
    if age < 75:
        return
    if person.assessed is None and draw.random() < 0.1:
        person.ability, person.assessed = draw.choice((0, 1)), Spell(build.ever())
    poor = home.dibao is not None or home.dibian is not None or person.tekun is not None
    if not poor and person.disability is None and draw.random() < 0.1:
        person.care = Spell(build.ever())


def _defacto(home: Home, build: Builder) -> None:
    """A child of a home without a category is a de-facto orphan, guarded by the head."""
    young = [p for p in home.members if 5 <= p.age(build.last) <= 14]
    if len(home.members) < 3 or not young or _born_inside(home, build):
        return
    guardian = home.members[0]
    label = "伯父" if guardian.sex == 1 else "伯母"
    child = young[0]
    child.relation = "93" if child.sex == 1 else "94"
    first = build.ever() if build.draw.random() < 0.6 else build.pick(build.timeline.first, build.last)
    child.child = ChildAid("defacto_orphan_living", Spell(first), amounts.CHILD_STANDARD, guardian, label)


def _mortality(person: Person, home: Home, build: Builder) -> None:
    """Deaths by chance; in a home with a category only of those past sixty, and never of its 低保边缘 head."""
    first = build.timeline.first
    age = person.age(build.last)
    poor = home.dibao is not None or home.dibian is not None
    guards = any(each.child is not None for each in home.members)
    if guards or age < 3 or _born_in_window(person, build) or 3 <= age < 19:
        return
    if poor and (age < 64 or (home.dibian is not None and person is home.members[0]) or person in home.singles):
        return
    if person.tekun is not None and age < 64:
        return
    yearly = next(rate for from_age, rate in _MORTALITY if age >= from_age)
    months = build.last - first + 1
    if build.draw.random() < yearly * months / 12:
        build.die(person, build.draw.randint(first, build.last))


def _born_in_window(person: Person, build: Builder) -> bool:
    return month_of(person.birth) >= build.timeline.first - 2


def _born_inside(home: Home, build: Builder) -> bool:
    return any(_born_in_window(person, build) for person in home.members)
