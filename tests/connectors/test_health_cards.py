"""What the streams of insurance, ability and care make of a row written by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from connectors.base import MappedRow, PersonRef, RejectedRow
from schema.benefit import Benefit
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
