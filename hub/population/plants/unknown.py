"""Unknown cases: they look like findings and may not be raised, because the absence is not covered.

Two lists of the last county are missing on purpose (``NOT_DELIVERED``); elsewhere one row could not be read, a cause is
not mapped, or a sign of life came after a death.
"""

from __future__ import annotations

from datetime import timedelta

from hub.population import amounts
from hub.population.book import Cover
from hub.population.builder import Builder
from hub.population.health import RESIDENTS, make_bill
from hub.population.labels import AID_NAMES, KINDS, PAID_NAMES
from hub.population.names import rare_name
from hub.population.people import Person
from hub.population.plants.families import couple_with, dibao_pair, disabled_alone, elder_alone, parent_with
from hub.population.plants.money import award, first_award_day
from hub.population.schooling import ITEMS, stage_of
from hub.population.timeline import Timeline
from schema.values.month import month_of

SUBSIDIES = "minzheng_liangbu.register"
PAYMENTS = "caizheng_yikatong.details"
AID = "jiaoyu_aid.awards"


def not_delivered(timeline: Timeline) -> set[tuple[str, int]]:
    """(stream, month) that the last county does not deliver."""
    return {(SUBSIDIES, timeline.last - 3), (PAYMENTS, timeline.last - 5)}


def subsidies_not_delivered(build: Builder, serial: int) -> None:
    """The certificate was given in the month of the missing list; the subsidies are listed from the next month on."""
    month = build.last - 3
    _, _, person = dibao_pair(build)
    person.disability = build.disability(2, month, kind=4)
    person.slip.dropped["disab_living"] = {month}
    person.slip.dropped["disab_nursing"] = {month}
    build.note("unknown", "O03", person, [month], "该县该月两项补贴名册未交付")
    build.note("unknown", "O04", person, [month], "该县该月两项补贴名册未交付")


def payments_not_delivered(build: Builder, serial: int) -> None:
    _, person = elder_alone(build)
    build.note("unknown", "O31", person, [build.last - 5], "该县该月一卡通明细未交付")


def subsidy_row_unreadable(build: Builder, serial: int) -> None:
    """The person's row is on the list, its amount cannot be read: by its certificate number it is theirs."""
    month = build.last - 2 - serial
    if serial > 6 or not build.may_break(SUBSIDIES, month):
        return
    home, _, person = dibao_pair(build)
    person.disability = build.disability(3, kind=4)
    person.slip.dropped["disab_living"] = {month}
    cells = _subsidy_cells(person, home.address, person.disability.number(person.id, month))
    build.break_row(SUBSIDIES, month, cells | {"生活补贴": "见附表"})
    build.note("unknown", "O03", person, [month], "名册中该人一行金额无法识别")


def subsidy_row_of_somebody(build: Builder, serial: int) -> None:
    """A row with the person's name in the same township, whose certificate number lacks a digit."""
    month = build.last - 2 - serial
    if serial > 6 or not build.may_break(SUBSIDIES, month):
        return
    person = build.person(build.draw.randint(30, 58), 1, name=rare_name(1, build.draw) + "安")
    person.disability = build.disability(2, kind=4)
    home = build.home(person)
    person.slip.dropped["disab_nursing"] = {month}
    number = person.disability.number(person.id, month)
    cells = _subsidy_cells(person, home.address, number[:9] + number[10:20])
    build.break_row(SUBSIDIES, month, cells | {"护理补贴": str(amounts.disab_nursing(2) // 100)})
    build.note("unknown", "O04", person, [month], "名册中同乡镇同名一行残疾证号不全")


def _subsidy_cells(person: Person, address: str, number: str) -> dict[str, str]:
    kind = person.disability.kind if person.disability else 4
    return {"姓名": person.name, "残疾类别": KINDS[kind], "残疾证号": number, "地址": address, "联系电话": person.phone}


def payment_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2 - serial
    if serial > 6 or not build.may_break(PAYMENTS, month):
        return
    home, person = disabled_alone(build)
    person.slip.unpaid["disab_nursing"] = {month}
    cells = {
        "乡镇": home.village.township,
        "村": home.village.name,
        "姓名": person.name,
        "身份证号": person.id + "\t",
        "补贴项目": PAID_NAMES["disab_nursing"],
        "金额(元)": "待核",
        "开户行": person.account.bank,
        "账号": person.account.number,
        "账户名": person.name,
    }
    build.break_row(PAYMENTS, month, cells)
    build.note("unknown", "O31", person, [month], "明细中该人一行金额无法识别")


def aid_row_unreadable(build: Builder, serial: int) -> None:
    terms = build.timeline.terms()
    if serial > 1:
        return
    term = terms[-1 - serial]
    if not build.may_break(AID, term.first):
        return
    people = parent_with(build, build.draw.randint(8, 13))
    build.dibao(build.home(*people))
    child = people[-1]
    child.slip.unaided.add(term.first)
    stage = stage_of(child, term)
    cells = {
        "*学年": term.school_year,
        "*学期": term.season + "学期",
        "*姓名": child.name,
        "*身份证号": child.id,
        "学段": stage,
        "*资助项目": AID_NAMES[ITEMS[stage]],
        "*资助金额(元)": "按标准",
        "困难类型": "低保家庭学生",
    }
    build.break_row(AID, term.first, cells)
    build.note("unknown", "O15", child, [term.first], "资助名单中该生一行金额无法识别")


def cover_row_unreadable(build: Builder, serial: int) -> None:
    """This year's cover ends before it begins: the row cannot be taken, and the person may well be covered."""
    if not build.large or serial > 2:
        return
    _, _, person = dibao_pair(build)
    year = build.last // 12
    person.slip.uninsured.add(year)
    build.covers.append(Cover(person, build.county.code, RESIDENTS, f"{year}-01-01", f"{year - 1}-12-31", True))
    build.note("unknown", "O07", person, [year * 12], "参保记录止期早于起期")


def cause_not_mapped(build: Builder, serial: int) -> None:
    home, head, other = dibao_pair(build)
    day = first_award_day(build, 150)
    award(build, home, head, day, "其他")
    later = award(build, home, other, day + timedelta(days=build.draw.randint(20, 150)), "其他")
    build.note("unknown", "D23", home, [month_of(later.day)], "救助原因未能归类")


def death_disputed(build: Builder, serial: int) -> None:
    """A medical settlement two months after the reported death: to be verified, not to be raised."""
    home, person = elder_alone(build)
    died = build.pick(build.last - 9, build.last - 3)
    _dispute(build, person, died)
    build.bills.append(make_bill(person, home, died + 2, 200_00, False, build.draw))
    build.note("unknown", "D16", person, range(died + 1, build.last + 1), "报告死亡之后仍有就医结算")


def labourer_death_disputed(build: Builder, serial: int) -> None:
    people = couple_with(build, build.draw.randint(8, 14), head_age=build.draw.randint(40, 54))
    home = build.dibao(build.home(*people))
    died = build.pick(build.last - 9, build.last - 3)
    _dispute(build, people[1], died)
    build.bills.append(make_bill(people[1], home, died + 2, 200_00, True, build.draw))
    build.note("unknown", "W02", home, [died], "报告死亡之后仍有就医结算")
    build.note("unknown", "D16", people[1], range(died + 1, build.last + 1), "报告死亡之后仍有就医结算")


def _dispute(build: Builder, person: Person, died: int) -> None:
    """Reported dead by 卫健 alone, and in truth alive: every list continues."""
    build.reported_dead.append((person, died))
