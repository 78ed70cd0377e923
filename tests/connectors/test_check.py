"""``sources check``: a sample through a card, masked, with everything left over and rejected."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from connectors.card import SourceCard
from connectors.check import check, check_source
from connectors.meanings import meaning
from connectors.registry import connector, load_card
from schema.errors import CallerError, DeliveryError
from schema.message import Message
from schema.records import RECORDS
from tests.support.mapped import SAMPLES, Cards


def test_without_a_sample_only_the_card_is_looked_at(cards: Cards) -> None:
    preview = check(cards["minzheng_dibao"])
    assert (preview.streams, preview.rows) == (("minzheng_dibao.families", "minzheng_dibao.people"), [])


def test_preview_is_masked_and_names_what_is_left_and_rejected(cards: Cards, tmp_path: Path) -> None:
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
    assert fact.subject.zh == "人员 370102********0024"
    assert row.division_name == "济南市历下区"
    assert fact.fields["account_name"] == "王*"
    assert fact.fields["amount"] == "900.00"
    told = json.dumps(preview.to_json(), ensure_ascii=False)
    assert "王芳" not in told
    assert not re.search(r"\d{9}", told)


def test_the_stream_is_told_by_the_files_name(cards: Cards, tmp_path: Path) -> None:
    sample = tmp_path / "低保人员查询_370102_202606.xlsx"
    shutil.copy(SAMPLES / "truncated.xlsx", sample)
    with pytest.raises(DeliveryError, match="the workbook is incomplete"):
        check(cards["minzheng_dibao"], sample)


def test_a_sample_of_no_stream_is_the_callers_mistake(cards: Cards, tmp_path: Path) -> None:
    sample = tmp_path / "名单.xlsx"
    shutil.copy(SAMPLES / "id_typed_as_number.xlsx", sample)
    with pytest.raises(CallerError, match="a delivery of no stream of minzheng_dibao"):
        check(cards["minzheng_dibao"], sample)


def test_rows_of_a_table_may_be_tried_from_a_file(cards: Cards, tmp_path: Path) -> None:
    sample = tmp_path / "psn_insu_d.csv"
    header = "psn_no,psn_name,certno,insutype,insu_admdvs,begndate,enddate,prem_subsidy,updt_time"
    row = "P9,李明,370102194806110015,390,370102,2026-01-01,,1,2026-01-02"
    sample.write_text(f"{header}\n{row}\n", encoding="utf-8")
    preview = check(cards["yibao_cover"], sample)
    assert [fact.record for fact in preview.rows[0].facts] == ["person", "insurance_cover"]
    assert preview.leftover == {"updt_time": 1}


CARD = """
source: roll
department: 民政
title: {zh: 名册, en: Roll}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}/roll"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: 名册_{division}_{month}.csv
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    map:
      person:
        national_id: 身份证号
        name: 姓名
        sex: {field: 性别, otherwise: none}
        birth: {field: 出生, optional: true}
      benefit:
        item: {field: 项目, codes: {生活: disab_living, 护理: disab_nursing}}
        amount: 金额
        grade: {field: 等级, optional: true}
    expect: {rows: {min: 5}, filled: {金额: 0.9}}
"""
Roll = tuple[SourceCard, Path]
ROWS = [
    "身份证号,姓名,性别,出生,项目,金额",
    "370102194806110015,王建国,男,1948-06-11,生活,100",
    "370102197503020024,李芳,女,1975-02-03,护理,200",
]


@pytest.fixture
def roll(tmp_path: Path) -> Roll:
    card, sample = tmp_path / "roll.yml", tmp_path / "名册_370102_202607.csv"
    card.write_text(CARD, "utf-8")
    sample.write_text("\n".join(ROWS), "utf-8")
    return load_card(card), sample


def test_codes_are_shown_with_their_labels_and_what_they_mean(roll: Roll) -> None:
    preview = check(*roll)
    assert [(code.column, code.field, code.label, code.code, code.rows) for code in preview.codes] == [
        ("性别", "person.sex", "男", "1", 1),
        ("性别", "person.sex", "女", "2", 1),
        ("项目", "benefit.item", "生活", "disab_living", 1),
        ("项目", "benefit.item", "护理", "disab_nursing", 1),
    ]
    assert [code.meaning.zh for code in preview.codes if code.meaning][:2] == ["男性", "女性"]


def test_a_label_that_no_table_lists_may_be_personal_and_is_not_shown(roll: Roll) -> None:
    card, sample = roll
    sample.write_text("\n".join([ROWS[0], "370102194806110015,王建国,王建国,1948-06-11,生活,100"]), "utf-8")
    preview = check(card, sample)
    assert [code.label for code in preview.codes] == ["生活"]
    assert preview.unread == {"性别": 1}
    assert "王建国" not in json.dumps(preview.to_json(), ensure_ascii=False)


def test_a_birth_is_compared_with_the_number_that_it_would_give_away(roll: Roll) -> None:
    people = [row.facts[0] for row in check(*roll).rows]
    assert [fact.fields["birth"] for fact in people] == ["1948-**-**", "1975-**-**"]
    assert [str(fact.meanings["birth"]) for fact in people] == [
        "as in the identity number",
        "other than in the identity number",
    ]
    assert [fact.fields["sex"] for fact in people] == ["1", "2"]


def test_what_the_sample_has_lacks_and_breaks_is_said(roll: Roll) -> None:
    preview = check(*roll)
    assert sorted(preview.found) == sorted(["身份证号", "姓名", "性别", "出生", "项目", "金额"])
    assert preview.absent == ("等级",)
    assert preview.unmet == ["2 rows came, at least 5 were expected"]
    assert preview.needs_person


def test_a_day_other_than_a_birth_is_shown_in_full(cards: Cards, tmp_path: Path) -> None:
    sample = tmp_path / "死亡信息_202602.xlsx"
    shutil.copy(SAMPLES / "thirty_first_of_february.xlsx", sample)
    facts = [fact for row in check(cards["weijian_deaths"], sample).rows for fact in row.facts]
    days = [fact.fields["date"] for fact in facts if fact.record == "death"]
    assert days
    assert all(re.fullmatch(r"2026-02-\d\d", day) for day in days)


def test_texts_are_in_both_languages_for_scripts(roll: Roll) -> None:
    told = check(*roll).to_json()
    (first, *_) = told["rows"][0]["facts"]
    assert (first["subject"], first["subject_zh"]) == ("person 370102********0015", "人员 370102********0015")
    assert first["meanings"]["sex_zh"] == "男性"


SQL_CARD = """
source: died
department: 公安
title: {{zh: 死亡, en: Deaths}}
kind: sql
connection: {{url: "sqlite:///{file}"}}
streams:
  - name: died
    shape: event
    serves: ["37"]
    query: SELECT sfzh, swrq, '370102' AS xzqh, '202606' AS yf FROM died
    scope: {{division: {{column: xzqh}}, month: {{column: yf}}}}
    key: [sfzh]
    subjects: {{person: {{national_id: sfzh}}}}
    map:
      death: {{date: swrq}}
    expect: {{rows: {{min: 1000}}}}
"""


def test_the_first_rows_of_a_database_are_previewed(tmp_path: Path) -> None:
    file, written = tmp_path / "died.sqlite", tmp_path / "died.yml"
    written.write_text(SQL_CARD.format(file=file), "utf-8")
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE died (sfzh, swrq)")
    days = [f"2026-06-{day:02d}" for day in range(1, 31)]
    database.executemany("INSERT INTO died VALUES ('370102194806110015', ?)", [(day,) for day in days])
    database.commit()
    database.close()
    card = load_card(written)
    (preview,) = check_source(card, connector(card, {}), 20)
    assert (preview.stream, preview.read, preview.whole, preview.unmet) == ("died.died", 20, False, [])
    assert [row.facts[0].fields["date"] for row in preview.rows] == days[:10]
    (preview,) = check_source(card, connector(card, {}), 200)
    assert (preview.read, preview.whole) == (30, True)
    assert preview.unmet == ["30 rows came, at least 1000 were expected"]


def test_every_code_of_a_record_has_words() -> None:
    for name, record in RECORDS.items():
        for field, info in record.model_fields.items():
            for part in (info.annotation, *get_args(info.annotation)):
                if isinstance(part, type) and issubclass(part, StrEnum):
                    missing = [code for code in part if not isinstance(meaning(name, field, code), Message)]
                    assert missing == [], f"{name}.{field}"
