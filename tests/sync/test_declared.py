"""What a delivery declares is asked, month by month, also where nothing came back; what it does not declare is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from connectors.registry import load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from tests.support.numbers import person

pytestmark = pytest.mark.anyio

DEATHS = """
source: t_deaths
department: 公安
title: {zh: 注销, en: Deaths}
kind: sql
connection: {url: "sqlite:///${AIDCHAIN_DELIVERIES}/deaths.sqlite"}
streams:
  - name: deaths
    shape: event
    serves: ["37"]
    scope:
      query: SELECT division, month FROM log
      division: {column: qh}
      month: {column: rq}
    query: SELECT sfz, rq, qh FROM deaths
    key: [sfz]
    subjects: {person: {national_id: sfz}}
    map: {death: {date: rq}}
    expect: {max_ended: 1}
"""
BILLS = DEATHS.replace("t_deaths", "t_bills").replace("      month: {column: rq}\n", "")

RESIDENTS = (
    DEATHS.replace("t_deaths", "t_residents")
    .replace("shape: event", "shape: roster")
    .replace("map: {death: {date: rq}}", "map: {certificate: {number: zh, kind: lb, grade: dj}}")
    .replace("SELECT sfz, rq, qh", "SELECT sfz, rq, qh, sfz || '11' AS zh, '1' AS lb, '1' AS dj")
)

FILES = """
source: t_files
department: 民政
title: {zh: 救助, en: Awards}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: awards
    shape: event
    serves: ["37"]
    file: "救助_{division}_{period}.csv"
    scope: {division: {file: division}, month: {column: 月份}, months: {file: period}}
    key: [身份证号, 月份]
    subjects: {person: {national_id: 身份证号}}
    map: {payment: {item: {const: temp_expense}, month: 月份, amount: 金额}}
    expect: {max_ended: 1}
"""
ROSTER = FILES.replace("shape: event", "shape: roster").replace(
    "payment: {item: {const: temp_expense}, month: 月份, amount: 金额}",
    "benefit: {item: {const: elder_age}, amount: 金额}",
)
HISTORY = FILES.replace("months: {file: period}", "months: {rows: true}")
UNDATED = """
source: t_undated
department: 民政
title: {zh: 名册, en: Register}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: event
    serves: ["37"]
    file: "名册_{division}.csv"
    scope: {division: {file: division}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map: {death: {date: 日期}}
    expect: {max_ended: 1}
"""

WIDE = FILES.replace("救助_{division}_{period}", "救助_{division}_{year}").replace(
    ", months: {file: period}}", "}\n    months_in_columns: {columns: {金额: '{m}月'}, year: {file: year}}"
)
QUARTER = (
    FILES.replace("month: {column: 月份}, months: {file: period}", "month: {file: period}")
    .replace("key: [身份证号, 月份]", "key: [身份证号, {record: month}]")
    .replace("month: 月份, amount: 金额", "amount: 金额, split: {text: 备注}")
)


class Home:
    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        settings.deliveries.mkdir(parents=True)

    def table(self, log: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str, str]]) -> None:
        with sqlite3.connect(self.settings.deliveries / "deaths.sqlite") as connection:
            connection.executescript(
                "DROP TABLE IF EXISTS log; DROP TABLE IF EXISTS deaths;"
                "CREATE TABLE log (division, month); CREATE TABLE deaths (sfz, rq, qh);"
            )
            connection.executemany("INSERT INTO log VALUES (?, ?)", log)
            connection.executemany("INSERT INTO deaths VALUES (?, ?, ?)", rows)
        connection.close()

    def file(self, name: str, header: str, *rows: str) -> None:
        for path in self.settings.deliveries.iterdir():
            path.unlink()
        (self.settings.deliveries / name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")

    async def sync(self, card: str) -> RunResult:
        path = self.settings.home / "card.yml"
        path.write_text(card, encoding="utf-8")
        spool = self.settings.home / "spool"
        sync = Sync(self.store, load_keys(self.settings), spool, self.settings.environment)
        (result,) = [result async for result in sync.run([load_card(path)])]
        assert result.read == result.held + result.rejected + result.pending + result.applied + result.unchanged
        return result

    async def live(self, record: str) -> list[str]:
        """Ids of the facts that hold now."""
        rows = await self.store.read(f"fingerprint/{record}")
        return sorted(row["id"] for row in rows if not row["retired"])

    async def covered(self) -> list[tuple[str, str]]:
        rows = await self.store.read("fingerprint/coverage")
        return sorted((row["division"], row["month"]) for row in rows)


@pytest.fixture
def home(store: Store, settings: Settings) -> Home:
    return Home(store, settings)


def told(result: RunResult) -> dict[str, Any]:
    return {name: value for name, value in result.counters().items() if value}


LOG = [("370102", "202605"), ("370102", "202606"), ("370102", "202607")]


async def test_the_only_death_of_a_month_is_struck_out(home: Home) -> None:
    home.table(LOG, [(person(1), "2026-05-03", "370102"), (person(2), "2026-06-09", "370102")])
    assert told(await home.sync(DEATHS)) == {"read": 2, "applied": 2}
    home.table(LOG, [(person(1), "2026-05-03", "370102")])
    assert told(await home.sync(DEATHS)) == {"read": 1, "unchanged": 1, "retired": 1}
    assert len(await home.live("death")) == 1


async def test_a_death_corrected_into_another_month_is_there_once(home: Home) -> None:
    home.table(LOG, [(person(1), "2026-05-03", "370102")])
    await home.sync(DEATHS)
    home.table(LOG, [(person(1), "2026-06-03", "370102")])
    assert told(await home.sync(DEATHS)) == {"read": 1, "applied": 1, "retired": 1}
    assert len(await home.live("death")) == 1


async def test_a_month_that_left_the_log_is_not_asked(home: Home) -> None:
    home.table(LOG, [(person(1), "2026-05-03", "370102"), (person(2), "2026-06-09", "370102")])
    await home.sync(DEATHS)
    home.table(LOG[1:], [(person(2), "2026-06-09", "370102")])
    assert told(await home.sync(DEATHS)) == {"read": 1, "unchanged": 1}
    assert len(await home.live("death")) == 2


async def test_a_death_beyond_the_log_is_known_but_covers_nothing_and_ends_nothing(home: Home) -> None:
    old = [(person(1), "2019-05-03", "370102"), (person(2), "2019-05-09", "370102")]
    home.table(LOG, old)
    assert told(await home.sync(DEATHS)) == {"read": 2, "applied": 2}
    assert await home.covered() == [("370102", "2026-05"), ("370102", "2026-06"), ("370102", "2026-07")]
    home.table(LOG, old[:1])
    assert told(await home.sync(DEATHS)) == {"read": 1, "unchanged": 1}
    assert len(await home.live("death")) == 2


async def test_a_query_that_tells_all_months_at_once_is_compared_as_a_whole(home: Home) -> None:
    home.table(LOG[:1], [(person(1), "2026-05-03", "370102"), (person(2), "2026-05-09", "370102")])
    await home.sync(BILLS)
    home.table(LOG, [(person(1), "2026-05-03", "370102")])
    assert told(await home.sync(BILLS)) == {"read": 1, "unchanged": 1, "retired": 1}
    assert len(await home.live("death")) == 1


async def test_a_snapshot_that_its_log_does_not_declare_is_not_read_yet(home: Home) -> None:
    rows = [(person(1), "202605", "370102"), (person(2), "202605", "370102"), (person(1), "202608", "370102")]
    home.table(LOG[:1], rows)
    result = await home.sync(RESIDENTS)
    assert (told(result), result.undeclared) == ({"read": 2, "applied": 2}, 1)
    assert await home.covered() == [("370102", "2026-05")]


async def test_each_month_of_a_quarter_is_asked(home: Home) -> None:
    header = "身份证号,月份,金额"
    home.file("救助_历下区_2026年第三季度.csv", header, f"{person(1)},2026年7月,500", f"{person(2)},2026年8月,500")
    assert told(await home.sync(FILES)) == {"read": 2, "applied": 2}
    assert await home.covered() == [("370102", "2026-07"), ("370102", "2026-08"), ("370102", "2026-09")]
    home.file("救助_历下区_2026年第三季度.csv", header, f"{person(1)},2026年7月,500")
    assert told(await home.sync(FILES)) == {"read": 1, "unchanged": 1, "retired": 1}
    assert len(await home.live("payment")) == 1


async def test_a_rosters_row_of_a_month_for_which_its_file_does_not_answer_is_rejected(home: Home) -> None:
    rows = [f"{person(1)},202607,60", f"{person(2)},202608,60", f"{person(2)},202611,60"]
    home.file("救助_370102000000_2026Q3.csv", "身份证号,月份,金额", *rows)
    result = await home.sync(ROSTER)
    assert (told(result), dict(result.reasons)) == (
        {"read": 3, "rejected": 1, "applied": 2, "ended": 2},
        {"outside_scope": 1},
    )
    doubts = await home.store.read("sync/doubts", stream="t_files.awards")
    assert sorted((row["division"], row["month"]) for row in doubts) == [
        ("370102", "2026-07"),
        ("370102", "2026-08"),
        ("370102", "2026-09"),
    ]


async def test_a_history_that_is_sent_whole_answers_from_its_first_to_its_last_month(home: Home) -> None:
    header = "身份证号,月份,金额"
    rows = [f"{person(1)},2026-03,500", f"{person(2)},2026-05,500", f"{person(3)},2026-07,500"]
    home.file("救助_历下区_2026年.csv", header, *rows)
    await home.sync(HISTORY)
    assert await home.covered() == [("370102", f"2026-{month:02d}") for month in range(3, 8)]
    home.file("救助_历下区_2026年.csv", header, rows[0], rows[2])
    assert told(await home.sync(HISTORY)) == {"read": 2, "unchanged": 2, "retired": 1}


async def test_a_rejected_row_without_a_month_is_a_doubt_in_every_month_that_the_others_name(home: Home) -> None:
    card = FILES.replace(", months: {file: period}", "").replace("救助_{division}_{period}", "救助_{division}_{any}")
    rows = [f"{person(1)},2026-03,500", f"{person(2)},2026-05,500", f"{person(3)},三月,500"]
    home.file("救助_历下区_1.csv", "身份证号,月份,金额", *rows)
    assert told(await home.sync(card)) == {"read": 3, "rejected": 1, "applied": 2}
    doubts = await home.store.read("sync/doubts", stream="t_files.awards")
    assert sorted(row["month"] for row in doubts) == ["2026-03", "2026-05"]
    assert {row["division"] for row in doubts} == {"370102"}
    home.file("救助_历下区_1.csv", "身份证号,月份,金额", rows[0], rows[1], f"{person(3)},2026-03,500")
    assert told(await home.sync(card)) == {"read": 3, "applied": 1, "unchanged": 2}
    assert await home.store.read("sync/doubts", stream="t_files.awards") == []


async def test_what_is_stated_for_no_month_is_counted_and_compared(home: Home) -> None:
    home.file("名册_历下区.csv", "身份证号,日期", f"{person(1)},2026-05-03", f"{person(2)},2026-05-04")
    assert told(await home.sync(UNDATED)) == {"read": 2, "applied": 2}
    home.file("名册_历下区.csv", "身份证号,日期", f"{person(1)},2026-05-03")
    assert told(await home.sync(UNDATED)) == {"read": 1, "unchanged": 1, "retired": 1}
    assert await home.covered() == []


async def test_a_sheet_with_one_column_a_month_answers_for_its_columns(home: Home) -> None:
    header = "身份证号,5月,6月,7月"
    home.file("救助_历下区_2026年.csv", header, f"{person(1)},100,,100", f"{person(2)},100,,-")
    assert told(await home.sync(WIDE)) == {"read": 3, "applied": 3}
    assert await home.covered() == [("370102", "2026-05"), ("370102", "2026-06"), ("370102", "2026-07")]
    home.file("救助_历下区_2026年.csv", header, f"{person(1)},100,,", f"{person(2)},100,,")
    assert told(await home.sync(WIDE)) == {"read": 2, "unchanged": 2, "retired": 1}


async def test_the_sum_of_a_quarter_is_shared_among_its_months(home: Home) -> None:
    home.file("救助_历下区_2026年三季度.csv", "身份证号,金额,备注", f"{person(1)},100,")
    assert told(await home.sync(QUARTER)) == {"read": 1, "applied": 1}
    rows = await home.store.read("backup/payment", after="", limit=10)
    assert sorted((row["props"]["month"], row["props"]["amount"]) for row in rows) == [
        ("2026-07", 3333),
        ("2026-08", 3333),
        ("2026-09", 3334),
    ]


async def test_a_month_that_loses_nearly_all_its_events_waits_for_a_person(home: Home) -> None:
    many = [(person(index), f"2026-0{5 + index % 3}-03", "370102") for index in range(60)]
    home.table(LOG, many)
    card = DEATHS.replace("max_ended: 1", "max_ended: 0.5")
    await home.sync(card)
    home.table(LOG, [row for row in many if not row[1].startswith("2026-06")])
    result = await home.sync(card)
    assert (result.state, told(result)) == ("held", {"read": 40, "unchanged": 40})
    assert [held.reason.split(":")[0] for held in result.held_deliveries] == ["370102, 2026-06"]
    assert len(await home.live("death")) == 60


def test_the_samples_fit_their_cards(tmp_path: Path) -> None:
    for number, text in enumerate((DEATHS, BILLS, RESIDENTS, FILES, ROSTER, HISTORY, UNDATED, WIDE, QUARTER)):
        path = tmp_path / f"{number}.yml"
        path.write_text(text, encoding="utf-8")
        assert load_card(path).streams
