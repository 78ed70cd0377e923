"""Rejected rows are listed in the reader's language, and written into a workbook that goes back to their department."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

CARD = """
source: {source}
department: {department}
title: {{zh: {title}, en: Deaths}}
contact: {{name: 张科, phone: 0531-12345678}}
kind: files
connection: {{path: "${{AIDCHAIN_DELIVERIES}}/{source}"}}
streams:
  - name: {stream}
    shape: event
    serves: ["37"]
    file: deaths_{{month}}.csv
    scope: {{division: {{column: 区划, every: true}}, month: {{file: month}}}}
    answers: [death]
    key: [身份证号]
    subjects: {{person: {{national_id: 身份证号}}}}
    map:
      death: {{date: 死亡时间, basis: {{const: "1"}}}}
    expect: {{rows: {{min: 1}}, max_rejected: 0.9, max_ended: 0.9}}
"""
GOOD, BAD = "370102194806110015", "370102197503020025"


@pytest.fixture(scope="module")
def two(plugged: Any) -> Any:
    """Two departments, each with one row that fails."""
    for source, department, title in (("wj_deaths", "卫健", "=死亡'名单'"), ("mz_deaths", "民政", "死亡")):
        card = CARD.format(source=source, department=department, title=f'"{title}"', stream="deaths")
        (plugged.home / "sources" / f"{source}.yml").write_text(card, "utf-8")
        folder = plugged.home / "deliveries" / source
        folder.mkdir(parents=True)
        lines = f"区划,身份证号,死亡时间\n370102,{GOOD},2026-06-03\n370102,{BAD},2026-06-04\n"
        (folder / "deaths_202606.csv").write_text(lines, "utf-8")
    assert plugged("sync", "wj_deaths", "mz_deaths").status == 1
    return plugged


def test_rows_are_listed_in_either_language_with_what_to_do_and_whom_to_call(two: Any) -> None:
    chinese, english = two("--lang", "zh", "rejections"), two("rejections")
    assert (chinese.status, english.status) == (1, 1)
    for text in ("拒收的行", "原因和办法", "身份证号有误", "联系 mz_deaths（民政 死亡）：张科 0531-12345678"):
        assert text in chinese.out
    for text in ("reason and what to do", "contact mz_deaths (民政 死亡): 张科 0531-12345678"):
        assert text in english.out
    assert "19750302" not in chinese.out + english.out
    (row,) = two("rejections", "--source", "mz_deaths", "--json").lines
    assert (row["reason"], row["field"], row["row"]) == ("invalid_national_id", "身份证号", 3)
    assert row["expected"]
    assert row["expected_zh"]
    assert row["reason_zh"].startswith("身份证号有误")
    assert row["explanation"].startswith("not a valid identity number")


def test_a_department_gets_its_own_rows_as_a_private_workbook_without_values(two: Any, tmp_path: Path) -> None:
    file = tmp_path / "退回.xlsx"
    exported = two("--lang", "zh", "rejections", "export", "--department", "卫健", "--xlsx", str(file))
    assert exported.status == 0
    assert "卫健 被拒收的 1 行，不含原值" in exported.out.replace("\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["=死亡 名单 deaths"]
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1] == ("文件", "行", "列", "原因和办法", "应为", "批次")
    assert rows[2][:3] == ("deaths_202606.csv", "3", "身份证号")
    assert str(rows[2][3]).startswith("身份证号有误")
    assert len(rows) == 3
    assert BAD.encode() not in file.read_bytes()


def test_a_file_that_is_there_is_kept_and_an_unknown_department_is_wrong_use(two: Any, tmp_path: Path) -> None:
    file = tmp_path / "there.xlsx"
    file.write_text("mine", "utf-8")
    refused = two("rejections", "export", "--department", "卫健", "--xlsx", str(file))
    assert refused.status == 2
    assert "is there already" in refused.err
    assert file.read_text("utf-8") == "mine"
    unknown = two("rejections", "export", "--department", "税务", "--xlsx", str(tmp_path / "new.xlsx"))
    assert unknown.status == 2
    assert "there are" in unknown.err
    assert "民政" in unknown.err
    assert not (tmp_path / "new.xlsx").exists()


def test_a_department_without_rejected_rows_gets_no_file(two: Any, tmp_path: Path) -> None:
    file = tmp_path / "none.xlsx"
    told = two("rejections", "export", "--department", "医保", "--xlsx", str(file), "--json")
    assert (told.status, told.lines) == (0, [{"department": "医保", "file": None, "rows": 0}])
    assert not file.exists()
