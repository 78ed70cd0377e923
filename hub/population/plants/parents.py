"""Children without parents who bring them up: O13 and O14, and look-alikes.

Father, mother and child live with a grandparent. The state of a parent counts from one month on; a spell in a register
of 司法 begins on the tenth of the month before.
"""

from __future__ import annotations

from collections.abc import Callable

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.labels import CHILD_NAMES
from hub.population.people import ChildAid, Person, Spell
from hub.population.plants.children import CHILDREN, DEFACTO, ORPHAN, STANDARD
from hub.population.timeline import day_in

STATES = "minzheng_parents.parents"
State = Callable[[Builder, Person, Person, int], None]


def _family(build: Builder) -> tuple[Person, Person, Person, Person]:
    """(grandfather, father, mother, child) in one home without a category."""
    elder = build.person(build.draw.randint(62, 66), 1)
    father = build.person(build.draw.randint(35, 40), 1, "20")
    mother = build.person(build.draw.randint(33, 38), 2, "38")
    sex = build.draw.choice((1, 2))
    child = build.person(build.draw.randint(8, 13), sex, ("41", "42")[sex - 1])
    child.father, child.mother = father, mother
    build.home(elder, father, mother, child)
    return elder, father, mother, child


def _die(build: Builder, parent: Person, child: Person, month: int) -> None:
    build.die(parent, month - 1)


def _prison(build: Builder, parent: Person, child: Person, month: int) -> None:
    build.law.keep("jy_fxry", parent, day_in(month - 1, 10))


def _rehabilitation(build: Builder, parent: Person, child: Person, month: int) -> None:
    build.law.keep("jd_qzgl", parent, day_in(month - 1, 10))


def _missing(build: Builder, parent: Person, child: Person, month: int) -> None:
    build.law.keep("fy_xgsz", parent, day_in(month - 1, 10))


def _disabled(build: Builder, parent: Person, child: Person, month: int) -> None:
    parent.disability = build.disability(build.draw.choice((1, 2)), month, kind=4)


def _ill(build: Builder, parent: Person, child: Person, month: int) -> None:
    parent.illness = ("尿毒症透析治疗", Spell(month))


def _registered(label: str) -> State:
    def list_it(build: Builder, parent: Person, child: Person, month: int) -> None:
        relation, found = ("父亲" if parent.sex == 1 else "母亲"), day_in(month, 3).isoformat()
        for each in range(month, build.last + 1):
            build.list_row(
                STATES, each, child.name, child.written, parent.name, parent.written, relation, label, found, ""
            )

    return list_it


_CASES: tuple[tuple[State, State], ...] = (
    (_die, _prison),
    (_die, _registered("失联")),
    (_prison, _disabled),
    (_rehabilitation, _ill),
    (_disabled, _registered("撤销监护资格")),
    (_missing, _ill),
)


def _since(build: Builder, one: State, two: State) -> tuple[Person, Person, int]:
    """(child, grandfather, first month for which both parents are in their states)."""
    elder, father, mother, child = _family(build)
    month = build.pick(build.last - 9, build.last - 1)
    earlier = build.draw.randint(build.timeline.first + 1, month)
    one(build, father, child, earlier)
    two(build, mother, child, month)
    return child, elder, month


def _supported(child: Person, elder: Person, item: str, month: int) -> None:
    child.child = ChildAid(item, Spell(month), STANDARD, elder, "祖父")


def o13(build: Builder, serial: int) -> None:
    child, _, month = _since(build, (_die, _missing)[serial % 4 == 3], _die)
    months = range(month, build.last + 1)
    build.plant("O13", child, months, amounts.CHILD_STANDARD * len(months), "父母双亡未享受孤儿基本生活费")


def o14(build: Builder, serial: int) -> None:
    child, _, month = _since(build, *_CASES[serial % len(_CASES)])
    build.plant("O14", child, range(month, build.last + 1), None, "父母均无法抚养未享受事实无人抚养补贴")


def orphan_supported(build: Builder, serial: int) -> None:
    child, elder, month = _since(build, _die, _die)
    _supported(child, elder, ORPHAN, month)
    build.note("lawful", "O13", child, range(month, build.last + 1), "父母双亡，已享受孤儿基本生活费")


def defacto_orphan_supported(build: Builder, serial: int) -> None:
    child, elder, month = _since(build, *_CASES[serial % len(_CASES)])
    _supported(child, elder, DEFACTO, month)
    build.note("lawful", "O14", child, range(month, build.last + 1), "已享受事实无人抚养儿童基本生活补贴")


def one_parent_left(build: Builder, serial: int) -> None:
    """The mother is corrected in the community, or disabled of grade 3."""
    _, father, mother, child = _family(build)
    month = build.pick(build.last - 9, build.last - 1)
    (_die, _prison)[serial % 2](build, father, child, month)
    if serial % 2:
        build.law.keep("sqjz_ry", mother, day_in(month - 1, 10))
    else:
        mother.disability = build.disability(3, month, kind=4)
    for rule in ("O13", "O14"):
        build.note("lawful", rule, child, range(month, build.last + 1), "父母一方仍可抚养")


def child_row_unreadable(build: Builder, serial: int) -> None:
    """Listed and paid but for one month, whose row has an amount that cannot be read."""
    unread = build.last - serial
    if serial > 1 or not build.may_break(CHILDREN, unread):
        return
    item, rule = ((ORPHAN, "O13"), (DEFACTO, "O14"))[serial]
    child, elder, month = _since(build, *((_die, _die), (_die, _prison))[serial])
    _supported(child, elder, item, min(month, unread))
    child.slip.dropped[item] = {unread}
    cells = {"儿童姓名": child.name, "身份证号": child.id, "监护人姓名": elder.name, "监护人身份证号": elder.id}
    cells |= {"与儿童关系": "祖父", "儿童类别": CHILD_NAMES[item], "本月发放(元)": "见附表"}
    build.break_row(CHILDREN, unread, cells)
    if unread >= month:
        build.note("unknown", rule, child, [unread], "名册中该儿童一行金额无法识别")
