"""Overlaps that the law allows (policy.md §3, white list, and §11): each looks like a case of the rule it names.

None of these may be raised under that rule in the given months.
"""

from __future__ import annotations

from datetime import timedelta

from hub.population import amounts
from hub.population.book import Cover
from hub.population.builder import Builder
from hub.population.health import RESIDENTS, make_bill
from hub.population.people import ChildAid, Spell
from hub.population.plants.families import (
    child_with_grandparent,
    couple_with,
    dibao_pair,
    disabled_alone,
    elder_alone,
    grown_child_with_elder,
    parent_with,
    supported,
)
from hub.population.plants.money import award, first_award_day
from schema.values.month import first_day, month_of


def _recent(build: Builder) -> range:
    return range(build.last - 9, build.last + 1)


def both_subsidies(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    person.disability = build.disability(build.draw.choice((1, 2)))
    build.note("lawful", "D02", person, _recent(build), "低保与残疾人生活补贴可同时享受")
    build.note("lawful", "D06", person, _recent(build), "困难残疾人生活补贴与重度残疾人护理补贴可同时享受")


def orphan_with_nursing(build: Builder, serial: int) -> None:
    _, child, _ = child_with_grandparent(build, "orphan_living", amounts.CHILD_STANDARD, build.ever())
    child.disability = build.disability(build.draw.choice((1, 2)), kind=4)
    build.note("lawful", "D03", child, _recent(build), "孤儿可同时享受护理补贴")


def dibao_with_one_award(build: Builder, serial: int) -> None:
    home, head, _ = dibao_pair(build)
    row = award(build, home, head, first_award_day(build, 0), "因病支出")
    build.note("lawful", "D23", home, [month_of(row.day)], "低保对象可享受临时救助")


def seam_of_a_move(build: Builder, serial: int) -> None:
    """Both counties list the household in the month of the move, and in no other; personal items change over."""
    head, elder = grown_child_with_elder(build, build.draw.randint(84, 87))
    home = build.dibao(build.home(head, elder))
    month = build.pick(build.last - 15, build.last - 3)
    new = build.dibao(build.move(home, month), month)
    # the old county's list is one month behind its register: a household of its own from then on
    if home.dibao is not None:
        home.dibao = Spell(home.dibao.first, month - 1)
    behind = build.second_home(head, elder, spell=Spell(month, month), beyond=False)
    behind.dibao, behind.dibao_number, behind.per_head = Spell(month, month), home.dibao_number, home.per_head
    behind.urban, behind.village, behind.house = home.urban, home.village, home.house
    behind.no_topup = home.no_topup = new.no_topup = True
    build.note("lawful", "D14", head, [month], "迁移当月两地名单衔接")
    build.note("lawful", "D14", elder, [month], "迁移当月两地名单衔接")
    build.note("lawful", "D13", elder, [month - 1, month], "迁出地停发、迁入地次月接续高龄津贴")


def back_pay_after_a_move(build: Builder, serial: int) -> None:
    """The old county pays its last month late, in the batch in which the new county pays its first."""
    home, person = elder_alone(build)
    month = build.pick(build.last - 12, build.last - 3)
    build.move(home, month)
    person.slip.late["elder_age", month - 1] = month
    build.note("lawful", "D13", person, [month - 1, month], "补发上月，按享受月份不重复")


def death_month_payment(build: Builder, serial: int) -> None:
    _, person = elder_alone(build)
    died = build.pick(build.last - 9, build.last - 1)
    build.die(person, died, day=2)
    build.note("lawful", "D16", person, [died], "死亡当月可发放")


def household_recomputed(build: Builder, serial: int) -> None:
    head, elder = grown_child_with_elder(build, build.draw.randint(66, 69))
    build.dibao(build.home(head, elder)).no_topup = True
    died = build.pick(build.last - 9, build.last - 2)
    build.die(elder, died)
    build.note("lawful", "D16", elder, range(died + 1, build.last + 1), "死亡次月起已重新核算")


def difference_paid(build: Builder, serial: int) -> None:
    item = "defacto_orphan_living"
    home, child, guardian = child_with_grandparent(build, item, 0, build.ever())
    build.dibao(home).no_topup = True
    rest = amounts.CHILD_STANDARD - home.per_head
    child.child = ChildAid(item, Spell(build.ever()), rest, guardian, "祖父" if guardian.sex == 1 else "祖母")
    build.note("lawful", "D11", child, _recent(build), "补差后合计等于儿童保障标准")


def different_causes(build: Builder, serial: int) -> None:
    home, head, other = dibao_pair(build)
    day = first_award_day(build, 200)
    award(build, home, head, day, "因病支出")
    later = award(build, home, other, day + timedelta(days=build.draw.randint(30, 200)), "火灾")
    build.note("lawful", "D23", home, [month_of(later.day)], "不同原因")


def a_year_later(build: Builder, serial: int) -> None:
    """The same day of the next year is outside the twelve months (policy.md §11.7)."""
    home, head, _ = dibao_pair(build)
    later = first_day(build.pick(build.last - 2, build.last)) + timedelta(days=build.draw.randint(0, 26))
    award(build, home, head, later.replace(year=later.year - 1), "因病支出")
    award(build, home, head, later, "因病支出")
    build.note("lawful", "D23", home, [month_of(later)], "同一原因满十二个月")


def wards_of_one_guardian(build: Builder, serial: int) -> None:
    """Six wards of the head of a care home: adults with a disability of mind or intellect, paid to the guardian."""
    guardian = build.person(build.draw.randint(40, 58))
    build.home(guardian)
    wards = []
    for _ in range(6):
        ward = build.person(build.draw.randint(22, 60))
        ward.disability = build.disability(build.draw.choice((1, 2)), kind=build.draw.choice((5, 6)))
        ward.guardian = guardian
        build.home(ward)
        wards.append(ward)
    build.note("lawful", "D38", wards, _recent(build), "监护人代领")


def family_account(build: Builder, serial: int) -> None:
    """Six people of one household, each with an item of their own, paid into the account of one of them."""
    head = build.person(build.draw.randint(58, 62), 1)
    members = [
        build.person(85, 1, "51"),
        build.person(84, 2, "52"),
        build.person(57, 2, "10"),
        build.person(33, 1, "22"),
        build.person(30, 2, "32"),
    ]
    for person in members[2:]:
        person.disability = build.disability(2, kind=4)
    head.disability = build.disability(1, kind=4)
    home = build.home(head, *members)
    home.account = head
    build.note("lawful", "D38", [head, *members], _recent(build), "同一家庭共用账户")


def emergency_elsewhere(build: Builder, serial: int) -> None:
    """Helped where the accident happened, and at home for another cause in the same month."""
    home, head, _ = dibao_pair(build)
    day = first_award_day(build, 3)
    award(build, home, head, day, "因病支出", kind="急难型")
    elsewhere = award(build, home, head, day, "交通事故")
    build.one_offs.remove(elsewhere)
    build.beyond_one_offs.append(elsewhere)
    build.note("lawful", "D13", head, [month_of(day)], "急难型临时救助在急难发生地办理")


def single_in_margin_home(build: Builder, serial: int) -> None:
    people = couple_with(build, build.draw.randint(8, 14))
    home = build.home(*people)
    home.dibian = Spell(build.ever())
    wife = people[1]
    wife.disability = build.disability(build.draw.choice((1, 2)), kind=4)
    home.singles[wife] = Spell(build.ever())
    build.note("lawful", "D14", wife, _recent(build), "低保边缘家庭中单人保")


def family_of_a_supported_person(build: Builder, serial: int) -> None:
    """Registered with a 特困 elder, the others are a 低保 household that does not count the elder."""
    head, elder = grown_child_with_elder(build, build.draw.randint(66, 69))
    home = build.dibao(build.home(head, elder))
    elder.tekun = (Spell(build.ever()), 1)
    home.away[elder] = Spell(build.ever())
    build.note("lawful", "D01", elder, _recent(build), "家庭其他成员可继续享受低保")


def from_dibao_to_tekun(build: Builder, serial: int) -> None:
    head, elder = grown_child_with_elder(build, build.draw.randint(66, 69))
    home = build.dibao(build.home(head, elder))
    month = build.pick(build.last - 12, build.last - 1)
    elder.tekun = (Spell(month), 0)
    home.away[elder] = Spell(month)
    build.note("lawful", "D01", elder, [month - 1, month], "低保转特困，无重叠月份")


def nursing_handed_over(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(66, 78))
    person.disability = build.disability(2, kind=4)
    person.ability = 2
    build.dibao(build.home(person))
    month = build.pick(build.last - 12, build.last - 1)
    person.elder_nursing = Spell(build.ever(), month - 1)
    build.note("lawful", "D06", person, [month - 1, month], "择高后次月转换，无重叠月份")


def nursing_of_the_other_kind(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(66, 78))
    person.disability = build.disability(2, kind=4)
    person.ability = 3
    build.dibao(build.home(person))
    person.elder_nursing = Spell(build.ever())
    build.note("lawful", "O04", person, _recent(build), "已享受经济困难老年人护理补贴")


def expired_certificate(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    held = build.disability(build.draw.choice((1, 2)))
    person.disability = type(held)(held.kind, held.grade, held.spell, build.draw.choice(("过期", "冻结", "注销")))
    build.note("lawful", "O03", person, _recent(build), "残疾人证无效")
    build.note("lawful", "O04", person, _recent(build), "残疾人证无效")


def supported_and_disabled(build: Builder, serial: int) -> None:
    _, person = supported(build, build.draw.randint(62, 78))
    person.disability = build.disability(1)
    build.note("lawful", "O03", person, _recent(build), "特困人员不享受困难残疾人生活补贴")
    build.note("lawful", "O04", person, _recent(build), "特困人员不享受重度残疾人护理补贴")


def covered_as_employee(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    person.employed = True
    build.note("lawful", "O07", person, [build.last // 12 * 12], "已参加职工医保")


def covered_since_spring(build: Builder, serial: int) -> None:
    """Any active cover of the year satisfies O07, whenever it began and wherever it is held (policy.md §11.12)."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    person.slip.uninsured.add(year)
    county = (build.beyond or build.county).code
    build.covers.append(Cover(person, county, RESIDENTS, f"{year}-04-01", f"{year}-12-31", True))
    build.note("lawful", "O07", person, [year * 12, year * 12 + 3], "本年度已在异地参保")


def aid_for_the_whole_year(build: Builder, serial: int) -> None:
    people = parent_with(build, build.draw.randint(8, 13))
    build.dibao(build.home(*people))
    term = build.timeline.terms()[-1]
    people[-1].slip.whole_years.add(term.starts)
    build.note("lawful", "O15", people[-1], [term.first], "秋季学期已按全学年资助")


def instalments(build: Builder, serial: int) -> None:
    home, _, _ = dibao_pair(build)
    month = build.pick(build.last - 9, build.last - 1)
    home.split.add(month)
    build.note("lawful", "O31", home, [month], "分两次发放")


def paid_afterwards(build: Builder, serial: int) -> None:
    _, person = elder_alone(build)
    month = build.pick(build.last - 8, build.last - 3)
    for late in (month, month + 1):
        person.slip.late["elder_age", late] = month + 2
    build.note("lawful", "O31", person, [month, month + 1], "次月补发")


def not_paid_yet(build: Builder, serial: int) -> None:
    home, _, _ = dibao_pair(build)
    home.unpaid.add(build.last)
    build.note("lawful", "O31", home, [build.last], "当月尚在发放期")


def refunded_bill(build: Builder, serial: int) -> None:
    """A large bill that was refunded or voided, beside one exactly at the threshold."""
    home, head, other = dibao_pair(build)
    month = build.pick(build.last - 9, build.last - 1)
    voided = make_bill(other, home, month, 30000_00, True, build.draw)
    build.bills.append(voided._replace(valid=serial % 2 == 0, refunded=serial % 2 == 0))
    on_the_line = make_bill(head, home, month, amounts.spike_line(build.last // 12), True, build.draw)
    build.bills.append(on_the_line)
    build.note("lawful", "W01", home, [build.last], "退费结算不计入；自付恰为标准线")


def severely_disabled_died(build: Builder, serial: int) -> None:
    people = couple_with(build, build.draw.randint(8, 14), head_age=build.draw.randint(40, 54))
    people[1].disability = build.disability(build.draw.choice((1, 2)), kind=4)
    home = build.dibao(build.home(*people))
    died = build.pick(build.last - 9, build.last - 1)
    build.die(people[1], died)
    build.note("lawful", "W02", home, [died], "死亡者为重度残疾人")


def died_long_ago(build: Builder, serial: int) -> None:
    people = couple_with(build, build.draw.randint(8, 14), head_age=build.draw.randint(40, 54))
    home = build.dibao(build.home(*people))
    died = max(build.timeline.first, build.last - build.draw.randint(14, 20))
    build.die(people[1], died)
    if died <= build.last - 13:
        build.note("lawful", "W02", home, [died], "死亡已超过十二个月")


def same_name_twins(build: Builder, serial: int) -> None:
    """Twins of one name, registered in two 低保 households, one with a certificate: two people."""
    one = build.person(build.draw.randint(30, 50), 1)
    two = build.person(0, 1, name=one.name, birth=one.birth)
    build.dibao(build.home(one))
    build.dibao(build.home(two))
    one.disability = build.disability(2, kind=4)
    build.note("lawful", "D14", two, _recent(build), "同名同生日的双胞胎是两个人")
    build.note("lawful", "O04", two, _recent(build), "同名双胞胎中另一人持证")


def no_nursing_below_grade_two(build: Builder, serial: int) -> None:
    _, person = disabled_alone(build)
    person.disability = build.disability(3, kind=4)
    build.note("lawful", "O04", person, _recent(build), "三级肢体残疾不在护理补贴范围")
