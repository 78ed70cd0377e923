"""The content of one county under another's name waits for a person; headers alone, and other months, do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.card import SourceCard
from connectors.registry import load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from hub.sync.held import HeldKind
from hub.sync.result import RunResult
from schema.message import chinese

pytestmark = pytest.mark.anyio

CARD = """\
source: t_list
department: 民政
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "list_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
    skip: {total_row: [合计]}
    expect: {max_rejected: 1, max_ended: 1}
"""
HEADER = "身份证号,姓名,金额\n"
ROWS = HEADER + "370102194806110015,李明,60\n370102197503020024,王芳,60\n合计,,120\n"
ANOTHER = HEADER + "370102201509180036,张三,60\n"


@pytest.fixture
def card(tmp_path: Path) -> SourceCard:
    (tmp_path / "t_list.yml").write_text(CARD, encoding="utf-8")
    return load_card(tmp_path / "t_list.yml")


class World:
    def __init__(self, store: Store, settings: Settings, card: SourceCard) -> None:
        self._store, self._settings, self.card = store, settings, card

    def put(self, division: str, text: str, month: str = "202607") -> Path:
        path = self._settings.deliveries / f"list_{division}_{month}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def sync(self) -> Sync:
        settings = self._settings
        return Sync(self._store, load_keys(settings), settings.home / "spool", settings.environment)

    async def pull(self) -> RunResult:
        (result,) = [result async for result in self.sync.run([self.card])]
        return result


@pytest.fixture
def world(store: Store, settings: Settings, card: SourceCard) -> World:
    return World(store, settings, card)


def waiting(result: RunResult) -> list[tuple[str, HeldKind, str]]:
    return [(held.place, held.kind, str(held.reason)) for held in result.held_deliveries]


async def test_of_two_counties_with_one_content_both_wait(world: World) -> None:
    world.put("370102", ROWS)
    world.put("370103", ROWS)
    world.put("370104", ANOTHER)
    found = await world.pull()
    reason = "it has the content of {}, another division's: find out which of the two is in the wrong place"
    assert waiting(found) == [
        ("list_370102_202607.csv", HeldKind.COPY, reason.format("list_370103_202607.csv")),
        ("list_370103_202607.csv", HeldKind.COPY, reason.format("list_370102_202607.csv")),
    ]
    assert chinese(found.held_deliveries[0].reason).startswith("内容与另一区划的 list_370103_202607.csv 完全相同")
    assert all(held.releasable for held in found.held_deliveries)
    assert (found.applied, found.held) == (1, 4)


async def test_what_was_applied_before_counts_and_its_copy_waits_also_when_the_file_is_gone(world: World) -> None:
    first = world.put("370102", ROWS)
    assert waiting(await world.pull()) == []
    first.unlink()
    world.put("370103", ROWS)
    ((place, kind, _),) = waiting(await world.pull())
    assert (place, kind) == ("list_370103_202607.csv", HeldKind.COPY)


async def test_a_file_that_was_under_the_wrong_name_is_read_once_the_other_has_been_replaced(world: World) -> None:
    world.put("370102", ROWS)
    await world.pull()
    world.put("370102", ANOTHER)
    world.put("370103", ROWS)
    found = await world.pull()
    assert (waiting(found), found.applied) == ([], 3)


async def test_the_same_content_for_another_month_of_one_county_is_read(world: World) -> None:
    world.put("370102", ROWS, "202606")
    world.put("370102", ROWS, "202607")
    assert waiting(await world.pull()) == []


async def test_a_person_releases_the_one_that_is_right_and_the_other_goes_on_waiting(world: World) -> None:
    world.put("370102", ROWS)
    world.put("370103", ROWS)
    _, right = (await world.pull()).held_deliveries
    assert right.effect.people == set()
    released = await world.sync.release([world.card], right.id)
    assert (released.applied, released.held) == (2, 0)
    ((place, kind, _),) = waiting(await world.pull())
    assert (place, kind) == ("list_370102_202607.csv", HeldKind.COPY)


async def test_headers_and_totals_alone_are_nobodys_copy(world: World) -> None:
    world.put("370102", HEADER + "合计,,0\n")
    world.put("370103", HEADER + "合计,,0\n")
    assert waiting(await world.pull()) == []


async def test_each_line_of_what_was_read_is_counted(world: World, store: Store) -> None:
    world.put("370102", ROWS + "\n")
    found = await world.pull()
    assert found.to_json()["lines"] == {"blank": 1, "header": 1, "lines": 5, "rows": 2, "total": 1}
