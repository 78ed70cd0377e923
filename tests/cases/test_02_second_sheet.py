"""Case 2: a workbook whose second visible sheet goes on with the list, and one whose first sheet is an instruction."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.case import Synced

pytestmark = pytest.mark.anyio

CASES = Path(__file__).parents[1] / "samples/cases"
REGISTER = ["minzheng_liangbu.register 370102 2026-07"]


async def test_both_sheets_are_read(synced: Synced) -> None:
    case = await synced("02-second-sheet/minzheng", "minzheng_liangbu", into="minzheng")
    assert (case.counts, case.held) == ((20, 0, 0), [])
    assert await case.covered() == REGISTER
    assert len(await case.facts("person")) == 20


async def test_a_rejected_row_is_named_with_its_sheet(synced: Synced, tmp_path: Path) -> None:
    (file,) = (CASES / "02-second-sheet/minzheng").iterdir()
    book = openpyxl.load_workbook(file)
    for name in ("姚家街道", "7月新增"):
        book[name]["F3"] = "not a number"
    (tmp_path / "broken").mkdir()
    book.save(tmp_path / "broken" / file.name)
    case = await synced(str(tmp_path / "broken"), "minzheng_liangbu", into="minzheng")
    assert sorted(row[:3] for row in await case.rejections()) == [
        ("7月新增", 3, "残疾证号"),
        ("姚家街道", 3, "残疾证号"),
    ]


async def test_an_instruction_sheet_is_told_by_name_and_nothing_is_covered(synced: Synced) -> None:
    case = await synced("02-second-sheet/siblings", "minzheng_liangbu", into="minzheng")
    (why,) = case.held
    assert "工作表 「填表说明」 有内容但表头不符（查看了 「填表说明」、「名册」" in why
    assert "leave_sheets" in why
    assert (await case.covered(), await case.facts("person")) == ([], [])
