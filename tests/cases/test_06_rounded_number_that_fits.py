"""Case 6: twelve identity numbers end in 000 and pass the check digit by chance; they lead to nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from connectors.check import check
from connectors.registry import SHIPPED, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/06-rounded-number-that-fits"
CARD = load_card(SHIPPED / "caizheng_yikatong.yml")
FILE = "caizheng/370102-202607-01/一卡通发放明细.csv"


async def test_a_file_of_rounded_numbers_waits_and_nobody_is_paid(store: Store, settings: Settings) -> None:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    (result,) = [result async for result in sync.run([CARD])]
    assert (result.read, result.applied, result.held + result.rejected) == (12, 0, 12)
    assert await store.read("fingerprint/payment") == []


def test_the_preview_rejects_each_row() -> None:
    preview = check(CARD, CASE / FILE)
    assert {(cell.field, cell.reason) for cell in preview.rejected} == {("身份证号", "precision_lost")}
    assert len(preview.rejected) == 12
    assert preview.rows == []


async def test_a_single_such_number_is_taken_with_a_caution(store: Store, settings: Settings) -> None:
    lines = (CASE / FILE).read_text(encoding="gb18030").splitlines()
    place = settings.deliveries / FILE
    place.parent.mkdir(parents=True)
    place.write_text("\n".join(lines[:3]) + "\n", encoding="gb18030")
    cautions = {"caizheng_yikatong.details": {"身份证号": {"digits_may_be_lost": 1}}}
    assert check(CARD, place).cautions == cautions["caizheng_yikatong.details"]
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    (result,) = [result async for result in sync.run([CARD])]
    assert (result.applied, result.rejected) == (1, 0)
    assert result.to_json()["cautions"] == cautions
