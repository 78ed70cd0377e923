"""What waits for a person: nothing of it acts, and a decision is about the content that was seen."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from hub.sync.held import HeldKind
from schema.errors import CallerError, NotReleasableError
from schema.message import chinese
from tests.support.numbers import person
from tests.support.tables import TABLE_CARD

pytestmark = pytest.mark.anyio

ROSTER = """
source: t_list
department: 民政
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "list*_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
    expect: {max_rejected: 0.1, max_ended: 0.2}
"""

TABLE = TABLE_CARD + "    expect: {max_ended: 0.2}\n"


async def test_a_delivery_that_ends_too_much_says_what_it_would_end(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", dict.fromkeys(range(40), 60))
    await home.sync()
    home.list("202606", dict.fromkeys(range(20), 60))
    (result,) = await home.sync()
    (held,) = result.held_deliveries
    assert (held.kind, held.releasable, held.rows) == (HeldKind.ENDING, True, 20)
    assert held.to_json()["ended"] == {"benefit": 20, "person": 20}
    assert (len(held.effect.people), len(held.effect.households)) == (20, 0)
    assert "放行" in chinese(held.reason)
    (waiting,) = await home.held()
    assert (waiting.id, waiting.to_json()["months"]) == (held.id, ["2026-06"])


async def test_a_small_delivery_whose_rows_mostly_fail_says_what_it_would_end(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", dict.fromkeys(range(12), 60))
    await home.sync()
    before = await home.state()
    rows = [f"王芳,{person(index)},{'60' if index < 3 else '六十'}" for index in range(12)]
    home.deliver("list_370102_202606.csv", "姓名,身份证号,金额", rows)
    (result,) = await home.sync()
    (held,) = result.held_deliveries
    assert (held.kind, held.rows, result.held, result.rejected) == (HeldKind.EXPECTATION, 12, 12, 0)
    assert held.to_json()["ended"] == {"benefit": 9, "person": 9}
    assert await home.state() == before
    assert await home.coverage("t_list.people") == ["370102 2026-05"]


async def test_one_bad_row_of_ten_is_an_error_of_its_own(home: Any) -> None:
    home.plug(ROSTER)
    rows = [f"王芳,{person(index)},{'六十' if index == 0 else '60'}" for index in range(10)]
    home.deliver("list_370102_202606.csv", "姓名,身份证号,金额", rows)
    (result,) = await home.sync()
    assert (result.state, result.rejected, result.applied) == ("applied", 1, 9)


async def test_months_of_a_delivery_that_is_held_are_not_covered(home: Any) -> None:
    home.plug(ROSTER)
    rows = [f"王芳,{person(index)},六十" for index in range(5)] + [f"王芳,{person(9)},60"]
    home.deliver("list_370102_202606.csv", "姓名,身份证号,金额", rows)
    (result,) = await home.sync()
    assert (result.state, result.held) == ("held", 6)
    assert await home.coverage("t_list.people") == []


async def test_only_what_was_named_is_released(home: Any) -> None:
    home.plug(ROSTER)
    starts = {"370102": 0, "370103": 100}
    for division, start in starts.items():
        home.list("202605", dict.fromkeys(range(start, start + 40), 60), division)
    await home.sync()
    for division, start in starts.items():
        home.list("202606", dict.fromkeys(range(start, start + 20), 60), division)
    (run,) = await home.sync()
    first, second = await home.held()
    home.list("202606", dict.fromkeys(range(5), 60), "370104")  # nobody has looked at this one
    result = await home.release(first.id)
    assert (result.state, result.read, result.ended) == ("applied", 20, 40)
    assert [waiting.id for waiting in await home.held()] == [second.id]
    division = first.to_json()["divisions"][0]
    assert f"{division} 2026-06" in await home.coverage("t_list.people")
    assert "370104 2026-06" not in await home.coverage("t_list.people")
    assert (await home.release(run.run)).ended == 40  # a run's id names what is left of it
    assert await home.held() == []


async def test_a_release_that_is_only_planned_applies_nothing(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", dict.fromkeys(range(40), 60))
    await home.sync()
    home.list("202606", dict.fromkeys(range(20), 60))
    await home.sync()
    before = await home.state()
    (waiting,) = await home.held()
    planned = await home.release(waiting.id[:6], plan=True)
    assert (planned.state, planned.ended, len(planned.people)) == ("staged", 40, 20)
    assert await home.state() == before
    assert [one.id for one in await home.held()] == [waiting.id]


async def test_what_was_released_is_not_held_again_when_it_is_read_again(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", dict.fromkeys(range(40), 60))
    await home.sync()
    home.list("202606", dict.fromkeys(range(20), 60))
    await home.sync()
    (waiting,) = await home.held()
    await home.release(waiting.id)
    after = await home.state()
    home.list("202606", dict.fromkeys(range(20, 25), 60), name="二")  # another file of that month: both are read
    (again,) = await home.sync()
    assert (again.read, again.state, again.applied) == (25, "applied", 5)
    assert await home.state() != after


async def test_two_files_of_one_month_never_replace_each_other(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202606", dict.fromkeys(range(4), 60), name="甲")
    await home.sync()
    home.list("202606", dict.fromkeys(range(4, 8), 60), name="乙")
    await home.sync()
    apart = await home.state()
    home.empty()
    await home.sync()
    assert await home.state() == apart


async def test_a_dismissed_delivery_is_not_held_again_until_it_changes(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", dict.fromkeys(range(40), 60))
    await home.sync()
    before = await home.state()
    home.list("202606", dict.fromkeys(range(20), 60))
    await home.sync()
    (waiting,) = await home.held()
    await home.dismiss(waiting.id)
    assert await home.held() == []
    (again,) = await home.sync()
    assert (again.state, again.read, again.skipped) == ("applied", 0, 2)
    assert await home.state() == before
    home.list("202606", dict.fromkeys(range(21), 60))
    (other,) = await home.sync()
    assert (other.state, other.held) == ("held", 21)
    home.list("202606", dict.fromkeys(range(39), 60))
    (good,) = await home.sync()
    assert (good.state, good.ended) == ("applied", 2)


async def test_a_delivery_that_went_away_cannot_be_released(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", dict.fromkeys(range(40), 60))
    await home.sync()
    before = await home.state()
    path: Path = home.list("202606", dict.fromkeys(range(20), 60))
    await home.sync()
    (waiting,) = await home.held()
    path.unlink()
    with pytest.raises(CallerError, match="no longer there"):
        await home.release(waiting.id)
    assert await home.state() == before
    assert [one.id for one in await home.held()] == [waiting.id]


async def test_an_unknown_id_names_nothing(home: Any) -> None:
    with pytest.raises(CallerError, match="holds nothing"):
        await home.release("q123456")


def fill(path: Path, months: dict[str, int]) -> None:
    """A database whose months list the first people."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE log (qh, yf)")
        database.execute("CREATE TABLE t (xm, sfzh, je, qh, yf)")
        for month, people in months.items():
            database.execute("INSERT INTO log VALUES ('370102', ?)", (month,))
            for number in PEOPLE[:people]:
                database.execute("INSERT INTO t VALUES ('王芳', ?, '60', '370102', ?)", (number, month))


PEOPLE: list[str] = []


@pytest.fixture(autouse=True)
def _people(home: Any) -> None:
    PEOPLE[:] = [person(index) for index in range(40)]


async def test_a_database_is_released_by_the_rows_that_were_seen(home: Any) -> None:
    home.plug(TABLE)
    path = home.settings.deliveries / "table.db"
    fill(path, {"202605": 40})
    await home.sync()
    before = await home.state()
    fill(path, {"202605": 40, "202606": 20})
    await home.sync()
    (waiting,) = await home.held()
    assert (waiting.entry["kind"], waiting.entry["releasable"]) == ("ending", True)
    fill(path, {"202605": 40, "202606": 10})
    other = await home.release(waiting.id)
    assert (other.state, other.held) == ("held", 10)
    assert await home.state() == before
    (again,) = await home.held()
    assert "no longer what was seen" in again.entry["reason"]
    released = await home.release(again.id)
    assert (released.state, released.ended) == ("applied", 60)
    (later,) = await home.sync()
    assert (later.state, later.skipped) == ("applied", 2)


async def test_a_dismissed_database_is_not_held_again_until_it_changes(home: Any) -> None:
    home.plug(TABLE)
    path = home.settings.deliveries / "table.db"
    fill(path, {"202605": 40})
    await home.sync()
    fill(path, {"202605": 40, "202606": 20})
    await home.sync()
    (waiting,) = await home.held()
    await home.dismiss(waiting.id)
    (again,) = await home.sync()
    assert (again.state, again.held, await home.held()) == ("applied", 0, [])
    fill(path, {"202605": 40, "202606": 21})
    (other,) = await home.sync()
    assert (other.state, other.held) == ("held", 21)


async def test_what_could_not_be_read_is_told_apart_and_never_released(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", {1: 60})
    home.deliver("list_370102_202606.csv", "姓名,身份证号码,金额", [f"王芳,{person(1)},60"])
    (result,) = await home.sync()
    (held,) = result.held_deliveries
    assert (held.kind, held.releasable) == (HeldKind.UNREADABLE, False)
    with pytest.raises(NotReleasableError):
        await home.release(held.id)
