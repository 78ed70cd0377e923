"""``sources check``: a sample through a card, masked, with everything left over and rejected."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from connectors.check import check
from schema.errors import CallerError, DeliveryError

SAMPLES = Path(__file__).parents[1] / "samples"


def test_without_a_sample_only_the_card_is_looked_at(cards):
    preview = check(cards["minzheng_dibao"])
    assert (preview.streams, preview.rows) == (("minzheng_dibao.families", "minzheng_dibao.people"), [])


def test_preview_is_masked_and_names_what_is_left_and_rejected(cards, tmp_path: Path):
    sample = tmp_path / "370102-202606-01" / "一卡通发放明细.csv"
    sample.parent.mkdir()
    text = (SAMPLES / "unknown_code.csv").read_text(encoding="gb18030").replace("标准", "发放标准")
    sample.write_text(text, encoding="gb18030")
    preview = check(cards["caizheng_yikatong"], sample)
    assert (preview.stream, preview.read) == ("caizheng_yikatong.details", 2)
    assert preview.leftover == {"发放标准": 2}
    assert [(cell.row, cell.field, cell.reason) for cell in preview.rejected] == [(3, "补贴项目", "unknown_code")]
    (row,) = preview.rows
    (fact,) = row.facts
    assert (row.row, row.division, row.months) == (4, "370102", ("2026-06",))
    assert fact.subject == "person 370102********0024"
    assert fact.fields["account_name"] == "王*"
    assert fact.fields["amount"] == "900.00"
    told = json.dumps(preview.to_json(), ensure_ascii=False)
    assert "王芳" not in told
    assert not re.search(r"\d{9}", told)


def test_the_stream_is_told_by_the_files_name(cards, tmp_path: Path):
    sample = tmp_path / "低保人员查询_370102_202606.xlsx"
    shutil.copy(SAMPLES / "truncated.xlsx", sample)
    with pytest.raises(DeliveryError, match="the workbook is incomplete"):
        check(cards["minzheng_dibao"], sample)


def test_a_sample_of_no_stream_is_the_callers_mistake(cards, tmp_path: Path):
    sample = tmp_path / "名单.xlsx"
    shutil.copy(SAMPLES / "id_typed_as_number.xlsx", sample)
    with pytest.raises(CallerError, match="a delivery of no stream of minzheng_dibao"):
        check(cards["minzheng_dibao"], sample)


def test_rows_of_a_table_may_be_tried_from_a_file(cards, tmp_path: Path):
    sample = tmp_path / "psn_insu_d.csv"
    header = "psn_no,psn_name,certno,insutype,insu_admdvs,begndate,enddate,prem_subsidy,updt_time"
    row = "P9,李明,370102194806110015,390,370102,2026-01-01,,1,2026-01-02"
    sample.write_text(f"{header}\n{row}\n", encoding="utf-8")
    preview = check(cards["yibao_cover"], sample)
    assert [fact.record for fact in preview.rows[0].facts] == ["person", "insurance_cover"]
    assert preview.leftover == {"updt_time": 1}
