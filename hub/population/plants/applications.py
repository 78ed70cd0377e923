"""Applications, visits, services and school: D08, O16, O27, O28, O32, and look-alikes."""

from __future__ import annotations

from hub.population import amounts
from hub.population.applications import LEDGER, VISITS, application, visit
from hub.population.builder import Builder
from hub.population.identity import school_number
from hub.population.people import Home, Person, Spell
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import couple_with, disabled_alone, parent_with
from hub.population.plants.money import award
from schema.values.month import first_day

CARE, ROLL = "canlian_care.people", "jiaoyu_roll.pupils"


def _board(build: Builder, person: Person, months: range) -> None:
    for month in months:
        build.list_row(CARE, month, person.name, person.written, "寄宿托养", "阳光家园托养中心", 160, 1500, "")


def d08(build: Builder, serial: int) -> None:
    """In 济宁 a subsidised place in a care centre excludes the nursing allowance."""
    _, person = disabled_alone(build)
    months = stretch(build)
    _board(build, person, months)
    grade = person.disability.grade if person.disability else 1
    build.plant("D08", person, months, amounts.disab_nursing(grade) * len(months), "托养服务补贴与护理补贴重复")


def boarding_elsewhere(build: Builder, serial: int) -> None:
    _, person = disabled_alone(build)
    _board(build, person, range(build.timeline.first, build.last + 1))
    build.note("lawful", "D08", person, range(build.last - 9, build.last + 1), "当地未规定托养与护理补贴不得同享")


def boarding_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2 - serial
    if serial > 3 or not build.may_break(CARE, month):
        return
    _, person = disabled_alone(build)
    cells = {"姓名": person.name, "身份证号": person.id, "服务类型": "待核", "补贴金额(元)": "1500"}
    build.break_row(CARE, month, cells)
    build.note("unknown", "D08", person, [month], "托养名单中该人一行服务类型无法识别")


def _pupil(build: Builder, age: int) -> Person:
    people = parent_with(build, age)
    build.dibao(build.home(*people)).no_topup = True
    return people[-1]


def o16(build: Builder, serial: int) -> None:
    """A 低保 child of school age on no roll for the last term or the last two."""
    child = _pupil(build, build.draw.randint(9, 13))
    terms = build.timeline.terms()[-1 - serial % 2 :]
    child.slip.off_roll.update(term.first for term in terms)
    build.plant("O16", child, range(terms[0].first, build.last + 1), None, "低保家庭适龄儿童无学籍")


def past_school_age(build: Builder, serial: int) -> None:
    child = _pupil(build, 16)
    term = build.timeline.terms()[-1]
    child.slip.off_roll.add(term.first)
    build.note("lawful", "O16", child, range(term.first, build.last + 1), "已满十五周岁")


def roll_row_unreadable(build: Builder, serial: int) -> None:
    term = build.timeline.terms()[-1]
    if serial or not build.may_break(ROLL, term.first):
        return
    child = _pupil(build, build.draw.randint(9, 13))
    child.slip.off_roll.add(term.first)
    child.school_number = school_number(child.id, 1, build.draw)
    cells = {"全国学籍号": child.school_number, "姓名": child.name, "身份证件号": child.id, "学段": "待核"}
    build.break_row(ROLL, term.first, cells | {"学校名称": "中心小学", "学生状态": "在读"})
    build.note("unknown", "O16", child, range(term.first, build.last + 1), "学籍名单中该生一行学段无法识别")


def _leaves(build: Builder) -> tuple[Person, int]:
    """(person, first month out of 低保): a household of one, still poor."""
    person = build.person(build.draw.randint(32, 56))
    month = build.pick(build.last - 9, build.last - 1)
    build.dibao(build.home(person), last=month - 1).no_topup = True
    person.slip.unevaluated = True
    return person, month


def o27(build: Builder, serial: int) -> None:
    person, month = _leaves(build)
    build.plant("O27", person, range(month, build.last + 1), None, "退出低保后未评估下一档救助")


def left_for_the_next_category(build: Builder, serial: int) -> None:
    """From 低保 to 低保边缘 in the next month: nothing is left to evaluate."""
    person = build.person(build.draw.randint(32, 56))
    month = build.pick(build.last - 9, build.last - 1)
    home = build.dibao(build.home(person), last=month - 1)
    home.no_topup, home.dibian = True, Spell(month)
    person.slip.unevaluated = True
    build.note("lawful", "O27", person, range(month, build.last + 1), "退出低保后已转为低保边缘家庭")


def evaluation_row_unreadable(build: Builder, serial: int) -> None:
    if serial:
        return
    person, month = _leaves(build)
    if not build.may_break(LEDGER, month):
        person.slip.unevaluated = False
        return
    cells = {"申请人": person.name, "身份证号": person.id, "申请事项": "退出评估", "办理结果": "见附件"}
    build.break_row(LEDGER, month, cells | {"受理日期": first_day(month).isoformat()})
    build.note("unknown", "O27", person, [month], "台账中该人一行办理结果无法识别")


def _applicant(build: Builder) -> tuple[Home, Person]:
    people = couple_with(build, build.draw.randint(8, 13))
    return build.home(*people), people[0]


def _pending(build: Builder, home: Home, person: Person, months: range, urgent: str) -> None:
    for month in months:
        row = application(person, len(home.members), "社会救助", months[0], "办理中", urgent)
        build.list_row(LEDGER, month, *row)


def o28(build: Builder, serial: int) -> None:
    home, person = _applicant(build)
    first = build.pick(build.last - 9, build.last - 1)
    months = range(first, first + 1 + serial % 2)
    _pending(build, home, person, months, "是")
    build.plant("O28", person, months, None, "申请办理中的急难家庭未先行救助")


def helped_first(build: Builder, serial: int) -> None:
    home, person = _applicant(build)
    first = build.pick(build.last - 9, build.last - 1)
    months = range(first, first + 2)
    _pending(build, home, person, months, "是")
    award(build, home, home.members[1], first_day(first), "突发重病")
    build.note("lawful", "O28", person, months, "申请期间已先行给予临时救助")


def urgency_not_told(build: Builder, serial: int) -> None:
    home, person = _applicant(build)
    first = build.pick(build.last - 9, build.last - 1)
    months = range(first, first + 2)
    _pending(build, home, person, months, "")
    build.note("unknown", "O28", person, months, "台账未注明是否急难")


def _rejected(build: Builder, first: int) -> Person:
    home, person = _applicant(build)
    build.list_row(LEDGER, first, *application(person, len(home.members), "社会救助", first, "不予认定"))
    build.list_row(VISITS, first, *visit(person, first, "入户调查"))
    return person


def o32(build: Builder, serial: int) -> None:
    """Rejected after a survey at home, and nobody came again."""
    first = build.draw.randint(build.last - 11, build.last - 6)
    person = _rejected(build, first)
    build.plant("O32", person, range(first + 6, build.last + 1), None, "未获认定后半年内无人走访")


def visited_again(build: Builder, serial: int) -> None:
    first = build.draw.randint(build.last - 11, build.last - 6)
    person = _rejected(build, first)
    for month in (first + 4, first + 9):
        if month <= build.last:
            build.list_row(VISITS, month, *visit(person, month, "回访"))
    build.note("lawful", "O32", person, range(first + 6, build.last + 1), "半年内已回访")


def visit_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2
    if serial or not build.may_break(VISITS, month):
        return
    person = _rejected(build, build.last - 6)
    cells = {"姓名": person.name, "身份证号": person.id, "走访日期": first_day(month).isoformat(), "走访类型": "待核"}
    build.break_row(VISITS, month, cells)
    build.note("unknown", "O32", person, [build.last], "走访记录中该人一行类型无法识别")
