"""What cannot be read says nothing of anybody, whatever a person presses: facts, months, coverage and doubts stay."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.errors import CallerError
from tests.support.numbers import person
from tests.support.tables import TABLE_CARD

pytestmark = pytest.mark.anyio

CARD = """
source: t_list
department: 民政
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["3701"]
    file: "list_{division}_{month}.ENDING"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
    expect: {max_rejected: 0.1, max_ended: 0.5}
"""

TABLE = TABLE_CARD.replace("t_table", "t_list")

HEADER = "姓名,身份证号,金额"
PEOPLE = 4
MONTH = "list_370102_202606"


def sheet(home: Any, encoding: str = "utf-8") -> bytes:
    rows = [f"王芳,{person(index)},60" for index in range(PEOPLE)]
    return ("\n".join([HEADER, *rows]) + "\n").encode(encoding)


def text(content: Callable[[Any], bytes], name: str = MONTH) -> Callable[[Any], Path]:
    def deliver(home: Any) -> Path:
        home.plug(CARD.replace("ENDING", "csv"))
        path: Path = home.settings.deliveries / f"{name}.csv"
        path.write_bytes(content(home))
        return path

    return deliver


def workbook(sample: str) -> Callable[[Any], Path]:
    def deliver(home: Any) -> Path:
        home.plug(CARD.replace("ENDING", "xlsx"))
        path: Path = home.settings.deliveries / f"{MONTH}.xlsx"
        shutil.copy(Path(__file__).parents[1] / "samples" / sample, path)
        return path

    return deliver


def table(home: Any) -> Path:
    home.plug(TABLE)
    path: Path = home.settings.deliveries / "table.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE log (qh, yf)")
        database.execute("INSERT INTO log VALUES ('370102', '202606')")
        database.execute("CREATE TABLE other (xm)")
    return path


KINDS: dict[str, Callable[[Any], Path]] = {
    "a renamed key column": text(lambda home: sheet(home).replace("身份证号".encode(), "证件号码甲".encode())),
    "no header": text(lambda home: sheet(home).partition(b"\n")[2]),
    "a wrong encoding": text(lambda home: sheet(home, "utf-16-be")),
    "empty": text(lambda home: b""),
    "blank lines": text(lambda home: b"\n\n\n"),
    "random bytes": text(lambda home: random.Random(7).randbytes(3000)),
    "cut in a character": text(lambda home: sheet(home)[:20]),
    "a web page": text(lambda home: b"<html><body>404</body></html>"),
    "an unserved division": text(sheet, "list_440106_202606"),
    "a month that is none": text(sheet, "list_370102_202613"),
    "a cut workbook": workbook("truncated.xlsx"),
    "an empty workbook": workbook("empty_file.xlsx"),
    "a query that cannot run": table,
}

ACTIONS = ("sync", "release", "release", "dismiss", "replace", "delete")


async def press(home: Any, action: str, path: Path, seen: list[str]) -> None:
    """What a person may do; a refusal is an answer too."""
    if action == "sync":
        await home.sync()
    elif action == "replace":
        if path.suffix == ".csv":
            path.write_bytes(b"\x00\x01\x02 something else that no one can read")
    elif action == "delete":
        if path.suffix != ".db":
            path.unlink(missing_ok=True)
    else:
        for id in seen:
            try:
                await (home.release(id) if action == "release" else home.dismiss(id))
            except CallerError:
                continue


@pytest.fixture
async def before(home: Any) -> tuple[str, Any]:
    """A month that all are listed in."""
    home.plug(CARD.replace("ENDING", "csv"))
    (home.settings.deliveries / "list_370102_202605.csv").write_bytes(sheet(home))
    await home.sync()
    (home.settings.deliveries / "list_370102_202605.csv").unlink()
    state: tuple[str, Any] = await home.state()
    return state


@pytest.mark.parametrize("kind", KINDS)
async def test_it_is_held_as_unreadable_and_nothing_that_a_person_presses_applies_it(
    home: Any, before: tuple[str, Any], kind: str
) -> None:
    path = KINDS[kind](home)
    (result,) = await home.sync()
    assert await home.state() == before
    waiting = await home.held()
    assert [(one.entry["kind"], one.entry["releasable"]) for one in waiting] == [("unreadable", False)], result
    assert all(one.entry["reason_zh"] for one in waiting)
    seen = [one.id for one in waiting] + [result.run]
    for action in ("release", "release", "sync", "dismiss", "release", "sync", "replace", "release", "sync", "delete"):
        await press(home, action, path, seen)
        assert await home.state() == before, action
    assert {name for name, run in ((r["props"]["state"], r) for r in await home.store.read("backup/nodes_run"))} <= {
        "applied",
        "held",
        "failed",
    }


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(KINDS)), actions=st.lists(st.sampled_from(ACTIONS), max_size=8))
async def test_in_any_order(home: Any, before: tuple[str, Any], kind: str, actions: list[str]) -> None:
    for left in home.settings.deliveries.iterdir():
        left.unlink()
    path = KINDS[kind](home)
    await home.sync()
    seen = [one.id for one in await home.held()]
    for action in actions:
        await press(home, action, path, seen)
        assert await home.state() == before


async def test_it_stays_unknown_until_a_readable_one_is_applied(home: Any, before: tuple[str, Any]) -> None:
    path = KINDS["empty"](home)
    await home.sync()
    (waiting,) = await home.held()
    await home.dismiss(waiting.id)
    await home.sync()
    assert (await home.held(), await home.coverage("t_list.people")) == ([], ["370102 2026-05"])
    path.write_bytes(sheet(home))
    (result,) = await home.sync()
    assert (result.state, result.read, result.held) == ("applied", PEOPLE, 0)
    assert await home.coverage("t_list.people") == ["370102 2026-05", "370102 2026-06"]
