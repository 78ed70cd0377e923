"""Certificates, categories and awards: D07, D15, D19, D20, D34, D41, O06, O29, and look-alikes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hub.population import amounts
from hub.population.builder import Builder
from hub.population.hardship import STREAM as HARDSHIP
from hub.population.labels import AID_NAMES, GRADES, KINDS
from hub.population.people import Home, Person, Spell
from hub.population.plants.children import study
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import couple_with, disabled_alone, elder_alone, parent_with
from hub.population.plants.money import award
from hub.population.schooling import ITEMS, stage_of
from hub.population.timeline import Term, day_in
from schema.values.month import first_day, month_of

CERTIFICATES, AID, PEOPLE = "canlian_certificates.certificates", "jiaoyu_aid.awards", "minzheng_dibao.people"
YULU = "nongye_yulu.pupils"


def _recent(build: Builder) -> range:
    return range(build.last - 9, build.last + 1)


def _disabled_elder(build: Builder) -> Person:
    person = build.person(build.draw.randint(64, 78))
    person.disability = build.disability(build.draw.choice((3, 4)), kind=4)
    build.dibao(build.home(person)).no_topup = True
    return person


def d07(build: Builder, serial: int) -> None:
    """In 济宁 the lower of the two living allowances is undue: that of elders."""
    person = _disabled_elder(build)
    months = stretch(build)
    person.slip.extra["elder_living"] = dict.fromkeys(months, amounts.elder_living(70))
    build.plant("D07", person, months, amounts.elder_living(70) * len(months), "两种生活补贴未择高")


def both_living_elsewhere(build: Builder, serial: int) -> None:
    person = _disabled_elder(build)
    build.note("lawful", "D07", person, _recent(build), "当地未将老年人生活补贴列为同类补贴")


def d15(build: Builder, serial: int) -> None:
    """A 低保边缘 household that is on the list of 刚性支出困难 as well, for two months or more."""
    home = build.home(build.person(build.draw.randint(36, 56)))
    home.dibian = Spell(build.ever())
    first = build.pick(build.last - 12, build.last - 1)
    last = build.draw.choice((build.last, min(build.last, first + build.draw.randint(1, 6))))
    home.hardship = Spell(first, last)
    build.plant("D15", home.members[0], range(first, last + 1), None, "低保边缘与刚性支出困难重复认定")


def _margin(build: Builder) -> Home:
    head = build.person(build.draw.randint(36, 56))
    sex = build.draw.choice((1, 2))
    home = build.home(head, build.person(build.draw.randint(26, 54), sex, ("73", "77")[sex - 1]))
    home.dibian = Spell(build.ever())
    return home


def handed_to_hardship(build: Builder, serial: int) -> None:
    """From 低保边缘 to 刚性支出困难, with or without one month on both lists."""
    home = _margin(build)
    month = build.pick(build.last - 12, build.last - 1)
    home.dibian = Spell(build.ever(), month if serial % 2 else month - 1)
    home.hardship = Spell(month)
    build.note("lawful", "D15", home.members[0], [month - 1, month], "转为刚性支出困难家庭，衔接月份不视为重复")


def hardship_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 3 - serial
    if serial > 4 or not build.may_break(HARDSHIP, month):
        return
    home = _margin(build)
    head = home.members[0]
    cells = {"户主姓名": head.name, "户主身份证号": head.id, "保障人口": "见附表", "家庭成员姓名": head.name}
    build.break_row(HARDSHIP, month, cells | {"家庭成员身份证号": head.id, "与户主关系": "本人"})
    build.note("unknown", "D15", head, [month], "名单中该户一行人口数无法识别")


def d19(build: Builder, serial: int) -> None:
    """Frozen or cancelled, expired for over a year, or regraded: the allowance goes on from the next month."""
    _, person = disabled_alone(build)
    grade = build.draw.choice((1, 2))
    held = build.disability(grade, kind=4)
    nursing = amounts.disab_nursing(grade)
    month = build.pick(build.last - 8, build.last - 5)
    end = build.draw.choice((build.last, build.last - 1))
    # the reminder of an expired one must lie before O06's look-back of twelve months
    expired = serial % 4 == 2 and build.timeline.first < build.last - 18
    if expired:
        month = build.draw.randint(build.last - 18, build.last - 16)
    person.slip.extra["disab_nursing"] = dict.fromkeys(range(month, end + 1), nursing)
    if serial % 4 == 3:
        person.disability = replace(held, changed=Spell(month), after=("持证", 3))
        build.plant("D19", person, range(month + 1, end + 1), nursing * (end - month), "等级变更后护理补贴未停")
    elif expired:
        person.disability = replace(held, changed=Spell(month), after=("过期", 0))
        build.plant("D19", person, range(month + 3, end + 1), nursing * (end - month - 2), "过期超过九十日未停发")
    else:
        person.disability = replace(held, changed=Spell(month), after=(("冻结", "注销")[serial % 2], 0))
        build.plant("D19", person, range(month + 1, end + 1), nursing * (end - month), "残疾人证失效后未停发")


def o06(build: Builder, serial: int) -> None:
    """Expired for one to three months, and renewed; the allowance was paid on."""
    _, person = disabled_alone(build)
    held = build.disability(2, kind=4)
    first = build.pick(build.last - 9, build.last - 2)
    months = range(first, min(first + build.draw.randint(1, 3), build.last + 1))
    person.disability = replace(held, changed=Spell(months[0], months[-1]), after=("过期", 0))
    person.slip.extra["disab_nursing"] = dict.fromkeys(months, amounts.disab_nursing(2))
    build.plant("O06", person, months, None, "残疾人证过期不足九十日")


def certificate_cancelled_and_stopped(build: Builder, serial: int) -> None:
    """The month in which it was cancelled is payable."""
    _, person = disabled_alone(build)
    month = build.pick(build.last - 9, build.last - 2)
    person.disability = replace(build.disability(2, kind=4), changed=Spell(month), after=("注销", 0))
    person.slip.extra["disab_nursing"] = {month: amounts.disab_nursing(2)}
    build.note("lawful", "D19", person, _recent(build), "残疾人证注销次月起已停发")
    build.note("lawful", "O06", person, _recent(build), "注销不是过期，不提醒换证")


def certificate_row_unreadable(build: Builder, serial: int) -> None:
    """Frozen in one month; the row of the next has a status that cannot be read; then in force again."""
    month = build.last - 3 - serial
    if serial > 4 or not build.may_break(CERTIFICATES, month):
        return
    home, person = disabled_alone(build)
    held = build.disability(2, kind=4)
    person.disability = replace(held, changed=Spell(month - 1, month), after=("冻结", 0), unlisted=frozenset({month}))
    person.slip.extra["disab_nursing"] = dict.fromkeys((month - 1, month), amounts.disab_nursing(2))
    cells = {
        "区划代码": home.county.code,
        "姓名": person.name,
        "身份证号": person.id,
        "残疾证号": held.number(person.id, month),
        "残疾类别": KINDS[4],
        "残疾等级": GRADES[2],
        "持证状态": "待核",
    }
    build.break_row(CERTIFICATES, month, cells)
    build.note("unknown", "D19", person, [month], "名单中该人一行持证状态无法识别")
    build.note("unknown", "O06", person, [month], "名单中该人一行持证状态无法识别")


def d20(build: Builder, serial: int) -> None:
    """Out of 低保, and the elders' allowance or that of the disabled goes on."""
    month = build.pick(build.last - 12, build.last - 1)
    months = range(month, build.draw.choice((build.last, min(build.last, month + 5))) + 1)
    if serial % 2:
        person = build.person(build.draw.randint(30, 56))
        person.disability = build.disability(build.draw.choice((3, 4)), kind=4)
        item, amount = "disab_living", amounts.disab_living(person.disability.grade)
    else:
        person = build.person(build.draw.randint(66, 78))
        item, amount = "elder_living", amounts.elder_living(70)
    build.dibao(build.home(person), last=month - 1).no_topup = True
    person.slip.extra[item] = dict.fromkeys(months, amount)
    build.plant("D20", person, months, amount * len(months), "退出低保后关联补贴未停")


def left_and_stopped(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(66, 78))
    build.dibao(build.home(person), last=build.pick(build.last - 9, build.last - 1)).no_topup = True
    build.note("lawful", "D20", person, _recent(build), "退出低保次月起已停发")


def member_row_unreadable(build: Builder, serial: int) -> None:
    """The elder's row of one month cannot be read: nobody knows whether they had left."""
    month = build.last - 2 - serial
    if serial > 4 or not build.may_break(PEOPLE, month):
        return
    head, elder = build.person(build.draw.randint(40, 44)), build.person(build.draw.randint(66, 69), 2, "52")
    home = build.dibao(build.home(head, elder))
    home.no_topup = True
    home.away[elder] = Spell(month, month)
    elder.slip.extra["elder_living"] = {month: amounts.elder_living(70)}
    cells = {"姓名": elder.name, "身份证号": elder.id, "户主身份证号": head.id, "与户主关系": "母亲"}
    build.break_row(PEOPLE, month, cells | {"救助类型": "农村低保", "人员分类施保金额（元）": "见附表"})
    build.note("unknown", "D20", elder, [month], "名单中该人一行金额无法识别")


def d34(build: Builder, serial: int) -> None:
    """The same aid twice in one of the last terms, with different amounts; the smaller is undue. Or by two schools."""
    term = build.timeline.terms()[-1 - serial % 2]
    if serial % 3 == 2:
        people = parent_with(build, 20)
        build.dibao(build.home(*people))
        study(build, people[-1], range(term.first, min(term.last, build.last) + 1))
        for school in ("山东职业学院", "山东护理职业学院"):
            yulu(build, people, term, school)
        note = f"{term.school_year}学年{term.season}学期在两所学校领取雨露计划补助"
        build.plant("D34", people[-1], [term.first], 1_500_00, note)
        return
    people = parent_with(build, build.draw.randint(8, 13))
    build.dibao(build.home(*people))
    child = people[-1]
    amount = 250_00
    child.slip.aided_twice[term.first] = amount
    build.plant("D34", child, [term.first], amount, f"{term.school_year}学年{term.season}学期重复资助")


def yulu(build: Builder, people: Sequence[Person], term: Term, school: str) -> None:
    """A row of the grants to vocational students: the last of these people; paid in the third month."""
    head, student = people[0], people[-1]
    paid, account = term.first + 2, student.account
    build.list_row(
        YULU, paid, student.name, student.written, head.name, head.written, "脱贫户", school, "护理", "高职",
        f"{term.starts - 1}09", term.school_year, f"{term.season}学期", 1_500, day_in(paid, 20).isoformat(),
        account.bank, account.number, "",
    )  # fmt: skip


def second_aid_row_unreadable(build: Builder, serial: int) -> None:
    term = build.timeline.terms()[-3 - serial] if serial < 2 else None
    if term is None or not build.may_break(AID, term.first):
        return
    people = parent_with(build, build.draw.randint(8, 13))
    build.dibao(build.home(*people))
    child = people[-1]
    cells = {"*学年": term.school_year, "*学期": term.season + "学期", "*姓名": child.name, "*身份证号": child.id}
    cells |= {"*资助项目": AID_NAMES[ITEMS[stage_of(child, term)]], "*资助金额(元)": "按标准"}
    build.break_row(AID, term.first, cells)
    build.note("unknown", "D34", child, [term.first], "第二条资助记录金额无法识别")


def once_a_term(build: Builder, serial: int) -> None:
    """A pupil with the aid of two terms, or a student with one grant in each."""
    student = serial % 2
    people = parent_with(build, 20 if student else build.draw.randint(8, 13))
    build.dibao(build.home(*people))
    terms = build.timeline.terms()[-2:]
    for term in terms if student else ():
        study(build, people[-1], range(term.first, min(term.last, build.last) + 1))
        yulu(build, people, term, "山东职业学院")
    build.note("lawful", "D34", people[-1], [term.first for term in terms], "每学期各资助一次")


def d41(build: Builder, serial: int) -> None:
    """Twice on one county's list, with different amounts, both paid; the smaller is undue."""
    months = stretch(build)
    if serial % 2:
        _, person = elder_alone(build)
        item, amount = "elder_age", amounts.elder_age(85) - 10_00
    else:
        _, person = disabled_alone(build)
        item, amount = "disab_nursing", 100_00
    person.slip.twice[item] = dict.fromkeys(months, amount)
    build.plant("D41", person, months, amount * len(months), "同一县区同一项目登记两次")


def new_amount(build: Builder, serial: int) -> None:
    """Regraded from 2 to 1: a new row with the new amount from the month on."""
    _, person = disabled_alone(build)
    month = build.pick(build.last - 9, build.last - 1)
    person.disability = replace(build.disability(2, kind=4), changed=Spell(month), after=("持证", 1))
    build.note("lawful", "D41", person, [month - 1, month], "等级变更后按新标准登记，无重叠月份")


def o29(build: Builder, serial: int) -> None:
    """Aid twice within a year for two causes, to a home in no category; owed from the month of the second."""
    people = couple_with(build, build.draw.randint(8, 13))
    home = build.home(*people)
    later = first_day(build.pick(build.last - 9, build.last)) + timedelta(days=build.draw.randint(0, 26))
    room = (later - first_day(build.timeline.first)).days
    earlier = later - timedelta(days=build.draw.randint(40, min(300, room)))
    award(build, home, people[0], earlier, "因病支出")
    award(build, home, people[serial % 2], later, "火灾")
    months = range(month_of(later), min(build.last, month_of(earlier) + 11) + 1)
    build.plant("O29", home, months, None, "十二个月内两次临时救助且无低保等身份")


def aid_once(build: Builder, serial: int) -> None:
    """Two instalments of one day, or two causes more than a year apart."""
    people = couple_with(build, build.draw.randint(8, 13))
    home = build.home(*people)
    later = first_day(build.pick(build.last - 3, build.last)) + timedelta(days=build.draw.randint(0, 26))
    first = award(build, home, people[0], later, "火灾")
    if serial % 2:
        build.one_offs.append(first._replace(amount=first.amount + 100_00))
    else:
        award(build, home, people[0], later - timedelta(days=400), "因病支出")
    build.note("lawful", "O29", home, [month_of(later)], "十二个月内只有一次临时救助")


def aid_twice_while_hardship_is_unreadable(build: Builder, serial: int) -> None:
    if serial or not build.may_break(HARDSHIP, build.last):
        return
    people = couple_with(build, build.draw.randint(8, 13))
    home, head = build.home(*people), people[0]
    later = first_day(build.last) + timedelta(days=10)
    award(build, home, head, later - timedelta(days=100), "因病支出")
    award(build, home, head, later, "火灾")
    cells = {"户主姓名": head.name, "户主身份证号": head.id, "保障人口": "见附表", "家庭成员姓名": head.name}
    build.break_row(HARDSHIP, build.last, cells | {"家庭成员身份证号": head.id, "与户主关系": "本人"})
    build.note("unknown", "O29", home, [build.last], "刚性支出困难名单中该户一行无法识别")
