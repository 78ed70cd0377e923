"""``sources check`` says what a card makes of a sample or of a database, in words that whoever sent it can verify."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hub.cli import words
from schema.records import RECORDS

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
      person: {national_id: 身份证号, name: 姓名, sex: 性别, birth: 出生日期}
      benefit: {item: {field: 项目, codes: {生活补贴: disab_living}}, amount: 金额}
    expect: {rows: {min: 5}}
"""
SAMPLE = """身份证号,姓名,性别,出生日期,项目,金额,备注
370102194806110015,王建国,男,1948-06-11,生活补贴,100.5,x
370102197503020025,王建国,男,1948-06-11,生活补贴,100.5,x
"""


def written(folder: Path) -> tuple[str, str]:
    card, sample = folder / "roll.yml", folder / "名册_370102_202607.csv"
    card.write_text(CARD, "utf-8")
    sample.write_text(SAMPLE, "utf-8")
    return str(card), str(sample)


def test_a_preview_is_in_chinese_and_shows_what_must_be_verified(aidchain: Any, tmp_path: Path) -> None:
    card, sample = written(tmp_path)
    told = aidchain("--lang", "zh", "sources", "check", card, "--sample", sample)
    assert told.status == 1
    shown = told.out.replace("\n", "")
    for text in (
        "卡片正确，1 个数据流：roll.people",
        "共 2 行",
        "找到的列",
        "370102 济南市历下区",
        "2026-07",
        "性别=1（男性）",
        "出生日期=1948-**-**（与身份证号一致）",
        "金额=100.50",
        "代码对照",
        "残疾人生活补贴",
        "不符合预期",
        "未用到的列 备注：2 行有内容；请映射，或列入卡片的 ignore",
        "身份证号有误",
    ):
        assert text in shown, text
    assert "王建国" not in told.out
    assert "0611" not in told.out


def test_a_preview_is_in_english_when_asked(aidchain: Any, tmp_path: Path) -> None:
    card, sample = written(tmp_path)
    shown = aidchain("sources", "check", card, "--sample", sample).out.replace("\n", "")
    for text in ("columns found", "the first rows become", "labels and codes", "not as expected", "sex=1（male）"):
        assert text in shown, text


def test_a_missing_column_is_said_with_those_that_were_found(aidchain: Any, tmp_path: Path) -> None:
    card, sample = written(tmp_path)
    Path(sample).write_text(SAMPLE.replace("金额", "发放额"), "utf-8")
    told = aidchain("--lang", "zh", "sources", "check", card, "--sample", sample)
    assert told.status == 3
    assert "表头缺少 金额" in told.err
    assert "找到的列：身份证号、姓名、性别、出生日期、项目" in told.err


def test_a_database_is_previewed_without_a_sample(filled: Any) -> None:
    told = filled.aidchain("sources", "check", "yibao_cover", "--rows", "20", "--json")
    (line,) = told.lines
    (preview,) = line["previews"]
    assert (preview["stream"], preview["read"], preview["whole"]) == ("yibao_cover.covers", 20, False)
    assert preview["rows"][0]["facts"][0]["record"] == "person"
    assert line["not_previewed"] is None


def test_a_database_that_cannot_be_reached_leaves_the_card_right(aidchain: Any) -> None:
    told = aidchain("--lang", "zh", "sources", "check", "yibao_cover")
    assert told.status == 0
    assert "卡片正确" in told.out
    assert "没有预览来源" in told.out


def test_every_field_and_record_has_a_chinese_word() -> None:
    fields = {field for record in RECORDS.values() for field in record.model_fields}
    assert fields - set(words.FIELDS) == set()
    assert set(RECORDS) - set(words.RECORDS) == set()
