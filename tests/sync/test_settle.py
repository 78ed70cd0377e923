"""A pull waits once for what is still being written, and no longer than it may."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from connectors.card import SourceCard
from connectors.registry import load_card
from hub.sync.settle import settle

pytestmark = pytest.mark.anyio

CARD = """\
source: {source}
department: 民政
title: {{zh: 试, en: test}}
kind: files
connection: {{path: "${{AIDCHAIN_DELIVERIES}}/{source}"}}
streams:
  - name: people
    file: "{{division}}_{{month}}.csv"
    shape: roster
    serves: ["37"]
    scope: {{division: {{file: division}}, month: {{file: month}}}}
    key: [身份证号]
    map: {{person: {{national_id: 身份证号, name: 姓名}}}}
"""


def cards(folder: Path, *sources: str) -> list[SourceCard]:
    found = []
    for source in sources:
        path = folder / f"{source}.yml"
        path.write_text(CARD.format(source=source), encoding="utf-8")
        found.append(load_card(path))
    return found


def put(folder: Path, source: str, age: float = 0) -> Path:
    path = folder / source / "370102_202607.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


async def test_one_wait_serves_all_sources(tmp_path: Path) -> None:
    sources = ("a", "b", "c")
    for source in sources:
        put(tmp_path, source)
    told: list[int] = []
    began = time.monotonic()
    env = {"AIDCHAIN_DELIVERIES": str(tmp_path), "AIDCHAIN_SETTLE": "0.4"}
    await settle(cards(tmp_path, *sources), env, waits=told.append)
    assert 0.3 < time.monotonic() - began < 1.1
    assert told == [3]


async def test_old_files_missing_folders_and_unset_variables_need_no_wait(tmp_path: Path) -> None:
    put(tmp_path, "a", age=100)
    told: list[int] = []
    await settle(
        cards(tmp_path, "a", "b"), {"AIDCHAIN_DELIVERIES": str(tmp_path), "AIDCHAIN_SETTLE": "9"}, waits=told.append
    )
    await settle(cards(tmp_path, "a"), {"AIDCHAIN_SETTLE": "9"}, waits=told.append)
    assert told == []


async def test_a_growing_file_is_waited_for_until_it_stands_still(tmp_path: Path) -> None:
    path = put(tmp_path, "a")

    async def grow() -> None:
        for times in range(4):
            await asyncio.sleep(0.2)
            path.write_text("x" * times, encoding="utf-8")

    growing = asyncio.create_task(grow())
    await settle(cards(tmp_path, "a"), {"AIDCHAIN_DELIVERIES": str(tmp_path), "AIDCHAIN_SETTLE": "0.4"})
    assert growing.done()
    assert path.read_text(encoding="utf-8") == "xxx"


async def test_a_file_that_never_stands_still_ends_the_wait(tmp_path: Path) -> None:
    put(tmp_path, "a", age=-1000)
    began = time.monotonic()
    await settle(cards(tmp_path, "a"), {"AIDCHAIN_DELIVERIES": str(tmp_path), "AIDCHAIN_SETTLE": "60"}, longest=0.3)
    assert time.monotonic() - began < 1.5
