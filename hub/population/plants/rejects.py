"""Rows that must be rejected, about invented people: well under 1 % of any list, none near a planted case.

Each is in a long list of its own month, with a surname that no other person has.
"""

from __future__ import annotations

from hub.population.book import Bill, Cover
from hub.population.builder import Builder
from hub.population.health import RESIDENTS
from hub.population.identity import mistyped
from hub.population.labels import PAID_NAMES
from hub.population.names import rare_name
from hub.population.plants.unknown import AID, PAYMENTS, SUBSIDIES
from hub.population.timeline import last_day
from schema.values.month import month_text

PEOPLE = "minzheng_dibao.people"
ELDERS = "minzheng_elder.register"


def break_lists(build: Builder) -> None:
    """In a county with long lists: one row of every kind that cannot be read."""
    if not build.large:
        return
    month = build.last - 10
    draw = build.draw
    other = next(home for home in build.homes if home.case is False and len(home.members) > 1)
    someone = other.members[0]
    wrong = mistyped(someone.id)
    name = rare_name(1, draw)
    families = [home for home in build.homes if home.dibao is not None and month in home.dibao]
    if build.may_break(PEOPLE, month) and families:
        head = families[0].members[0]
        cells = {
            "姓名": name,
            "身份证号": wrong,
            "户主身份证号": head.written,
            "与户主关系": "其他亲属",
            "救助类型": "农村低保",
        }
        build.break_row(PEOPLE, month, cells)
    if build.may_break(ELDERS, month):
        cells = {"老人姓名": name, "身份证号码": wrong[:17], "补贴项目": "高龄津贴", "发放金额": "60"}
        build.break_row(ELDERS, month, cells)
    if build.may_break(SUBSIDIES, month):
        cells = {"姓名": name, "残疾类别": "肢体", "残疾证号": wrong[:15] + "42", "护理补贴": "139"}
        build.break_row(SUBSIDIES, month, cells | {"地址": other.address})
    if build.may_break(PAYMENTS, month):
        cells = {"姓名": name, "身份证号": wrong + "\t", "补贴项目": PAID_NAMES["elder_age"], "金额(元)": "60.00"}
        cells |= {"乡镇": other.village.township, "村": other.village.name, "账号": someone.account.number}
        build.break_row(PAYMENTS, month, cells)
    term = build.timeline.terms()[-3]
    if build.may_break(AID, term.first):
        cells = {"*学年": term.school_year, "*学期": term.season + "学期", "*姓名": name, "*身份证号": wrong}
        build.break_row(AID, term.first, cells | {"*资助项目": "义务教育生活补助", "*资助金额(元)": "312.5"})
    _break_tables(build, month)


def _break_tables(build: Builder, month: int) -> None:
    """31 February, and a year of cover that ends before it begins, beside the good ones of the same person."""
    home = next(home for home in build.homes if home.case is False and len(home.members) > 2 and home.dibao is None)
    person = home.members[0]
    year = build.last // 12 - 4
    build.covers.append(Cover(person, build.county.code, RESIDENTS, f"{year}-01-01", f"{year - 1}-12-31", False))
    build.covers.append(Cover(person, build.county.code, RESIDENTS, f"{year}-02-31", f"{year}-12-31", False))
    bad = Bill(person, build.county.code, last_day(month), 90_00, 30_00, 0, 60_00, False)
    build.bills.append(bad._replace(day_text=f"{month_text(month)[:4]}-02-30 10:00:00"))
