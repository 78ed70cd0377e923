"""人社, 市场监管 and 财政: D32, D33, D36, D37, O22, O221 and W03, with their look-alikes.

The month in which a job is first listed, or in which a registration is made, is payable.
"""

from __future__ import annotations

from hub.population.builder import Builder
from hub.population.law import Offer, Post, Pushed
from hub.population.people import Home, Person
from hub.population.plants.custody import CONSCRIPTS, PRISON, away, ended_before
from hub.population.plants.families import dibao_pair
from hub.population.plants.means import check
from hub.population.timeline import day_in

BENEFIT, POST = 1500_00, 800_00
BUSINESS, PAYROLL, INSURED = "scdj_ry", "czgy_ry", "si_cbxx"
PUSH = "renshe_push.people"
FIRM = "鲁兴食品有限公司"
_PROPERTY = ((1, 1, 3_000), ("无", 2, 3_000), (0, 1, 86_000))
"""Vehicles, dwellings and yuan; one of them in each is too much."""


def _alone(build: Builder, age: int) -> Person:
    person = build.person(age)
    build.home(person)
    return person


def d33(build: Builder, serial: int) -> None:
    """Unemployment benefit goes on in a job, with a pension, in prison or as a conscript."""
    person = _alone(build, build.draw.randint(22, 55))
    start = build.timeline.first + 1
    if serial % 4 == 0:
        hired = build.pick(build.last - 10, build.last - 1)
        build.law.pushed.append(Pushed(person, start, hired - 1, unemployed=True, benefit=BENEFIT))
        build.law.pushed.append(Pushed(person, hired, build.last, benefit=BENEFIT, employer=FIRM))
        months, note = range(hired + 1, build.last + 1), "重新就业"
    else:
        build.law.pushed.append(Pushed(person, start, build.last, unemployed=True, benefit=BENEFIT))
        if serial % 4 == 1:
            first = build.pick(build.last - 10, build.last - 1)
            build.law.keep(INSURED, person, day_in(first, 10), None, ("职工养老", "领取待遇", "个人"))
            months, note = range(first + 1, build.last + 1), "领取养老金"
        else:
            months = away(build, (PRISON, CONSCRIPTS)[serial % 2], person, back=10)
            note = ("服刑", "服义务兵役")[serial % 2]
    build.plant("D33", person, months, BENEFIT * len(months), f"{note}期间仍领取失业保险金")


def d32(build: Builder, serial: int) -> None:
    """A public-interest post goes on beside a job, a business or a public pay, or past sixty."""
    start = build.timeline.first + 1
    person = _alone(build, 61 if serial % 4 == 3 else build.draw.randint(35, 56))
    build.law.posts.append(Post(person, start, build.last, "乡村保洁员", POST))
    if serial % 4 == 3:
        sixty = next(month for month in range(start, build.last + 1) if person.age(month) >= 60)
        months, note = range(sixty, build.last + 1), "已满六十周岁"
    else:
        first = build.pick(build.last - 10, build.last - 1)
        months = range(first + 1, build.last + 1)
        if serial % 4 == 0:
            build.law.pushed.append(Pushed(person, first, build.last, employer=FIRM))
        elif serial % 4 == 1:
            build.law.keep(BUSINESS, person, day_in(first, 10), None, ("个体工商户", "经营者"))
        else:
            build.law.keep(PAYROLL, person, day_in(first, 10), None, ("县水利局", "在职"))
        note = ("已在单位就业", "已办理个体工商户登记", "已列入财政供养")[serial % 4]
    build.plant("D32", person, months, POST * len(months), f"{note}，仍在公益性岗位")


def d36(build: Builder, serial: int) -> None:
    """Counted in 低保, and on the public payroll, running a company, or with property by a means check."""
    _, _, person = dibao_pair(build)
    first = build.pick(build.last - 14, build.last - 1)
    if serial % 3 == 2:
        check(build, person, first, assets=_PROPERTY[serial // 3 % 3])
        months = range(first, min(first + 11, build.last) + 1)
        build.plant("D36", person, months, None, "低保对象经核对有机动车、第二套住房或大额存款")
        return
    if serial % 3:
        build.law.keep(PAYROLL, person, day_in(first, 10), None, ("县水利局", "在职"))
    else:
        build.law.keep(BUSINESS, person, day_in(first, 10), None, ("企业", "股东"))
    build.plant("D36", person, range(first + 1, build.last + 1), None, "低保对象为财政供养人员或企业股东")


def d37(build: Builder, serial: int) -> None:
    """Three refusals in three months; the own share may be cut until six months after the first."""
    home, _, person = dibao_pair(build)
    home.no_topup = True
    first = build.pick(build.last - 10, build.last - 3)
    for month in range(first, first + 3):
        build.law.offers.append(Offer(person, day_in(month, 5), "无正当理由拒绝"))
    months = range(first + 3, min(first + 5, build.last) + 1)
    build.plant("D37", person, months, home.per_head * len(months), "六个月内三次拒绝适合的工作")


def o22(build: Builder, serial: int) -> None:
    """Unemployed since before this year, and no training, post or service in it."""
    _, person = _unemployed(build, build.timeline.first)
    year = build.last // 12
    build.plant("O22", person, [year * 12], None, f"{year}年度登记失业未获就业帮扶")


def o221(build: Builder, serial: int) -> None:
    """Both grown members are unemployed and in training, and neither is given work."""
    home, head, other = dibao_pair(build)
    for person in (head, other):
        build.law.pushed.append(
            Pushed(person, build.timeline.first, build.last, unemployed=True, training="家政服务员")
        )
    months = range(build.last - 11, build.last + 1)
    build.plant("O221", home, months, None, "有劳动能力的成员均登记失业，无人就业")


def one_has_work(build: Builder, serial: int) -> None:
    """One of the two has a public-interest post, or a job."""
    home, head, other = dibao_pair(build)
    first = build.timeline.first
    build.law.pushed.append(Pushed(head, first, build.last, unemployed=True, training="家政服务员"))
    if serial % 2:
        build.law.posts.append(Post(other, first, build.last, "乡村保洁员", POST))
    else:
        build.law.pushed.append(Pushed(other, first, build.last, employer=FIRM))
    build.note("lawful", "O221", home, [build.last], "家中已有一人就业")


def w03(build: Builder, serial: int) -> None:
    """A member lost a job within the year; the training is given from the first month on."""
    lost = build.pick(build.last - 9, build.last)
    home, _ = _unemployed(build, lost, "家政服务员")
    build.plant("W03", home, [lost], None, "家庭成员失业")


def _unemployed(build: Builder, first: int, training: str = "") -> tuple[Home, Person]:
    home, _, person = dibao_pair(build)
    build.law.pushed.append(Pushed(person, first, build.last, unemployed=True, training=training))
    return home, person


def benefit_ended_with_the_job(build: Builder, serial: int) -> None:
    person = _alone(build, build.draw.randint(25, 50))
    hired = build.pick(build.last - 8, build.last - 2)
    build.law.pushed.append(Pushed(person, build.last - 11, hired - 1, unemployed=True, benefit=BENEFIT))
    build.law.pushed.append(Pushed(person, hired, hired, benefit=BENEFIT, employer=FIRM))
    build.law.pushed.append(Pushed(person, hired + 1, build.last, employer=FIRM))
    build.note("lawful", "D33", person, range(hired, build.last + 1), "就业次月起已停发")


def post_ended_with_the_job(build: Builder, serial: int) -> None:
    person = _alone(build, build.draw.randint(35, 56))
    hired = build.pick(build.last - 8, build.last - 2)
    build.law.posts.append(Post(person, build.last - 11, hired, "乡村保洁员", POST))
    build.law.pushed.append(Pushed(person, hired, build.last, employer=FIRM))
    build.note("lawful", "D32", person, range(hired, build.last + 1), "就业当月退出公益性岗位")


def sole_trader_in_need(build: Builder, serial: int) -> None:
    """The means check of the last month but one finds one dwelling and little money."""
    _, _, person = dibao_pair(build)
    build.law.keep(BUSINESS, person, day_in(build.last - 9, 10), None, ("个体工商户", "经营者"))
    check(build, person, build.last - 1, assets=("无", 1, 4_500))
    build.note("lawful", "D36", person, range(build.last - 8, build.last + 1), "个体工商户，不是企业，核对无大额财产")


def refused_twice(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    for month, outcome in ((5, "无正当理由拒绝"), (4, "无正当理由拒绝"), (3, "有正当理由未成")):
        build.law.offers.append(Offer(person, day_in(build.last - month, 5), outcome))
    build.note("lawful", "D37", person, range(build.last - 3, build.last + 1), "第三次有正当理由")


def trained_this_year(build: Builder, serial: int) -> None:
    _, person = _unemployed(build, build.timeline.first, "家政服务员")
    build.note("lawful", "O22", person, [build.last // 12 * 12], "本年度已参加职业培训")


def lost_a_job_in_no_need(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(25, 50))
    home = build.home(person)
    lost = build.last - 4
    build.law.pushed.append(Pushed(person, lost, build.last, unemployed=True))
    build.note("lawful", "W03", home, [lost], "失业，但不属于任何困难类别")


def pension_row_unreadable(build: Builder, serial: int) -> None:
    """The pension ended before it began: whether one is drawn is unknown."""
    if serial == build.county.index == 0:
        person = _alone(build, build.draw.randint(50, 56))
        build.law.pushed.append(Pushed(person, build.last - 11, build.last, unemployed=True, benefit=BENEFIT))
        months = ended_before(build, INSURED, person, ("职工养老", "领取待遇", "个人"))
        build.note("unknown", "D33", person, months, "养老待遇止期早于起期")


def business_row_unreadable(build: Builder, serial: int) -> None:
    """On a post; the business was closed before it was registered."""
    if serial == build.county.index == 0:
        person = _alone(build, build.draw.randint(35, 56))
        build.law.posts.append(Post(person, build.last - 11, build.last, "乡村保洁员", POST))
        months = ended_before(build, BUSINESS, person, ("个体工商户", "经营者"))
        build.note("unknown", "D32", person, months, "经营主体注销日期早于登记日期")


def payroll_row_unreadable(build: Builder, serial: int) -> None:
    if serial == build.county.index == 0:
        _, _, person = dibao_pair(build)
        months = ended_before(build, PAYROLL, person, ("县水利局", "在职"))
        build.note("unknown", "D36", person, months, "财政供养止期早于起期")


def third_refusal_unreadable(build: Builder, serial: int) -> None:
    """Two refusals, and an offer whose outcome is none of the list."""
    if serial == build.county.index == 0:
        _, _, person = dibao_pair(build)
        for month, outcome in ((5, "无正当理由拒绝"), (4, "无正当理由拒绝"), (3, "见附页")):
            build.law.offers.append(Offer(person, day_in(build.last - month, 5), outcome))
        build.note("unknown", "D37", person, range(build.last - 2, build.last + 1), "第三次岗位推荐的结果无法识别")


def second_push_row_unreadable(build: Builder, serial: int) -> None:
    """One of two members is unemployed; whether the other is too in one month stands in a row that cannot be read."""
    month = build.last - 2
    if serial == 0 and build.may_break(PUSH, month):
        home, head, person = dibao_pair(build)
        build.law.pushed.append(Pushed(head, build.timeline.first, build.last, unemployed=True, training="家政服务员"))
        cells = {"姓名": person.name, "身份证号": person.id, "是否失业": "是", "月待遇金额": "待核"}
        build.break_row(PUSH, month, cells)
        build.note("unknown", "O221", home, [month], "推送中另一成员一行金额无法识别")


def push_row_unreadable(build: Builder, serial: int) -> None:
    """Unemployed for the first time in the last month, by a row whose sum cannot be read."""
    if serial == build.county.index == 0:
        home, _, person = dibao_pair(build)
        cells = {"姓名": person.name, "身份证号": person.id, "是否失业": "是", "月待遇金额": "待核"}
        build.break_row(PUSH, build.last, cells)
        build.note("unknown", "W03", home, [build.last], "推送中该人一行金额无法识别")
