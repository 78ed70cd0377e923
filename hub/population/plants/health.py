"""Medical insurance and health: D26, D27 (two covers, two subsidies), O17 (elders), O19 (rehabilitation), look-alikes.

Premiums of people in need are subsidised year by year (``hub.population.health``); a planted person's years without
that cover are slips.
"""

from __future__ import annotations

from datetime import timedelta

from hub.population import amounts
from hub.population.book import Claim, Cover, Status
from hub.population.builder import Builder
from hub.population.health import EMPLOYEES, RESIDENTS, make_bill
from hub.population.labels import PAID_NAMES
from hub.population.law import Premium
from hub.population.people import Home, Person, Spell
from hub.population.plants.exclusions import stretch
from hub.population.plants.families import couple_with, dibao_pair, disabled_alone, parent_with, supported
from hub.population.plants.omissions import omitted
from hub.population.timeline import day_in
from schema.values.month import first_day

ELDERS, REHAB = "minzheng_elder.register", "canlian_rehab.awards"
ABILITY, CARE, CLAIMS = "minzheng_ability.people", "yibao_care.people", "yibao_claims.claims"


def _own_cover(build: Builder, person: Person, county: str, first: int, last: int, subsidised: bool) -> None:
    """A residents' cover of this year from one month to another, instead of the one that everybody has."""
    person.slip.uninsured.add(first // 12)
    end = first_day(last + 1) - timedelta(days=1)
    build.covers.append(Cover(person, county, RESIDENTS, first_day(first).isoformat(), end.isoformat(), subsidised))


def _beyond(build: Builder) -> str:
    return (build.beyond or build.county).code


def d26(build: Builder, serial: int) -> None:
    """Covered as a resident, and from a month on as an employee too, or as a resident of the next county as well."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    if serial % 2:
        build.covers.append(Cover(person, build.county.code, EMPLOYEES, first_day(month).isoformat(), "", False))
        build.plant("D26", person, range(month, build.last + 1), None, "同时参加职工医保和居民医保")
        return
    last = build.pick(month, build.last)
    start, end = first_day(month), first_day(last + 1) - timedelta(days=1)
    build.covers.append(Cover(person, _beyond(build), RESIDENTS, start.isoformat(), end.isoformat(), False))
    build.plant("D26", person, range(month, last + 1), None, "两地重复参加居民医保")


def d27(build: Builder, serial: int) -> None:
    """Subsidised here until a month, and again in the next county from the month after it."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    _own_cover(build, person, build.county.code, year * 12, month - 1, True)
    _own_cover(build, person, _beyond(build), month, year * 12 + 11, True)
    build.plant("D27", person, [month], None, f"{year}年度两地重复资助参保")


def d42(build: Builder, serial: int) -> None:
    """The pension premium of this year was paid as a 低保 member, and again as somebody severely disabled."""
    _, _, person = dibao_pair(build)
    month = build.pick(build.last // 12 * 12 + 1, build.last)
    build.law.premiums.append(Premium(person, build.county.code, day_in(month, 20), "重度残疾人"))
    build.plant("D42", person, [month], amounts.PREMIUM, "同一年度按两种身份代缴养老保险费")


def o17(build: Builder, serial: int) -> None:
    """A 低保 elder of under eighty who is not on the list of the allowance for elders in need."""
    _, person = _elder_in_need(build)
    months = omitted(build)
    person.slip.dropped["elder_living"] = set(months)
    build.plant("O17", person, months, amounts.elder_living(70) * len(months), "低保老年人未享受经济困难老年人补贴")


def o19(build: Builder, serial: int) -> None:
    """A child with a certificate, and no rehabilitation this year; half of them since the certificate was given."""
    people = parent_with(build, build.draw.randint(8, 13))
    build.home(*people)
    child = people[-1]
    year = build.last // 12
    first = build.pick(year * 12 + 1, build.last) if serial % 2 else year * 12
    child.disability = build.disability(3, first if serial % 2 else None, kind=4)
    child.slip.untrained.add(year)
    build.plant("O19", child, [first], None, f"{year}年度残疾儿童无康复救助")


def o01(build: Builder, serial: int) -> None:
    """A member of a 低保边缘 household with a severe disability or a serious illness, and no 低保 alone (单人保)."""
    home, person = _borderline(build)
    months = omitted(build)
    if serial % 3 == 0:
        person.illness = (build.draw.choice(("恶性肿瘤", "尿毒症透析治疗", "白血病")), Spell(months[0]))
    elif serial % 3 == 1:
        person.disability = build.disability(build.draw.choice((1, 2)), months[0], kind=4)
    else:
        person.disability = build.disability(3, months[0], kind=build.draw.choice((5, 6)))
    if months[-1] < build.last:
        home.singles[person] = Spell(months[-1] + 1)
    build.plant("O01", person, months, None, "低保边缘家庭重病重残人员未按单人保纳入低保")


def o33(build: Builder, serial: int) -> None:
    """A severely disabled member of a 低保 household without 分类施保 in some months."""
    _, _, person = dibao_pair(build)
    months = omitted(build)
    person.disability = build.disability(build.draw.choice((1, 2)), kind=4)
    person.slip.dropped["dibao_topup"] = set(months)
    build.plant("O33", person, months, None, "低保重度残疾人未享受分类施保")


def o08(build: Builder, serial: int) -> None:
    """医保 does not know the status for some months; half of them entered 低保 in the month before these."""
    home, _, person = dibao_pair(build)
    months = omitted(build)
    if serial % 2:
        build.dibao(home, months[0] - 1)
    person.slip.unknown_to_insurer = set(months) | ({build.last + 1} if months[-1] == build.last else set())
    build.plant("O08", person, months, None, "医保系统未同步救助对象身份")


def o18(build: Builder, serial: int) -> None:
    """A 低保 elder assessed as moderately or severely disabled, and no nursing allowance."""
    _, person = _elder_in_need(build)
    months = omitted(build)
    person.ability, person.assessed = build.draw.choice((2, 3)), Spell(months[0] if serial % 2 else build.ever())
    person.elder_nursing = Spell(build.ever())
    person.slip.dropped["elder_nursing"] = set(months)
    if serial % 2:
        person.elder_nursing = Spell(months[-1] + 1)
    build.plant("O18", person, months, amounts.ELDER_NURSING * len(months), "失能低保老年人未享受护理类补贴")


def d40(build: Builder, serial: int) -> None:
    """A benefit of long-term care insurance beside the nursing allowance of the severely disabled."""
    _, person = disabled_alone(build)
    months = stretch(build)
    person.care = Spell(months[0], months[-1])
    grade = person.disability.grade if person.disability else 1
    build.plant("D40", person, months, amounts.disab_nursing(grade) * len(months), "长护险待遇与护理补贴同时享受")


def d25(build: Builder, serial: int) -> None:
    """One invoice handed in here and in the next county, whose aid is smaller: that is undue."""
    _, _, person = dibao_pair(build)
    visit = build.pick(build.last - 10, build.last)
    day = day_in(visit, build.draw.randint(1, 24))
    invoice = f"{build.draw.randrange(10**9, 10**10)}"
    aid = build.draw.randint(4, 30) * 50_00
    here, beyond = build.county.code, _beyond(build)
    for at, (county, given) in enumerate(((here, aid), (beyond, aid // 2))):
        month = min(build.last, visit + at)
        build.claims.append(Claim(person, county, invoice, day, 150_00, 600_00, given, month))
    build.plant("D25", person, [visit], aid // 2, "同一票据两地手工结报")


def o09(build: Builder, serial: int) -> None:
    """Two bills of this year that together pass the line, and no aid in either; under the household's W01."""
    home, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last)
    for when in (year * 12, month):
        build.bills.append(make_bill(person, home, when, build.draw.randint(2600, 4000) * 100, False, build.draw))
    build.plant("O09", person, [month], None, "自付医疗费用超过救助线未获医疗救助")


def handed_over(build: Builder, serial: int) -> None:
    """Covered as an employee from the month after the residents' cover ended."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    _own_cover(build, person, build.county.code, year * 12, month - 1, True)
    start = first_day(month).isoformat()
    build.covers.append(Cover(person, build.county.code, EMPLOYEES, start, "", False))
    build.note("lawful", "D26", person, range(year * 12, build.last + 1), "居民医保转职工医保，无重叠月份")


def paid_by_oneself(build: Builder, serial: int) -> None:
    """The second cover of the year, in another county, was not subsidised."""
    _, _, person = dibao_pair(build)
    year = build.last // 12
    month = build.pick(year * 12 + 1, build.last - 1)
    _own_cover(build, person, build.county.code, year * 12, month - 1, True)
    _own_cover(build, person, _beyond(build), month, year * 12 + 11, False)
    build.note("lawful", "D27", person, range(year * 12, build.last + 1), "第二次参保由本人缴费")


def premium_of_another_year(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    month = build.last // 12 * 12 - 1
    build.law.premiums.append(Premium(person, build.county.code, day_in(month, 20), "重度残疾人"))
    build.note("lawful", "D42", person, [month], "两个年度各代缴一次")


def not_sixty_yet(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(55, 58))
    build.dibao(build.home(person))
    build.note("lawful", "O17", person, range(build.last - 9, build.last + 1), "未满六十周岁")


def supported_elder(build: Builder, serial: int) -> None:
    """特困 and named in the papers of a 低保 household that does not count them."""
    _, person = supported(build, build.draw.randint(62, 78))
    build.note("lawful", "O17", person, range(build.last - 9, build.last + 1), "特困人员不享受该补贴")


def grown_up(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(19, 24))
    person.disability = build.disability(3, kind=4)
    build.home(person)
    build.note("lawful", "O19", person, [build.last // 12 * 12], "已满十八周岁")


def common_illness(build: Builder, serial: int) -> None:
    _, person = _borderline(build)
    person.illness = ("高血压", Spell(build.ever()))
    build.note("lawful", "O01", person, range(build.last - 9, build.last + 1), "普通慢性病不属于重病")


def less_disabled(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    person.disability = build.disability(3, kind=4)
    build.note("lawful", "O33", person, range(build.last - 9, build.last + 1), "三级残疾不属于重度残疾")


def ill_of_something_rare(build: Builder, serial: int) -> None:
    _, _, person = dibao_pair(build)
    person.illness = ("特发性肺动脉高压", Spell(build.ever()))
    build.note("unknown", "O33", person, range(build.last - 9, build.last + 1), "病种是否属于重病未列明")


def just_entered(build: Builder, serial: int) -> None:
    """医保 takes a status over in the month after it was given."""
    home, _, person = dibao_pair(build)
    month = build.pick(build.last - 9, build.last)
    build.dibao(home, month)
    build.note("lawful", "O08", person, [month], "认定次月起医保享受待遇")


def slightly_disabled(build: Builder, serial: int) -> None:
    _, person = _elder_in_need(build)
    person.ability, person.assessed = 1, Spell(build.ever())
    build.note("lawful", "O18", person, range(build.last - 9, build.last + 1), "轻度失能不在护理补贴范围")


def care_alone(build: Builder, serial: int) -> None:
    person = build.person(build.draw.randint(66, 78))
    person.disability = build.disability(3, kind=4)
    person.care = Spell(build.ever())
    build.home(person)
    build.note("lawful", "D40", person, range(build.last - 9, build.last + 1), "仅享受长护险待遇")


def two_invoices(build: Builder, serial: int) -> None:
    """Two bills of one stay, each with an invoice of its own."""
    _, _, person = dibao_pair(build)
    month = build.pick(build.last - 9, build.last)
    for number in ("1", "2"):
        invoice = f"{build.draw.randrange(10**8, 10**9)}{number}"
        day = day_in(month, 12)
        build.claims.append(Claim(person, build.county.code, invoice, day, 150_00, 600_00, 300_00, month))
    build.note("lawful", "D25", person, [month], "同一次住院的两张票据")


def aided_bill(build: Builder, serial: int) -> None:
    home, _, person = dibao_pair(build)
    month = build.pick(build.last // 12 * 12 + 1, build.last)
    build.bills.append(make_bill(person, home, month, 7000_00, True, build.draw))
    build.note("lawful", "O09", person, [month], "结算中已有医疗救助")


def bill_unreadable(build: Builder, serial: int) -> None:
    """The bill that would pass the line has no day that can be read."""
    if not build.large or serial > 2:
        return
    home, _, person = dibao_pair(build)
    year = build.last // 12
    build.bills.append(make_bill(person, home, year * 12, 3000_00, False, build.draw))
    unreadable = make_bill(person, home, build.last, 3000_00, False, build.draw)
    build.bills.append(unreadable._replace(day_text=f"{year}-06-31 10:00:00"))
    build.note("unknown", "O09", person, [year * 12 + 5], "一笔结算日期无法识别")


def claim_unreadable(build: Builder, serial: int) -> None:
    """The same invoice again, with a sum that cannot be read."""
    month = build.last - 4
    if build.county.index or not build.may_break(CLAIMS, month):
        return
    home, _, person = dibao_pair(build)
    invoice, day = f"{build.draw.randrange(10**9, 10**10)}", day_in(month - 1, 9)
    build.claims.append(Claim(person, build.county.code, invoice, day, 150_00, 600_00, 300_00, month - 1))
    cells = {"区划代码": home.county.code, "姓名": person.name, "身份证号": person.id, "票据号码": invoice}
    cells |= {"就诊日期": day.isoformat(), "费用总额(元)": "见票据", "报销日期": day_in(month, 25).isoformat()}
    build.break_row(CLAIMS, month, cells)
    build.note("unknown", "D25", person, [month - 1], "手工结报名单该人一行金额无法识别")


def rare_illness(build: Builder, serial: int) -> None:
    """A disease of which the list does not say whether it is serious."""
    _, person = _borderline(build)
    person.illness = ("特发性肺动脉高压", Spell(build.ever()))
    build.note("unknown", "O01", person, range(build.last - 9, build.last + 1), "病种是否属于重病未列明")


def status_row_unreadable(build: Builder, serial: int) -> None:
    """The only row of the person's status at 医保 ends before it begins."""
    if not build.large or serial > 2:
        return
    _, _, person = dibao_pair(build)
    person.slip.unknown_to_insurer = set(range(build.timeline.first, build.last + 2))
    first = first_day(build.last - 11)
    end = first - timedelta(days=1)
    begins, ends = first.isoformat(), end.isoformat()
    build.statuses.append(Status(person, build.county.code, "低保对象", begins, ends.replace(ends[:4], "2019")))
    build.note("unknown", "O08", person, range(build.last - 9, build.last + 1), "医保身份记录止期早于起期")


def ability_row_unreadable(build: Builder, serial: int) -> None:
    """The one assessment cannot be read: the person may be disabled."""
    month = build.last - 2
    if build.county.index or not build.may_break(ABILITY, month):
        return
    home, person = _elder_in_need(build)
    cells = {"区划代码": home.county.code, "姓名": person.name, "身份证号": person.id, "评估等级": "待复评"}
    build.break_row(ABILITY, month, cells)
    build.note("unknown", "O18", person, [month], "能力评估等级无法识别")


def care_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2
    if build.county.index or not build.may_break(CARE, month):
        return
    home, person = disabled_alone(build)
    cells = {"区划代码": home.county.code, "姓名": person.name, "身份证号": person.id, "月待遇金额": "见附表"}
    build.break_row(CARE, month, cells)
    build.note("unknown", "D40", person, [month], "长护险名单该人一行金额无法识别")


def second_cover_unreadable(build: Builder, serial: int) -> None:
    """A second, subsidised cover in the next county ends before it begins: it may well be one."""
    if not build.large or serial > 2:
        return
    _, _, person = dibao_pair(build)
    year = build.last // 12
    build.covers.append(Cover(person, _beyond(build), EMPLOYEES, f"{year}-02-01", f"{year - 1}-12-31", True))
    months = range(year * 12 + 1, build.last + 1)
    build.note("unknown", "D26", person, months, "第二条参保记录止期早于起期")
    build.note("unknown", "D27", person, months, "第二条参保记录止期早于起期")


def elder_row_unreadable(build: Builder, serial: int) -> None:
    month = build.last - 2 - serial
    if serial > 6 or not build.may_break(ELDERS, month):
        return
    _, person = _elder_in_need(build)
    person.slip.dropped["elder_living"] = {month}
    cells = {
        "老人姓名": person.name,
        "身份证号码": person.id,
        "补贴项目": PAID_NAMES["elder_living"],
        "发放金额": "待核",
    }
    build.break_row(ELDERS, month, cells)
    build.note("unknown", "O17", person, [month], "名册中该人一行金额无法识别")


def rehab_row_unreadable(build: Builder, serial: int) -> None:
    """The only award of the year has an amount that cannot be read, in the one month in which the list is long."""
    month = build.last // 12 * 12
    if build.county.index or not build.may_break(REHAB, month):
        return
    people = parent_with(build, build.draw.randint(8, 13))
    home = build.home(*people)
    child = people[-1]
    child.disability = build.disability(3, kind=4)
    child.slip.untrained.add(month // 12)
    cells = {"区划代码": home.county.code, "儿童姓名": child.name, "身份证号": child.id, "救助金额(元)": "见附件"}
    build.break_row(REHAB, month, cells | {"审批日期": first_day(month).isoformat()})
    build.note("unknown", "O19", child, [month], "康复救助名单该儿童一行金额无法识别")


def _borderline(build: Builder) -> tuple[Home, Person]:
    """A 低保边缘 household of a couple and a child, and the wife."""
    people = couple_with(build, build.draw.randint(8, 14))
    home = build.home(*people)
    home.dibian = Spell(build.ever())
    return home, people[1]


def _elder_in_need(build: Builder) -> tuple[Home, Person]:
    person = build.person(build.draw.randint(64, 76))
    return build.dibao(build.home(person)), person
