"""Rows of registers and of 人社's push that cannot be read are planted as unknown, one of each, and no others.

A row that ends before it begins says nothing of its person; neither does an outcome that is none of the list.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import fastexcel
import pytest

REGISTERS = {
    "D17": ("sifa/sifa.sqlite", "SELECT GMSFHM FROM jy_fxry WHERE CJRQ <> '' AND CJRQ < RJRQ"),
    "D18": ("tuiyi/tuiyi.sqlite", "SELECT GMSFHM FROM tyjr_ywb WHERE TWRQ <> '' AND TWRQ < RWRQ"),
    "D32": ("scjg/scjg.sqlite", "SELECT GMSFHM FROM scdj_ry WHERE ZXRQ <> '' AND ZXRQ < DJRQ"),
    "D33": ("renshe/renshe.sqlite", "SELECT AAC002 FROM si_cbxx WHERE AAE031 <> '' AND AAE031 < AAE030"),
    "D36": ("gongyang/gongyang.sqlite", "SELECT GMSFHM FROM czgy_ry WHERE ZZRQ <> '' AND ZZRQ < QSRQ"),
    "D37": ("renshe/renshe.sqlite", "SELECT AAC002 FROM jy_gwtj WHERE TJJG = '见附页'"),
}


def unknown(province: Any, rule: str) -> list[str]:
    return [line["subject"]["key"] for line in province.lines("unknown") if line["rule"] == rule]


@pytest.mark.parametrize("rule", REGISTERS)
def test_a_register_has_one_row_that_cannot_be_read(province: Any, rule: str) -> None:
    file, asked = REGISTERS[rule]
    with closing(sqlite3.connect(province.folder / file)) as db:
        (person,) = [number for (number,) in db.execute(asked)]
    assert unknown(province, rule) == [person]


def test_the_sum_of_one_unemployed_member_cannot_be_read(province: Any, audit: Any) -> None:
    found = []
    for file in sorted((province.folder / "renshe").glob("就业失业信息_*_202607.xlsx")):
        sheet = fastexcel.read_excel(file).load_sheet(0, dtypes="string").to_polars()
        found += [line["身份证号"] for line in sheet.to_dicts() if line["月待遇金额"] == "待核"]
    (home,), (person,) = unknown(province, "W03"), found
    assert person in set().union(*audit.members[home].values())
