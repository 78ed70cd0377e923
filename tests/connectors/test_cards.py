"""What each shipped stream makes of a row written by hand: exact records, keys and subjects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from connectors.base import HouseholdRef, MappedFact, MappedRow, PersonRef, RejectedRow
from schema.benefit import Benefit, Term
from schema.category import Category
from schema.certificate import Certificate, CertificateStatus
from schema.death import Death
from schema.enrolment import Enrolment, Stage
from schema.guardianship import Guardianship
from schema.household import Household, HouseholdForm
from schema.insurance_cover import InsuranceCover
from schema.medical_expense import MedicalExpense
from schema.membership import Membership
from schema.payment import Payment
from schema.person import Person
from schema.values.month import month_index
from tests.support.mapped import MapRow

G, M, C = "370102194806110015", "370102197503020024", "370102201509180036"
OLD, WOMAN, CHILD = PersonRef(G), PersonRef(M), PersonRef(C)
JUNE = (month_index("2026-06"),)
Facts = Callable[..., list[MappedFact]]


@pytest.fixture
def taken(map_row: MapRow) -> Callable[..., MappedRow]:
    """Maps a row that is not rejected."""

    def of(stream: str, cells: dict[str, str | None], **more: object) -> MappedRow:
        row = map_row(stream, cells, **more)
        assert isinstance(row, MappedRow)
        return row

    return of


@pytest.fixture
def facts(taken: Callable[..., MappedRow]) -> Facts:
    def of(stream: str, cells: dict[str, str | None], **more: object) -> list[MappedFact]:
        return list(taken(stream, cells, **more).facts)

    return of


def test_resident_becomes_person_household_and_membership(taken: Callable[..., MappedRow]) -> None:
    cells = {"TJYF": "202606", "RKBS": "R1", "GMSFHM": G, "XM": "李明", "XB": "1", "CSRQ": "19480611", "HH": "H7"}
    cells |= {"HJDZ": "姚家村12号", "HJDQH": "370102011203", "YHZGX": "02"}
    home = HouseholdRef("hukou", "gongan", key=("H7",))
    row = taken("gongan_hukou.residents", cells)
    assert (row.division, row.months) == ("370102", JUNE)
    person = Person(
        national_id=G,
        name="李明",
        sex="1",
        birth=date(1948, 6, 11),
        township="370102011203",
        address="姚家村12号",
        alias="R1",
    )
    household = Household(form=HouseholdForm.HUKOU, number="H7", head=G, township="370102011203", address="姚家村12号")
    assert list(row.facts) == [
        MappedFact(person, (OLD,), OLD),
        MappedFact(household, ("H7",), home),
        MappedFact(Membership(relation="02"), (OLD,), OLD, home),
    ]


def test_resident_without_an_id_is_known_by_the_sources_number(taken: Callable[..., MappedRow]) -> None:
    cells = {"TJYF": "202606", "RKBS": "R2", "GMSFHM": None, "XM": "小明", "XB": None, "CSRQ": None, "HH": "H7"}
    cells |= {"HJDZ": None, "HJDQH": "370102011203", "YHZGX": "20"}
    row = taken("gongan_hukou.residents", cells)
    by_number = PersonRef(key=("R2",))
    assert [(fact.record.NAME, fact.key, fact.subject) for fact in row.facts] == [
        ("person", (by_number,), by_number),
        ("membership", (by_number,), by_number),
    ]


def test_cancelled_registration_waits_for_who_its_number_is(taken: Callable[..., MappedRow]) -> None:
    cells = {"RKBS": "R1", "SWRQ": "20260411", "SWZXLB": "正常死亡", "SLDWQH": "370102011203"}
    row = taken("gongan_deaths.cancellations", cells)
    assert (row.division, row.months) == ("370102", (month_index("2026-04"),))
    assert list(row.facts) == [
        MappedFact(Death(date=date(2026, 4, 11), basis="正常死亡"), ("R1",), PersonRef(alias="R1"))
    ]


def test_dibao_family_becomes_household_category_and_its_cash(facts: Facts) -> None:
    cells = {
        "户主姓名": "李明",
        "户主身份证号": G,
        "保障人口(数)": "3",
        "户月保障金额（元）": "900.00",
        "联系电话": "无",
        "家庭住址": "姚家村12号",
    }
    cells |= {"所属街": "姚家街道", "低保（特困）证号": "D001", "分档类型": "A档"}
    home = HouseholdRef("assistance", "minzheng", key=("D001",))
    household = Household(
        form=HouseholdForm.ASSISTANCE, number="D001", head=G, size=3, township="370102011", address="姚家村12号"
    )
    assert facts("minzheng_dibao.families", cells) == [
        MappedFact(household, ("D001",), home),
        MappedFact(Category(category="dibao", tier="A档"), ("D001",), home),
        MappedFact(Benefit(item="dibao_cash", amount=Decimal("900.00")), ("D001",), home),
    ]


def test_dibao_member_finds_the_family_by_its_head(facts: Facts) -> None:
    cells = {
        "姓名": "王芳",
        "身份证号": M,
        "户主身份证号": G,
        "与户主关系": "儿媳",
        "性别": "女",
        "出生日期": "1975-03-02",
    }
    cells |= {"人员分类施保金额（元）": "102.00"}
    home = HouseholdRef("assistance", "minzheng", head=OLD, via="minzheng_dibao.families")
    assert facts("minzheng_dibao.people", cells) == [
        MappedFact(Person(national_id=M, name="王芳", sex="2", birth=date(1975, 3, 2)), (WOMAN, OLD), WOMAN),
        MappedFact(Membership(relation="38"), (WOMAN, OLD), WOMAN, home),
        MappedFact(Benefit(item="dibao_topup", amount=Decimal("102.00")), (WOMAN, OLD), WOMAN),
    ]


def test_blank_head_of_a_dibao_member_is_the_member(facts: Facts) -> None:
    cells = {
        "姓名": "李明",
        "身份证号": G,
        "户主身份证号": None,
        "与户主关系": "户主",
        "性别": "男",
        "出生日期": "1948-06-11",
    }
    cells |= {"人员分类施保金额（元）": "0"}
    found = facts("minzheng_dibao.people", cells)
    assert [fact.record.NAME for fact in found] == ["person", "membership"]
    assert found[1].object == HouseholdRef("assistance", "minzheng", head=OLD, via="minzheng_dibao.families")


def test_edge_family_unpacks_its_members_and_those_in_dibao_alone(facts: Facts) -> None:
    cells = {
        "户主姓名": "李明",
        "户主身份证号": G,
        "保障人口": "2",
        "联系电话": "13800000000",
        "家庭住址": "姚家村12号",
        "所属街": None,
    }
    cells |= {"家庭成员姓名": "李明、王芳", "家庭成员身份证号": f"{G}、{M}", "与户主关系": "本人、儿媳"}
    cells |= {"单人保人员身份证号": M, "单人保月保障金额（元）": "1,020元"}
    home = HouseholdRef("assistance", "minzheng", key=(OLD,))
    household = Household(form=HouseholdForm.ASSISTANCE, head=G, size=2, address="姚家村12号", phone="13800000000")
    assert facts("minzheng_dibian.families", cells) == [
        MappedFact(household, (OLD,), home),
        MappedFact(Person(national_id=G, name="李明"), (OLD,), OLD),
        MappedFact(Person(national_id=M, name="王芳"), (WOMAN,), WOMAN),
        MappedFact(Membership(relation="01"), (OLD, OLD), OLD, home),
        MappedFact(Membership(relation="38"), (WOMAN, OLD), WOMAN, home),
        MappedFact(Category(category="dibian"), (OLD,), home),
        MappedFact(Category(category="dibao_single"), (WOMAN,), WOMAN),
        MappedFact(Benefit(item="dibao_single_cash", amount=Decimal("1020.00")), (WOMAN,), WOMAN),
    ]


def test_tekun_person_has_the_category_and_both_items(facts: Facts) -> None:
    cells = {
        "姓名": "李明",
        "身份证号": G,
        "性别": "男",
        "出生日期": "1948-06-11",
        "供养方式": "集中供养",
        "生活自理能力": "全失能",
    }
    cells |= {"基本生活标准（元）": "1326", "照料护理费用（元）": "700", "所属街": "无此街道"}
    assert facts("minzheng_tekun.people", cells) == [
        MappedFact(Person(national_id=G, name="李明", sex="1", birth=date(1948, 6, 11)), (OLD,), OLD),
        MappedFact(Category(category="tekun", tier="集中供养"), (OLD,), OLD),
        MappedFact(Benefit(item="tekun_living", amount=Decimal(1326)), (OLD, "tekun_living"), OLD),
        MappedFact(Benefit(item="tekun_care", amount=Decimal(700), grade="全失能"), (OLD, "tekun_care"), OLD),
    ]


@pytest.mark.parametrize("number", [C + "52", C + "52B1"])
def test_disability_register_knows_the_person_by_the_certificate(facts: Facts, number: str) -> None:
    cells = {"姓名": "小明", "监护人身份证号": M, "残疾证号": number, "地址": "姚家村12号", "联系电话": "138 0000 0000"}
    cells |= {"生活补贴": "183.00", "护理补贴": "0"}
    person = Person(national_id=C, name="小明", address="姚家村12号", phone="13800000000")
    assert facts("minzheng_liangbu.register", cells) == [
        MappedFact(person, (CHILD,), CHILD),
        MappedFact(Benefit(item="disab_living", amount=Decimal("183.00")), (CHILD, "disab_living"), CHILD),
        MappedFact(Guardianship(), (WOMAN, CHILD), WOMAN, CHILD),
    ]


def test_elder_subsidy_is_named_by_its_label(facts: Facts) -> None:
    cells = {
        "老人姓名": "李明",
        "身份证号码": G,
        "老人联系方式": None,
        "户籍地址": None,
        "能力等级": "2",
        "补贴项目": "经济困难老年人护理补贴",
    }
    cells |= {"发放金额": "80.00"}
    benefit = Benefit(item="elder_nursing", amount=Decimal("80.00"), grade="2")
    assert facts("minzheng_elder.register", cells) == [
        MappedFact(Person(national_id=G, name="李明"), (OLD,), OLD),
        MappedFact(benefit, (OLD, "elder_nursing"), OLD),
    ]


@pytest.mark.parametrize(("said", "relation"), [("祖父", "61"), ("外祖母", "64"), ("村委会", None)])
def test_child_allowance_and_who_brings_the_child_up(facts: Facts, said: str, relation: str | None) -> None:
    cells = {
        "儿童姓名": "小明",
        "身份证号": C,
        "监护人身份证号": G,
        "与儿童关系": said,
        "儿童类别": "事实无人抚养儿童",
        "养育方式": "散居",
    }
    cells |= {"本月发放(元)": "1900"}
    benefit = Benefit(item="defacto_orphan_living", amount=Decimal(1900), grade="散居")
    assert facts("minzheng_children.register", cells) == [
        MappedFact(Person(national_id=C, name="小明"), (CHILD,), CHILD),
        MappedFact(benefit, (CHILD,), CHILD),
        MappedFact(Guardianship(relation=relation), (OLD, CHILD), OLD, CHILD),
    ]


@pytest.mark.parametrize(("said", "cause"), [("突发重病", "sudden_illness"), ("其他", None), (None, None)])
def test_temporary_aid_with_its_cause(facts: Facts, said: str | None, cause: str | None) -> None:
    cells = {
        "申请人": "李明",
        "身份证号": G,
        "住址": "姚家村12号",
        "救助类型": "急难型",
        "救助原因": said,
        "救助金额(元)": "3000",
    }
    cells |= {"审批日期": "2026年6月9日"}
    benefit = Benefit(item="temp_emergency", amount=Decimal(3000), cause=cause, awarded_on=date(2026, 6, 9))
    assert facts("minzheng_temporary.awards", cells) == [
        MappedFact(Person(national_id=G, name="李明", address="姚家村12号"), (OLD,), OLD),
        MappedFact(benefit, (OLD, "temp_emergency", "2026-06-09"), OLD),
    ]


def test_certificate_row_says_its_own_division_and_month(taken: Callable[..., MappedRow]) -> None:
    cells = {
        "所属年份": "2026",
        "所属月份": "5月",
        "区划代码": "370112",
        "姓名": "小明",
        "身份证号": C,
        "残疾证号": C + "52",
    }
    cells |= {"残疾类别": "智力", "残疾等级": "二级", "持证状态": "冻结"}
    row = taken("canlian_certificates.certificates", cells)
    assert (row.division, row.months) == ("370112", (month_index("2026-05"),))
    certificate = Certificate(number=C + "52", kind="5", grade=2, status=CertificateStatus.FROZEN)
    assert list(row.facts) == [
        MappedFact(Person(national_id=C, name="小明"), (CHILD,), CHILD),
        MappedFact(certificate, (CHILD,), CHILD),
    ]


def test_payment_of_the_batchs_month(taken: Callable[..., MappedRow]) -> None:
    cells: dict[str, str | None] = {
        "乡镇": "姚家街道",
        "姓名": "李明",
        "身份证号": G,
        "补贴项目": "城乡低保金",
        "金额(元)": "900.00",
        "账号": "6223190000000001234",
    }
    cells |= {"账户名": "王芳", "备注": None}
    row = taken("caizheng_yikatong.details", cells)
    payment = Payment(
        item="dibao_cash",
        month="2026-06",
        amount=Decimal("900.00"),
        account="6223190000000001234",
        account_name="王芳",
        batch="370102-202606-01",
    )
    assert (row.division, row.months, row.batch) == ("370102", JUNE, "370102-202606-01")
    assert list(row.facts) == [MappedFact(payment, ("370102-202606-01", OLD, "dibao_cash", "2026-06"), OLD)]


def test_pupil_by_g_number_and_pupil_by_the_schools_own(facts: Facts) -> None:
    spring = tuple(f"2026-{month:02d}" for month in range(2, 8))
    cells = {
        "全国学籍号": f"G{C}",
        "姓名": "小明",
        "身份证件号": None,
        "学校名称": "姚家小学",
        "学段": "小学",
        "年级": "四年级",
        "学生状态": "在读",
    }
    enrolment = Enrolment(school_number=f"G{C}", stage=Stage.PRIMARY, school="姚家小学", grade="四年级")
    assert facts("jiaoyu_roll.pupils", cells, months=spring) == [
        MappedFact(Person(national_id=C, name="小明"), (CHILD,), CHILD),
        MappedFact(enrolment, (CHILD,), CHILD),
    ]
    own = "J370102201509180036"
    found = facts("jiaoyu_roll.pupils", cells | {"全国学籍号": own}, months=spring)
    assert [(fact.key, fact.subject) for fact in found] == [((own,), PersonRef(key=(own,)))] * 2


def test_student_aid_of_a_term(facts: Facts) -> None:
    cells = {
        "学年": "2025-2026",
        "学期": "春季学期",
        "姓名": "小明",
        "身份证号": C,
        "资助项目": "义务教育生活补助",
        "资助金额(元)": "312.50",
    }
    benefit = Benefit(item="edu_comp_living", amount=Decimal("312.50"), school_year="2025-2026", term=Term.SPRING)
    assert facts("jiaoyu_aid.awards", cells) == [
        MappedFact(Person(national_id=C, name="小明"), (CHILD,), CHILD),
        MappedFact(benefit, (CHILD, "2025-2026", "spring", "edu_comp_living"), CHILD),
    ]


def test_death_notice(facts: Facts) -> None:
    cells = {
        "区划代码": "370102",
        "姓名": "李明",
        "身份证号": G,
        "死亡时间": "2026-04-11 03:20:00",
        "是否死亡": "是",
        "数据来源": "死亡医学证明",
    }
    assert facts("weijian_deaths.deaths", cells) == [
        MappedFact(Person(national_id=G, name="李明"), (OLD,), OLD),
        MappedFact(Death(date=date(2026, 4, 11), basis="死亡医学证明"), (OLD,), OLD),
    ]


@pytest.mark.parametrize(("last_day", "until"), [("2026-12-31", date(2027, 1, 1)), ("9999-12-31", None), (None, None)])
def test_cover_ends_the_day_after_its_last_day(facts: Facts, last_day: str | None, until: date | None) -> None:
    cells: dict[str, str | None] = {
        "psn_no": "P9",
        "psn_name": "李明",
        "certno": G,
        "insutype": "390",
        "insu_admdvs": "370102",
        "begndate": "2026-01-01",
    }
    cells |= {"enddate": last_day, "prem_subsidy": "1"}
    cover = InsuranceCover(scheme="390", valid_from=date(2026, 1, 1), valid_until=until, subsidised=True)
    assert facts("yibao_cover.covers", cells)[1] == MappedFact(cover, ("P9", "390", "2026-01-01"), OLD)


def test_cover_that_ends_before_it_starts_is_rejected(map_row: MapRow) -> None:
    cells = {
        "psn_no": "P9",
        "psn_name": "李明",
        "certno": G,
        "insutype": "390",
        "insu_admdvs": "370102",
        "begndate": "2026-07-01",
    }
    row = map_row("yibao_cover.covers", cells | {"enddate": "2026-01-31", "prem_subsidy": "1"})
    assert isinstance(row, RejectedRow)
    assert (row.field, row.reason, row.expected) == ("enddate", "end_before_start", "an end after the start")
    assert (row.national_id, row.division) == (G, "370102")


def test_settled_bill(taken: Callable[..., MappedRow]) -> None:
    cells = {"setl_id": "S1", "psn_no": "P9", "certno": G, "med_type": "21", "setl_time": "2026-03-05 10:20:30"}
    cells |= {"insu_admdvs": "370102", "medfee_sumamt": "12000.00", "maf_pay": "800.00", "cash_payamt": "2400.50"}
    row = taken("yibao_settlements.settlements", cells)
    expense = MedicalExpense(
        settled_on=date(2026, 3, 5),
        total=Decimal("12000.00"),
        self_paid=Decimal("2400.50"),
        aid=Decimal("800.00"),
        visit="21",
    )
    assert (row.division, row.months) == ("370102", (month_index("2026-03"),))
    assert list(row.facts) == [MappedFact(expense, ("S1",), OLD)]
