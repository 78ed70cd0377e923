"""Case 20: one household number with two heads and two amounts; members whose head heads no family."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from connectors.registry import SHIPPED, load_card
from hub.ids import Ids
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from hub.sync.result import RunResult

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/20-households-with-no-head-or-two"
CARD = load_card(SHIPPED / "minzheng_dibao.yml")


@pytest.fixture
async def result(store: Store, settings: Settings) -> RunResult:
    shutil.copytree(CASE, settings.deliveries, dirs_exist_ok=True)
    return await pulled(store, settings)


async def pulled(store: Store, settings: Settings) -> RunResult:
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    (found,) = [one async for one in sync.run([CARD])]
    return found


async def test_both_heads_of_one_number_are_reported_and_no_amount_counts_twice(
    store: Store, result: RunResult
) -> None:
    assert result.read == result.held + result.rejected + result.pending + result.applied + result.unchanged
    assert (result.state, result.rejected, dict(result.reasons)) == ("applied", 2, {"two_heads": 2})
    rows = [row["props"] for row in await store.read("backup/nodes_rejection")]
    assert {row["reason"] for row in rows} == {"two_heads"}
    assert {row["file"] for row in rows} == {"低保家庭查询_370102_202607.xlsx"}
    assert len({row["row"] for row in rows}) == 2
    awards = Counter(row["subject"] for row in await store.read("backup/benefit"))
    assert set(awards.values()) == {1}


async def test_members_without_a_family_wait_and_are_in_doubt(
    store: Store, settings: Settings, result: RunResult
) -> None:
    waiting = await store.read("sync/pending", source="", limit=100)
    assert len(waiting) == result.pending == 6  # of the number with two heads, and of the head who heads nobody
    assert {row["place"] for row in waiting} == {"低保人员查询_370102_202607.xlsx"}
    assert all("is headed by whom the row names" in row["waits_for"] for row in waiting)
    assert all("请核对户主身份证号" in row["waits_for_zh"] for row in waiting)
    doubted = {row["person"] for row in await store.read("sync/doubts", stream="minzheng_dibao.people")}
    members = {row["subject"] for row in await store.read("backup/membership")}
    assert len(doubted - members) >= 6
    assert Ids(load_keys(settings)).person("370102194001010016") not in doubted


async def test_the_same_files_again_change_nothing(store: Store, settings: Settings, result: RunResult) -> None:
    again = await pulled(store, settings)
    counts: dict[str, Any] = again.counters()
    assert (counts["applied"], counts["rejected"], counts["pending"]) == (0, 0, 6)
