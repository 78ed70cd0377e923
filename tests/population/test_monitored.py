"""Lists of 农业农村 as an outsider reads them: the wide sheet under its two header rows, and the grants of a term."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest


@pytest.fixture(scope="module")
def folder(province: Any) -> Path:
    place: Path = province.folder / "nongye"
    return place


def test_the_wide_sheet_has_groups_above_its_columns(folder: Path) -> None:
    (sheet,) = openpyxl.load_workbook(folder / "监测对象基础信息表_370102_202607.xlsx").worksheets
    upper, lower = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3))
    groups = ["家庭和成员", "享受政策", "住房饮水", "家庭收入（元）", "监测"]
    assert [name for name in upper if name] == ["序号", "县(市、区、旗)", "乡(镇)", "行政村", "自然村", *groups]
    assert (lower[:6], lower[-1]) == ([None] * 5 + ["户编号"], "识别监测时间")
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert merged >= {"A1:AO1", "A2:A3", "E2:E3", "F2:R2", "AE2:AO2"}


def test_homes_at_risk_with_little_income_are_planted_and_only_those_once_poor_are_on_the_other_list(
    province: Any, folder: Path
) -> None:
    watched: dict[str, list[Any]] = {}
    for path in sorted(folder.glob("监测对象基础信息表_*_202607.xlsx")):
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=4, values_only=True):
            if row[11] == "户主":
                watched[row[10]] = [row[29], row[31], row[37]]
    found = {str(line["subject"]["key"]) for line in province.lines("finding") if line["rule"] == "O30"}
    heads = {number for number, (income, _, cleared) in watched.items() if float(income) < 10_000 and cleared == "否"}
    assert heads >= {number for number in found if number in watched}
    assert {kind for _, kind, _ in watched.values()} == {"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"}
    poor = set()
    for path in folder.glob("已脱贫人口名单_*_202607.xlsx"):
        rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True)
        poor |= {row[9] for row in rows if row[11] == "户主"}
    assert poor == {number for number, (_, kind, _) in watched.items() if kind == "脱贫不稳定户"}


def test_two_grants_of_one_term_are_planted_and_one_a_term_is_lawful(province: Any, folder: Path) -> None:
    grants: Counter[tuple[str, str, str]] = Counter()
    for path in folder.glob("雨露计划补助发放名单_*.xlsx"):
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True):
            if row[0] not in ("合计", "制表人：李秀英"):
                grants[str(row[2]).upper(), str(row[11]), str(row[12])] += 1
    noted = {
        kind: {line["subject"]["key"] for line in province.lines(kind) if line["rule"] == "D34"}
        for kind in ("finding", "lawful")
    }
    twice = {person for (person, _, _), count in grants.items() if count == 2}
    assert twice
    assert twice <= noted["finding"]
    assert {person for person, _, _ in grants} - twice <= noted["lawful"]
