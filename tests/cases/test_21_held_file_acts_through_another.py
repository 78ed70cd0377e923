"""Case 21: July's families come under new numbers and are held; July's people must not be joined to those."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

import pytest

from connectors.registry import SHIPPED, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from hub.sync.worklist import worklist

pytestmark = pytest.mark.anyio

CASE = Path(__file__).parents[1] / "samples/cases/21-held-file-acts-through-another"
TEXT = (SHIPPED / "minzheng_dibao.yml").read_text("utf-8")
FAMILIES, PEOPLE = "低保家庭查询_370102_202607.xlsx", "低保人员查询_370102_202607.xlsx"


class Server(Protocol):
    """The session's engine (tests/conftest.py)."""

    def empty(self) -> None: ...


class Office:
    """The home of the case, by its engine."""

    def __init__(self, store: Store, settings: Settings, server: Server) -> None:
        self.store, self.settings, self.empty = store, settings, server.empty
        self.cards = [load_card(SHIPPED / "minzheng_dibao.yml")]

    @property
    def engine(self) -> Sync:
        return Sync(self.store, load_keys(self.settings), self.settings.home / "spool", self.settings.environment)

    def hand(self, part: str) -> None:
        shutil.copytree(CASE / part, self.settings.deliveries, dirs_exist_ok=True)

    async def sync(self) -> RunResult:
        (result,) = [result async for result in self.engine.run(self.cards)]
        return result

    async def fingerprint(self) -> str:
        return str((await fingerprint(self.store))["fingerprint"])

    async def households(self) -> set[str]:
        return {row["object"] for row in await self.store.read("backup/membership")}


@pytest.fixture
async def office(store: Store, settings: Settings, embedded: Server) -> Office:
    office = Office(store, settings, embedded)
    office.hand("first")
    await office.sync()
    return office


async def test_nothing_of_a_held_file_is_in_the_store(office: Office) -> None:
    june = await office.households()
    office.hand("then")
    result = await office.sync()
    assert (result.state, result.held, result.pending) == ("held", 12, 24)
    assert await office.households() == june
    waiting = await office.store.read("sync/pending", source="minzheng_dibao", limit=100)
    assert {(row["place"], row["waits_for"]) for row in waiting} == {(PEOPLE, f"waits for {FAMILIES}, which is held")}
    assert {row["waits_for_zh"] for row in waiting} == {f"等待文件 {FAMILIES}：该文件已暂缓，需先由人工处理"}
    doubts = await office.store.read("sync/doubts", stream="minzheng_dibao.people")
    assert len({doubt["person"] for doubt in doubts}) == 24
    assert {doubt["month"] for doubt in doubts} == {"2026-07"}


async def test_released_later_it_is_as_if_it_had_not_been_held(office: Office) -> None:
    office.hand("then")
    await office.sync()
    (waiting,) = await worklist(office.store)
    assert waiting.entry["ended"] == {"benefit": 12, "category": 12, "household": 12}
    released = await office.engine.release(office.cards, waiting.id)
    assert (released.state, released.read, released.pending) == ("applied", 36, 0)
    later = await office.fingerprint()
    assert await office.store.read("sync/pending", source="", limit=10) == []
    assert await office.store.read("sync/doubts", stream="minzheng_dibao.people") == []
    again = await office.sync()
    assert (again.read, again.skipped) == (0, 4)
    assert later == await never_held(office)


async def never_held(office: Office) -> str:
    """The fingerprint of a store in which the same files came one after the other and no brake was set."""
    (office.settings.home / "loose.yml").write_text(TEXT.replace("max_ended: 0.2", "max_ended: 1"), encoding="utf-8")
    office.empty()
    shutil.rmtree(office.settings.deliveries)
    shutil.rmtree(office.settings.home / "spool")
    office.cards = [load_card(office.settings.home / "loose.yml")]
    office.hand("first")
    await office.sync()
    office.hand("then")
    result = await office.sync()
    assert (result.state, result.pending) == ("applied", 0)
    return await office.fingerprint()
