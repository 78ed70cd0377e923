"""The traps of policy.md §9.11, each found in the raw files where a department would have left it."""

from __future__ import annotations

import csv
import sqlite3
from typing import Any

import fastexcel
import pytest


@pytest.fixture(scope="session")
def residents(province: Any) -> list[tuple[str, str, str, str]]:
    """(number, name, birth, village code) in the last month."""
    db = sqlite3.connect(province.folder / "gongan" / "gongan.sqlite")
    found = db.execute("SELECT GMSFHM, XM, CSRQ, HJDQH FROM rk_czrk WHERE TJYF = '202607'").fetchall()
    db.close()
    return found


@pytest.fixture(scope="session")
def payments(province: Any) -> list[list[str]]:
    found = []
    for path in sorted((province.folder / "caizheng").glob("*/*.csv")):
        found += list(csv.reader(path.read_text(encoding="gb18030").splitlines()))[2:-2]
    return found


def values(province: Any, pattern: str, column: str, header: int = 0) -> list[str]:
    found: list[str] = []
    for path in sorted(province.folder.glob(pattern)):
        lines = (
            fastexcel.read_excel(path).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars().rows()
        )
        at = lines[header].index(column)
        found += [line[at] for line in lines[header + 1 :] if line[at]]
    return found


def test_every_identity_number_of_the_register_is_valid_and_unique(residents: Any) -> None:
    numbers = [number for number, *_ in residents]
    assert len(set(numbers)) == len(numbers)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for number, _, birth, _ in residents:
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert number[6:14] == birth


def test_abolished_area_codes_live_on_in_numbers(residents: Any) -> None:
    assert any(number.startswith("370122") and place.startswith("370112") for number, _, _, place in residents)


def test_names_have_two_to_four_characters_or_a_dot(residents: Any) -> None:
    names = {name for _, name, _, _ in residents}
    assert {len(name) for name in names if "·" not in name} <= {2, 3, 4, 5}
    assert any("·" in name for name in names)


def test_careless_numbers_of_three_kinds(payments: Any) -> None:
    numbers = {line[4].strip() for line in payments}
    assert all(line[4].endswith("\t") for line in payments)
    assert any(len(number) == 15 for number in numbers)
    assert any(number.endswith("x") for number in numbers)
    assert any(number.startswith("３７") for number in numbers)


def test_back_pay_names_its_months(payments: Any) -> None:
    remarks = {line[12] for line in payments if line[12]}
    assert any(remark.startswith("补发") and "至" in remark for remark in remarks)
    assert any(remark.startswith("补发") and "至" not in remark for remark in remarks)


def test_reissued_certificates_have_22_characters(province: Any) -> None:
    numbers = values(province, "canlian/持证残疾人_202607.xlsx", "残疾证号", 1)
    assert {len(number) for number in numbers} == {20, 22}
    assert {number[20:] for number in numbers} == {"", "B1"}


def test_school_numbers_of_j_and_l_stand_beside_an_identity_number(province: Any) -> None:
    numbers = values(province, "jiaoyu/学籍_*_2025-2026_春季.xlsx", "全国学籍号")
    assert {number[0] for number in numbers} == {"G", "J", "L"}
    assert len(values(province, "jiaoyu/学籍_*_2025-2026_春季.xlsx", "身份证件号")) == len(numbers)


def test_twins_share_name_and_birthday_and_are_two(province: Any, residents: Any) -> None:
    keys = {line["subject"]["key"] for line in province.lines("lawful") if "双胞胎" in line["note"]}
    assert keys
    by_number = {number: (name, birth) for number, name, birth, _ in residents}
    for key in keys:
        assert [number for number, who in by_number.items() if who == by_number[key]] != [key]


def test_homes_in_grace_and_single_persons_in_margin_homes(province: Any) -> None:
    assert values(province, "minzheng/低保边缘家庭查询_*_202607.xlsx", "单人保人员身份证号")
    if province.summary.people >= 20_000:
        assert "渐退期" in values(province, "minzheng/低保家庭查询_*_202607.xlsx", "分档类型")


def test_no_monthly_roster_of_a_county_is_empty(province: Any) -> None:
    for name, header in (("低保家庭", 0), ("低保边缘家庭", 0), ("特困人员", 0)):
        for path in (province.folder / "minzheng").glob(f"{name}查询_*.xlsx"):
            assert len(fastexcel.read_excel(path).load_sheet(0, header_row=header).to_polars()) > 0
    assert values(province, "canlian/持证残疾人_202308.xlsx", "区划代码", 1)
