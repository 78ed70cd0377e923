"""Children: D05, D09, D10, D12, D22 (what an orphan's allowance excludes, and when it ends), and look-alikes."""

from __future__ import annotations

from collections.abc import Iterable

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.labels import CHILD_NAMES
from hub.population.people import FOREVER, ChildAid, Home, Person, Spell
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import child_with_grandparent
from hub.population.schooling import stage_of

ORPHAN, DEFACTO = "orphan_living", "defacto_orphan_living"
CHILDREN, COLLEGE = "minzheng_children.register", "jiaoyu_college.students"
STANDARD = amounts.CHILD_STANDARD


def _orphan(build: Builder, first: int | None = None) -> tuple[Home, Person, Person]:
    return child_with_grandparent(build, ORPHAN, STANDARD, build.ever() if first is None else first)


def d05(build: Builder, serial: int) -> None:
    """An orphan with a certificate of grade 3 or 4, paid the living allowance of the disabled as well."""
    _, child, _ = _orphan(build)
    child.disability = build.disability(build.draw.choice((3, 4)), kind=4)
    months = stretch(build)
    amount = amounts.disab_living(child.disability.grade)
    child.slip.extra["disab_living"] = dict.fromkeys(months, amount)
    build.plant("D05", child, months, amount * len(months), "孤儿领取困难残疾人生活补贴")


def d09(build: Builder, serial: int) -> None:
    """An orphan of sixteen is a 低保 household alone; or has 单人保 in the grandparent's 低保边缘 household."""
    if serial % 2:
        first = build.pick(build.last - 20, build.last - 1)
        home, child, _ = _orphan(build, first)
        child.disability = build.disability(build.draw.choice((1, 2)), kind=4)
        home.dibian, home.singles[child] = Spell(build.ever()), Spell(build.ever())
        months = range(first, build.last + 1)
        amount = amounts.dibao_standard(home.county.code, home.urban)
        build.plant("D09", child, months, amount * len(months), "孤儿按单人保领取低保金")
        return
    guardian = build.person(build.draw.randint(40, 58))
    build.home(guardian)
    child = build.person(16)
    child.child = ChildAid(ORPHAN, Spell(build.ever()), STANDARD, guardian, "伯父" if guardian.sex == 1 else "伯母")
    months = stretch(build)
    ends = months[-1] if months[-1] < build.last else FOREVER
    home = build.dibao(build.home(child), months[0], ends)
    home.no_topup = True
    build.plant("D09", child, months, home.per_head * len(months), "孤儿本人单独纳入低保")


def d10(build: Builder, serial: int) -> None:
    """特困 from a month on, and the orphan's allowance goes on."""
    home, child, _ = _orphan(build)
    months = stretch(build)
    child.tekun = (Spell(months[0], months[-1]), 0)
    child.slip.extra[ORPHAN] = dict.fromkeys(months, STANDARD)
    amount = amounts.tekun_living(home.county.code, home.urban) + amounts.CARE[0]
    build.plant("D10", child, months, amount * len(months), "孤儿同时纳入特困供养")


def d12(build: Builder, serial: int) -> None:
    _, child, _ = _orphan(build)
    months = stretch(build)
    child.slip.extra[DEFACTO] = dict.fromkeys(months, STANDARD)
    build.plant("D12", child, months, STANDARD * len(months), "孤儿又按事实无人抚养儿童发放")


def _grown_orphan(build: Builder, age: int) -> Person:
    """An orphan past eighteen whose allowance was never stopped."""
    guardian = build.person(build.draw.randint(45, 60))
    person = build.person(age, relation="93")
    person.child = ChildAid(ORPHAN, Spell(build.ever()), STANDARD, guardian, "伯父" if guardian.sex == 1 else "伯母")
    build.home(guardian, person)
    return person


def _out_of_school(build: Builder, person: Person) -> list[int]:
    """The months at the age of eighteen or more in which no school has them on its roll."""
    terms = [term for term in build.timeline.terms() if stage_of(person, term)]
    at_school = {month for term in terms for month in range(term.first, term.last + 1)}
    return [month for month in build.timeline.months() if person.age(month) >= 18 and month not in at_school]


def d22(build: Builder, serial: int) -> None:
    person = _grown_orphan(build, 19)
    months = _out_of_school(build, person)
    build.plant("D22", person, months, STANDARD * len(months), "年满十八周岁离校后孤儿费未停")


def study(build: Builder, person: Person, months: Iterable[int]) -> None:
    """On the list of university students in these months."""
    for month in months:
        year = f"{month // 12 - (month % 12 < 7)}级"
        build.list_row(COLLEGE, month, person.name, person.written, "山东职业学院", "专科", year, "在读", "")


def at_university(build: Builder, serial: int) -> None:
    person = _grown_orphan(build, build.draw.randint(19, 20))
    months = _out_of_school(build, person)
    study(build, person, months)
    build.note("lawful", "D22", person, months, "年满十八周岁后在高校就读")


def university_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2 - serial
    if serial > 4 or not build.may_break(COLLEGE, month):
        return
    person = _grown_orphan(build, 19)
    months = _out_of_school(build, person)
    study(build, person, [each for each in months if each != month])
    cells = {"姓名": person.name, "身份证号": person.id, "学历层次": "待核", "学籍状态": "在读"}
    build.break_row(COLLEGE, month, cells)
    build.note("unknown", "D22", person, [month], "高校名单中该人一行学历无法识别")


def orphan_in_a_dibao_household(build: Builder, serial: int) -> None:
    """Counted with the grandparent, to whom the money is paid."""
    home, child, _ = _orphan(build)
    build.dibao(home)
    child.disability = build.disability(build.draw.choice((1, 2)), kind=4)
    months = range(build.last - 9, build.last + 1)
    build.note("lawful", "D09", child, months, "孤儿计入家庭人口，低保金发放给其他成员")
    build.note("lawful", "D05", child, months, "孤儿可同时享受护理补贴")


def difference_beside_support(build: Builder, serial: int) -> None:
    """特困, and paid the difference to the standard as a de-facto orphan."""
    home, child, _ = child_with_grandparent(build, DEFACTO, 0, build.ever())
    child.tekun = (Spell(build.ever()), 0)
    rest = STANDARD - amounts.tekun_living(home.county.code, home.urban)
    child.slip.extra[DEFACTO] = dict.fromkeys(build.timeline.months(), rest)
    months = range(build.last - 9, build.last + 1)
    build.note("lawful", "D10", child, months, "事实无人抚养儿童按差额发放")
    build.note("lawful", "D11", child, months, "补差后合计等于儿童保障标准")


def became_an_orphan(build: Builder, serial: int) -> None:
    """A de-facto orphan until a month, an orphan from the next one on."""
    month = build.pick(build.last - 12, build.last - 1)
    _, child, _ = _orphan(build)
    before = range(build.timeline.first, month)
    child.slip.dropped[ORPHAN] = set(before)
    child.slip.extra[DEFACTO] = dict.fromkeys(before, STANDARD)
    build.note("lawful", "D12", child, [month - 1, month], "由事实无人抚养儿童转为孤儿，无重叠月份")


def child_row_unreadable(build: Builder, serial: int) -> None:
    """The orphan's own row has an amount that cannot be read, and no payment tells: either may be so."""
    month = build.last - 2 - serial
    if serial > 6 or not build.may_break(CHILDREN, month):
        return
    _, child, guardian = _orphan(build)
    child.slip.dropped[ORPHAN] = {month}
    rule = ("D05", "D10", "D12")[serial % 3]
    if rule == "D05":
        child.disability = build.disability(3, kind=4)
        child.slip.extra["disab_living"] = {month: amounts.disab_living(3)}
    elif rule == "D10":
        child.tekun = (Spell(month, month), 0)
    else:
        child.slip.extra[DEFACTO] = {month: STANDARD}
    cells = {
        "儿童姓名": child.name,
        "身份证号": child.id,
        "监护人姓名": guardian.name,
        "监护人身份证号": guardian.id,
        "与儿童关系": "祖父" if guardian.sex == 1 else "祖母",
        "儿童类别": CHILD_NAMES[ORPHAN],
        "本月发放(元)": "见附表",
    }
    build.break_row(CHILDREN, month, cells)
    build.note("unknown", rule, child, [month], "名册中该儿童一行金额无法识别")
