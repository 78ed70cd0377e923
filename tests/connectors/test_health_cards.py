"""What the streams of insurance, ability and care make of a row written by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.base import MappedRow, PersonRef, RejectedRow
from schema.ability import Ability
from schema.benefit import Benefit
from schema.illness import Illness
from schema.medical_expense import MedicalExpense
from schema.medical_identity import MedicalIdentity
from schema.record import Record
from tests.support.mapped import MapRow

C = "370102201509180036"
CHILD = PersonRef(C)


def test_an_award_of_rehabilitation(map_row: MapRow) -> None:
    cells: dict[str, str | None] = {
        "区划代码": "370102", "儿童姓名": "郭晨", "身份证号": C, "监护人姓名": "郭建国", "残疾类别": "肢体",
        "康复类型": "康复训练", "定点康复机构": "历下区康复中心", "救助金额(元)": "15000", "审批日期": "2026-03-10",
    }  # fmt: skip
    row = map_row("canlian_rehab.awards", cells)
    assert isinstance(row, MappedRow)
    (award,) = [fact for fact in row.facts if isinstance(fact.record, Benefit)]
    assert award.subject == CHILD
    assert award.record == Benefit(item="disab_child_rehab", amount=Decimal(15000), awarded_on=date(2026, 3, 10))
    broken = map_row("canlian_rehab.awards", cells | {"救助金额(元)": "见附件"})
    assert isinstance(broken, RejectedRow)


WHO: dict[str, str | None] = {
    "所属年份": "2026",
    "所属月份": "6月",
    "区划代码": "370102",
    "姓名": "郭晨",
    "身份证号": C,
}


@pytest.mark.parametrize(
    ("stream", "cells", "expected"),
    [
        ("yibao_chronic.people", {"慢病卡病种": "恶性肿瘤"}, Illness(disease="恶性肿瘤", serious=True)),
        ("yibao_chronic.people", {"慢病卡病种": "高血压"}, Illness(disease="高血压", serious=False)),
        ("yibao_chronic.people", {"慢病卡病种": "罕见病"}, Illness(disease="罕见病", serious=None)),
        (
            "minzheng_ability.people",
            {"评估等级": "中度失能", "评估日期": "2026-03-08"},
            Ability(grade=2, assessed_on=date(2026, 3, 8)),
        ),
        (
            "yibao_claims.claims",
            {
                "票据号码": "0012",
                "就诊日期": "2026-05-09",
                "费用总额(元)": "1050",
                "基金支付(元)": "600",
                "医疗救助(元)": "300",
                "个人自付(元)": "150",
                "报销日期": "2026-06-25",
            },
            MedicalExpense(
                settled_on=date(2026, 5, 9),
                total=Decimal(1050),
                self_paid=Decimal(150),
                aid=Decimal(300),
                invoice="0012",
            ),
        ),
        (
            "yibao_care.people",
            {"失能等级": "重度失能", "服务方式": "居家护理", "月待遇金额": "900"},
            Benefit(item="ltc_benefit", amount=Decimal(900)),
        ),
    ],
)
def test_a_row_of_a_monthly_push(map_row: MapRow, stream: str, cells: dict[str, str | None], expected: Record) -> None:
    row = map_row(stream, WHO | cells)
    assert isinstance(row, MappedRow)
    assert [fact.record for fact in row.facts if fact.record.NAME != "person"] == [expected]
    assert {fact.subject for fact in row.facts} == {CHILD}


def test_a_status_at_the_insurer_ends_with_its_last_day(map_row: MapRow) -> None:
    cells: dict[str, str | None] = {
        "psn_no": "P1", "psn_name": "郭晨", "certno": C, "psn_idet_type": "低保对象", "insu_admdvs": "370102",
        "begntime": "2025-02-01", "endtime": "2026-03-31",
    }  # fmt: skip
    row = map_row("yibao_identity.identities", cells)
    assert isinstance(row, MappedRow)
    assert [fact.record for fact in row.facts if fact.record.NAME != "person"] == [
        MedicalIdentity(category="dibao", valid_from=date(2025, 2, 1), valid_until=date(2026, 4, 1))
    ]
