"""Case 16: six workbooks that were all "no whole XLSX file": three are sound, three are something else."""

from __future__ import annotations

import pytest

from tests.support.case import Synced

pytestmark = pytest.mark.anyio

CASE = "16-workbooks-that-cannot-be-read"
UNSOUND = {
    "a-web-page": ("这是网页", "用 Excel 打开后另存为“Excel 工作簿（.xlsx）”"),
    "b-protected": ("这是设有密码的工作簿或旧版 Office 文件（.xls）", "取消密码，并用 Excel 或 WPS 另存为 .xlsx"),
    "c-csv-renamed": ("这是文本文件（如 CSV）", "把扩展名改回 .csv，或用 Excel 打开后另存为 .xlsx"),
}
SOUND = (
    "d-sheet-name-in-character-references",
    "e-one-spill-error-in-an-ignored-column",
    "f-single-quoted-attributes",
)


@pytest.mark.parametrize("kind", UNSOUND)
async def test_an_unsound_one_is_told_by_what_it_is(synced: Synced, kind: str) -> None:
    case = await synced(f"{CASE}/{kind}", "minzheng_liangbu", into="minzheng")
    what, advice = UNSOUND[kind]
    (why,) = case.held
    assert why.startswith(f"两项补贴花名册_370102_202607.xlsx：{what}")
    assert why.endswith(f"应为：{advice}")
    assert await case.covered() == []


@pytest.mark.parametrize("kind", SOUND)
async def test_a_sound_one_is_read(synced: Synced, kind: str) -> None:
    case = await synced(f"{CASE}/{kind}", "minzheng_liangbu", into="minzheng")
    assert (case.counts, case.held) == ((12, 0, 0), [])
    assert await case.covered() == ["minzheng_liangbu.register 370102 2026-07"]
