"""A database's delivery is skipped while its source says that it is unchanged, and never when that might be untrue."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hub.sync.engine import Sync
from hub.sync.result import RunResult
from tests.support.numbers import person
from tests.support.tables import TABLE_CARD

pytestmark = pytest.mark.anyio

CARD = TABLE_CARD + "    expect: {max_ended: 0.2, max_rejected: 0.5}\n"
LOGGED = CARD.replace('query: "SELECT qh, yf FROM log"', 'query: "SELECT qh, yf, pc FROM log", version: pc')


class Table:
    """A home with one database of two months, ten people in each."""

    def __init__(self, home: Any) -> None:
        self.home = home
        self.path: Path = home.settings.deliveries / "table.db"
        self.environment: dict[str, str] = {}
        home.plug(CARD)
        self.do("CREATE TABLE log (qh, yf, pc)")
        self.do("CREATE TABLE t (xm, sfzh, je, qh, yf)")
        self.deliver("202605")
        self.deliver("202606")

    def deliver(self, month: str) -> None:
        """A month with ten people in it."""
        rows = [(person(index), month) for index in range(10)]
        with sqlite3.connect(self.path) as database:
            database.execute("INSERT INTO log VALUES ('370102', ?, 'A')", [month])
            database.executemany("INSERT INTO t VALUES ('王芳', ?, '60', '370102', ?)", rows)
        database.close()

    def do(self, statement: str, *values: str) -> None:
        with sqlite3.connect(self.path) as database:
            database.execute(statement, values)
        database.close()

    def pay(self, amount: str, month: str) -> None:
        """Another amount for one person of a month."""
        self.do("UPDATE t SET je = ? WHERE yf = ? AND sfzh = ?", amount, month, person(3))

    async def sync(self, *, plan: bool = False) -> RunResult:
        home = self.home
        environment = home.settings.environment | self.environment
        engine = Sync(home.store, home.keys, home.settings.home / "spool", environment)
        (result,) = [result async for result in engine.run(home.cards, plan=plan)]
        return result


@pytest.fixture
def table(home: Any) -> Table:
    return Table(home)


def counted(result: RunResult) -> Sequence[int]:
    return result.read, result.applied, result.skipped


async def test_an_unchanged_database_is_not_read_again(table: Table) -> None:
    assert counted(await table.sync()) == (20, 20, 0)
    before = await table.home.state()
    assert counted(await table.sync()) == (0, 0, 2)
    assert await table.home.state() == before


async def test_only_the_month_with_an_edited_row_is_read_again(table: Table) -> None:
    await table.sync()
    table.pay("70", "202605")
    assert counted(await table.sync()) == (10, 1, 1)
    assert counted(await table.sync()) == (0, 0, 2)


async def test_a_deleted_row_ends_though_nothing_newer_was_written(table: Table) -> None:
    await table.sync()
    table.do("DELETE FROM t WHERE yf = '202606' AND sfzh = ?", person(3))
    result = await table.sync()
    assert (result.read, result.ended, result.skipped) == (9, 2, 1)


async def test_a_row_that_moves_to_another_month_changes_both(table: Table) -> None:
    await table.sync()
    table.do("UPDATE t SET yf = '202606' WHERE yf = '202605' AND sfzh = ?", person(3))
    result = await table.sync()
    assert (result.read, result.skipped) == (20, 0)


async def test_of_an_archive_only_the_new_month_is_read(table: Table) -> None:
    await table.sync()
    table.deliver("202607")
    assert counted(await table.sync()) == (10, 0, 2)
    assert await table.home.coverage("t_table.people") == ["370102 2026-05", "370102 2026-06", "370102 2026-07"]


async def test_a_plan_remembers_nothing(table: Table) -> None:
    await table.sync(plan=True)
    assert counted(await table.sync()) == (20, 20, 0)


async def test_what_is_held_is_read_and_held_again(table: Table) -> None:
    await table.sync()
    table.do("DELETE FROM t WHERE yf = '202606' AND rowid > 12")
    for _ in range(2):
        result = await table.sync()
        assert (result.state, result.held, result.skipped) == ("held", 2, 1)


async def test_rejected_rows_are_refused_once_and_read_again_under_another_card(table: Table) -> None:
    table.do("UPDATE t SET je = '六十' WHERE yf = '202606' AND rowid % 5 = 0")
    first = await table.sync()
    assert (first.applied, first.rejected) == (18, 2)
    assert counted(await table.sync()) == (0, 0, 2)
    table.home.plug(CARD.replace("max_rejected: 0.5", "max_rejected: 0.6"))
    again = await table.sync()
    assert (again.read, again.rejected, again.skipped) == (20, 2, 0)


async def test_what_was_withdrawn_and_is_delivered_otherwise_is_read(table: Table) -> None:
    await table.sync()
    await table.home.engine.withdraw(table.home.cards, "people 370102 2026-06")
    assert counted(await table.sync()) == (0, 0, 2)
    table.pay("70", "202606")
    assert counted(await table.sync()) == (10, 1, 1)


async def test_a_database_is_compared_in_full_when_that_is_due(table: Table) -> None:
    await table.sync()
    table.environment = {"AIDCHAIN_COMPARE_DAYS": "0"}
    result = await table.sync()
    assert (result.read, result.unchanged, result.skipped) == (20, 20, 0)
    table.environment = {"AIDCHAIN_COMPARE_DAYS": "1"}
    assert counted(await table.sync()) == (0, 0, 2)


async def test_an_exchange_log_is_believed_until_a_full_comparison(table: Table) -> None:
    table.home.plug(LOGGED)
    await table.sync()
    table.pay("70", "202605")
    assert counted(await table.sync()) == (0, 0, 2)
    table.do("INSERT INTO log VALUES ('370102', '202605', 'B')")
    assert counted(await table.sync()) == (10, 1, 1)
    table.pay("80", "202605")
    table.environment = {"AIDCHAIN_COMPARE_DAYS": "0"}
    assert counted(await table.sync()) == (20, 1, 0)
