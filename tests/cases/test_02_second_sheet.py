"""Case 2: a workbook whose second visible sheet goes on with the list, and one whose first sheet is an instruction."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.anyio

REGISTER = ["minzheng_liangbu.register 370102 2026-07"]


async def test_both_sheets_are_read(synced) -> None:
    case = await synced("02-second-sheet/minzheng", "minzheng_liangbu", into="minzheng")
    assert (case.counts, case.held) == ((20, 0, 0), [])
    assert await case.covered() == REGISTER
    assert len(await case.facts("person")) == 20


async def test_an_instruction_sheet_is_told_by_name_and_nothing_is_covered(synced) -> None:
    case = await synced("02-second-sheet/siblings", "minzheng_liangbu", into="minzheng")
    (why,) = case.held
    assert "工作表 「填表说明」 有内容但表头不符（查看了 「填表说明」、「名册」" in why
    assert "leave_sheets" in why
    assert (await case.covered(), await case.facts("person")) == ([], [])
