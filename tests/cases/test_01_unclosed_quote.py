"""Case 1: thirty payments, and a quotation mark in the fifth that is never closed, or only fifteen rows later."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from connectors.registry import SHIPPED, load_card
from hub.detect.finding import Finding
from hub.ids import Ids
from hub.keys import load_keys
from hub.scan.frame import stream_infos
from hub.scan.scan import scan
from hub.settings import Settings
from hub.store import Rows, Store
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from schema.policy.policy import load_policy

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/01-unclosed-quote"
BATCH = "370102-202607-01/一卡通发放明细.csv"
CARDS = [load_card(SHIPPED / f"{name}.yml") for name in ("caizheng_yikatong", "minzheng_elder")]


UNPAID = "370102194006050317"


@dataclass
class Synced:
    result: RunResult
    rejections: Rows
    findings: list[Finding]


def list_elders(path: Path) -> None:
    """The civil affairs list: the thirty people of the payments, and one whom nobody pays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = csv.reader((CASE / "caizheng" / BATCH).read_text("gb18030").replace('"', "").splitlines())
    people = [(row[3], row[4]) for row in rows if row[0].isdigit()]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["序号", "老人姓名", "身份证号码", "老人联系方式", "户籍地址", "人员类型", "能力等级"])
        sheet.write_row(0, 7, ["补贴项目", "发放金额", "银行卡号", "备注"])
        for line, (name, person) in enumerate([*people, ("安丁乙", UNPAID)], 1):
            sheet.write_row(line, 0, [str(line), name, person, "", "", "", "", "高龄津贴", "60.00"])


async def synced(store: Store, settings: Settings, *, spoilt: bool, folder: str = "caizheng") -> Synced:
    """The case's payments, and the civil affairs list of the same thirty people, who are owed what was paid."""
    source = CASE / folder / BATCH
    target = settings.deliveries / "caizheng" / BATCH
    target.parent.mkdir(parents=True, exist_ok=True)
    if spoilt:
        shutil.copy(source, target)
    else:
        target.write_text(source.read_text("gb18030").replace('"', ""), "gb18030")
    results = []
    list_elders(settings.deliveries / "minzheng/老年人补贴花名册_370102_202607.xlsx")
    keys = load_keys(settings)
    sync = Sync(store, keys, settings.home / "spool", settings.environment)
    async for result in sync.run(CARDS):
        results.append(result)
    findings: list[Finding] = []
    await scan(store, keys, load_policy(), stream_infos(CARDS), as_of=date(2026, 8, 31), each=findings.append)
    rejections = await store.read("sync/rejections", source="", run="", department="", limit=100)
    (payments,) = (result for result in results if result.source == "caizheng_yikatong")
    return Synced(payments, rejections, findings)


@pytest.mark.parametrize("folder", ["caizheng", "closed-later"])
async def test_one_row_is_rejected_by_number_and_twenty_nine_are_read(
    store: Store, settings: Settings, folder: str
) -> None:
    found = await synced(store, settings, spoilt=True, folder=folder)
    assert (found.result.read, found.result.applied, found.result.rejected) == (30, 29, 1)
    assert found.result.reasons == {"unclosed_quote": 1}
    (rejection,) = found.rejections
    assert (rejection["file"], rejection["row"]) == (BATCH, 7)
    assert "a quotation mark that is not closed, from row 7" in rejection["expected"]


@pytest.mark.parametrize("folder", ["caizheng", "closed-later"])
async def test_only_whom_nobody_pays_is_found_unpaid(store: Store, settings: Settings, folder: str) -> None:
    found = await synced(store, settings, spoilt=True, folder=folder)
    unpaid = Ids(load_keys(settings)).person(UNPAID)
    assert [(one.rule, one.subject, one.months) for one in found.findings] == [("O31", unpaid, ("2026-07",))]


async def test_the_file_sent_again_without_the_mark_settles_its_row(store: Store, settings: Settings) -> None:
    await synced(store, settings, spoilt=True)
    found = await synced(store, settings, spoilt=False)
    assert (found.result.read, found.result.applied, found.result.rejected) == (30, 1, 0)
    assert len(found.findings) == 1
