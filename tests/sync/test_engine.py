"""Deliveries become facts: what is applied, held, pending and rejected, in any order and after any interruption."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest

from connectors.card import SourceCard
from connectors.registry import load_card
from hub.keys import Keys, load_keys
from hub.settings import Settings
from hub.store import Store
from hub.store.fingerprint import fingerprint
from hub.sync.current_facts import stored_in_scopes
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from schema.errors import CallerError
from tests.support.numbers import person

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
    file: "list_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
    expect: {max_rejected: 0.5, max_ended: 0.2}
"""

EVENTS = """
source: t_awards
department: 民政
title: {zh: 救助, en: Awards}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: awards
    shape: event
    serves: ["37"]
    file: "awards_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号, 日期]
    subjects: {person: {national_id: 身份证号}}
    map:
      benefit: {item: {const: temp_expense}, amount: 金额, awarded_on: 日期}
"""

TERMS = (
    EVENTS.replace("t_awards", "t_terms")
    .replace("awards_{division}_{month}.csv", "terms_{division}_{school_year}_{term}.csv")
    .replace("month: {file: month}", "month: {file: [school_year, term]}")
    + "    expect: {max_rejected: 1, max_ended: 1}\n"
)

DEATHS = """
source: t_deaths
department: 公安
title: {zh: 注销, en: Deaths}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: deaths
    shape: event
    serves: ["37"]
    file: "deaths_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [编号]
    subjects: {person: {alias: 编号}}
    map: {death: {date: 日期}}
"""

REGISTERED = """
source: t_residents
department: 公安
title: {zh: 人口, en: Residents}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: residents
    shape: roster
    serves: ["37"]
    file: "residents_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map: {person: {name: 姓名, alias: 编号}}
"""


PAYMENTS = """
source: t_pay
department: 财政
title: {zh: 发放, en: Pay}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: details
    shape: event
    serves: ["37"]
    file: "pay_{division}_{month}_{number}.csv"
    scope: {division: {file: division}, month: {file: month}, batch: {file: [division, month, number]}}
    key: [{scope: batch}, 身份证号]
    subjects: {person: {national_id: 身份证号}}
    map: {payment: {item: {const: elder_age}, month: 月份, amount: 金额, batch: {scope: batch}}}
    expect: {max_rejected: 1, max_ended: 1}
"""

MEMBERS = """
source: t_homes
department: 民政
title: {zh: 家庭, en: Homes}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: homes
    shape: roster
    serves: ["37"]
    file: "homes_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [户号]
    personal_key: false
    subjects:
      household: {form: assistance, namespace: minzheng, key: [户号]}
    map:
      household: {form: {const: assistance}, number: 户号, head: 户主身份证号}
  - name: members
    shape: roster
    serves: ["37"]
    file: "members_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects:
      person: {national_id: 身份证号}
      head: {national_id: 户主身份证号}
      household: {form: assistance, namespace: minzheng, head: head, via: homes}
    map: {membership: {counted: {const: true}}}
    ignore: [编号]
"""


class Server(Protocol):
    """The session's engine (tests/conftest.py)."""

    def empty(self) -> None: ...


class Hub:
    """One home with its store, cards and deliveries."""

    def __init__(self, store: Store, settings: Settings, server: Server) -> None:
        self.store = store
        self.server = server
        self.settings = settings
        self.keys = load_keys(settings)
        settings.deliveries.mkdir(parents=True)

    def card(self, text: str) -> SourceCard:
        path = self.settings.home / f"{text.split()[1]}.yml"
        path.write_text(text, encoding="utf-8")
        return load_card(path)

    def deliver(self, name: str, header: str, rows: Sequence[str]) -> None:
        text = "\n".join([header, *rows]) + "\n"
        (self.settings.deliveries / name).write_text(text, encoding="utf-8")

    def list(self, month: str, people: Mapping[int, int]) -> None:
        """The roster of a month: index of a person -> amount."""
        rows = [f"王芳,{person(index)},{amount}" for index, amount in people.items()]
        self.deliver(f"list_370102_{month}.csv", "姓名,身份证号,金额", rows)

    async def sync(self, *cards: str, keys: Keys | None = None) -> Sequence[RunResult]:
        sync = Sync(self.store, keys or self.keys, self.settings.home / "spool", self.settings.environment)
        return [result async for result in sync.run([self.card(card) for card in cards])]

    async def months(self, stream: str = "t_list.people") -> dict[tuple[str, str], str]:
        """(id, digest) -> months of the benefits of a stream."""
        rows = await self.store.read("fingerprint/benefit")
        return {(row["id"], row["digest"]): row["months"] for row in rows if row["stream"] == stream}

    def reset(self) -> None:
        """An empty graph; the deliveries stay."""
        self.server.empty()

    async def fingerprint(self) -> str:
        return str((await fingerprint(self.store))["fingerprint"])


@pytest.fixture
async def hub(store: Store, settings: Settings, embedded: Server) -> Hub:
    return Hub(store, settings, embedded)


def counted(result: RunResult) -> dict[str, Any]:
    assert result.read == result.held + result.rejected + result.pending + result.applied + result.unchanged
    return {name: value for name, value in result.counters().items() if value}


async def test_a_row_that_confirms_an_open_run_is_unchanged(hub: Hub) -> None:
    hub.list("202605", {1: 60, 2: 60})
    (first,) = await hub.sync(ROSTER)
    hub.list("202606", {1: 60, 2: 100})
    (second,) = await hub.sync(ROSTER)
    assert counted(first) == {"read": 2, "applied": 2}
    assert counted(second) == {"read": 2, "applied": 1, "unchanged": 1}
    assert sorted((await hub.months()).values()) == ["2026-05/", "2026-05/2026-05", "2026-06/"]


async def test_an_applied_delivery_is_not_read_again(hub: Hub) -> None:
    hub.list("202605", {1: 60})
    await hub.sync(ROSTER)
    before = await hub.fingerprint()
    (again,) = await hub.sync(ROSTER)
    assert counted(again) == {}
    assert again.skipped == 1
    assert await hub.fingerprint() == before


async def test_a_corrected_month_keeps_the_old_version(hub: Hub) -> None:
    for month in ("202605", "202606", "202607"):
        hub.list(month, {1: 60, 2: 60})
    await hub.sync(ROSTER)
    hub.list("202606", {1: 60})
    await hub.sync(ROSTER)
    assert sorted((await hub.months()).values()) == ["2026-05/", "2026-05/2026-05 2026-07/"]
    old = await hub.store.read("fingerprint/superseded")
    assert sorted((row["type"], row["months"]) for row in old) == [("benefit", "2026-05/"), ("person", "2026-05/")]


async def test_a_month_may_be_corrected_there_and_back_again(hub: Hub) -> None:
    for people in ({1: 60, 2: 60}, {1: 60}, {1: 60, 2: 60}, {1: 60}, {1: 60, 2: 60}):
        hub.list("202606", people)
        (result,) = await hub.sync(ROSTER)
        assert (result.state, result.error) == ("applied", None)
        assert sorted((await hub.months()).values()) == ["2026-06/" if number in people else "" for number in (2, 1)]
    old = await hub.store.read("fingerprint/superseded")
    assert sorted(row["months"] for row in old if row["type"] == "benefit") == ["", "", "2026-06/", "2026-06/"]


async def test_deliveries_in_any_order_and_batching_give_one_fingerprint(hub: Hub) -> None:
    lists = {
        "202604": {1: 60, 2: 60, 3: 100},
        "202605": {1: 60, 3: 100},
        "202606": {1: 100, 2: 60, 3: 100, 4: 60},
        "202607": {1: 100, 2: 60, 4: 60},
    }
    found = set()
    for order in itertools.islice(itertools.permutations(lists), 0, 24, 5):
        for group in (order[:1], order[1:3], order[3:]):
            for month in group:
                hub.list(month, lists[month])
            await hub.sync(ROSTER)
        found.add(await hub.fingerprint())
        for path in hub.settings.deliveries.iterdir():
            path.unlink()
        hub.reset()
    assert len(found) == 1


async def test_rows_of_one_key_that_differ_are_both_kept_in_any_order(hub: Hub) -> None:
    rows = [f"{person(1)},2026-05-03,{amount}" for amount in (500, 800, 800)]
    hub.deliver("awards_370102_202605.csv", "身份证号,日期,金额", rows)
    (first,) = await hub.sync(EVENTS)
    before = await hub.fingerprint()
    hub.deliver("awards_370102_202605.csv", "身份证号,日期,金额", rows[::-1])
    (second,) = await hub.sync(EVENTS)
    assert counted(first) == {"read": 3, "applied": 3}
    assert first.conflicting == 1
    assert counted(second) == {"read": 3, "unchanged": 3}
    assert await hub.fingerprint() == before


async def test_a_delivery_replaces_its_scope_of_events(hub: Hub) -> None:
    rows = [f"{person(index)},2026-05-03,500" for index in range(1, 4)]
    hub.deliver("awards_370102_202605.csv", "身份证号,日期,金额", rows)
    await hub.sync(EVENTS)
    rows[1] = f"{person(2)},2026-05-03,900"
    hub.deliver("awards_370102_202605.csv", "身份证号,日期,金额", rows[:2])
    (second,) = await hub.sync(EVENTS)
    assert counted(second) == {"read": 2, "applied": 1, "unchanged": 1, "retired": 1}
    old = await hub.store.read("fingerprint/superseded")
    assert [row["type"] for row in old] == ["benefit"]


async def test_events_of_one_key_in_two_scopes_in_any_batching(hub: Hub) -> None:
    files = [
        ("awards_370102_202605.csv", [f"{person(1)},2026-05-03,500"]),
        ("awards_370102_202606.csv", [f"{person(1)},2026-05-03,800", f"{person(2)},2026-06-09,300"]),
        ("awards_370103_202606.csv", [f"{person(1)},2026-05-03,500", f"{person(3)},2026-06-09,300"]),
    ]
    prints = set()
    for batches in ([[0, 1, 2]], [[0], [1], [2]], [[2], [1, 0]], [[1], [0, 2]]):
        hub.reset()
        for path in hub.settings.deliveries.iterdir():
            path.unlink()
        for batch in batches:
            for name, rows in (files[index] for index in batch):
                hub.deliver(name, "身份证号,日期,金额", rows)
            await hub.sync(EVENTS)
        prints.add(await hub.fingerprint())
    assert len(prints) == 1


async def test_an_event_in_two_files_survives_when_one_drops_it(hub: Hub) -> None:
    for month in ("202605", "202606"):
        hub.deliver(f"awards_370102_{month}.csv", "身份证号,日期,金额", [f"{person(1)},2026-05-03,500"])
    await hub.sync(EVENTS)
    hub.deliver("awards_370102_202605.csv", "身份证号,日期,金额", [])
    (second,) = await hub.sync(EVENTS)
    assert counted(second) == {"retired": 1}
    scopes = [f"t_awards.awards|370102|{month}" for month in ("2026-05", "2026-06")]
    stored = await stored_in_scopes(hub.store, "benefit", scopes)
    assert {fact.scope: fact.retired_at is None for fact in stored.values()} == dict(
        zip(scopes, (False, True), strict=True)
    )


async def test_a_list_that_would_end_too_many_is_held_until_released(hub: Hub) -> None:
    hub.list("202605", {index: 60 for index in range(40)})
    await hub.sync(ROSTER)
    before = await hub.fingerprint()
    hub.list("202606", {index: 60 for index in range(20)})
    (held,) = await hub.sync(ROSTER)
    assert (held.state, counted(held)) == ("held", {"read": 20, "held": 20})
    assert await hub.fingerprint() == before
    sync = Sync(hub.store, hub.keys, hub.settings.home / "spool", hub.settings.environment)
    released = await sync.release([hub.card(ROSTER)], held.run)
    # the benefit and the person's record of twenty people end
    assert counted(released) == {"read": 20, "unchanged": 20, "ended": 40}
    assert sorted(set((await hub.months()).values())) == ["2026-05/", "2026-05/2026-05"]


async def test_a_release_of_other_content_than_was_seen_is_held_again(hub: Hub) -> None:
    hub.list("202605", {index: 60 for index in range(40)})
    await hub.sync(ROSTER)
    hub.list("202606", {index: 60 for index in range(20)})
    (held,) = await hub.sync(ROSTER)
    hub.list("202606", {index: 60 for index in range(5)})
    sync = Sync(hub.store, hub.keys, hub.settings.home / "spool", hub.settings.environment)
    released = await sync.release([hub.card(ROSTER)], held.run)
    assert (released.state, counted(released)) == ("held", {"read": 5, "held": 5})


async def test_a_delivery_that_breaks_expectations_is_held_whole(hub: Hub) -> None:
    rows = [f"王芳,{person(index)},x" for index in range(20)] + [f"王芳,{person(30)},60"]
    hub.deliver("list_370102_202605.csv", "姓名,身份证号,金额", rows)
    hub.list("202606", {1: 60})
    (result,) = await hub.sync(ROSTER)
    assert counted(result) == {"read": 22, "held": 21, "applied": 1}
    assert [held.place for held in result.held_deliveries] == ["list_370102_202605.csv"]


async def test_a_rejected_row_is_kept_sealed_and_leaves_a_doubt(hub: Hub) -> None:
    hub.deliver("list_370102_202605.csv", "姓名,身份证号,金额", [f"王芳,{person(1)},六十", f"李强,{person(2)},60"])
    (result,) = await hub.sync(ROSTER)
    assert counted(result) == {"read": 2, "rejected": 1, "applied": 1}
    (kept,) = await hub.store.read("sync/rejections", source="", run="", department="", limit=10)
    assert (kept["file"], kept["row"], kept["field"], kept["reason"]) == (
        "list_370102_202605.csv",
        2,
        "金额",
        "unparseable_amount",
    )
    (doubt,) = await hub.store.read("sync/doubts", stream="t_list.people")
    assert (doubt["division"], doubt["month"]) == ("370102", "2026-05")
    hub.list("202605", {1: 60, 2: 60})
    await hub.sync(ROSTER)
    assert await hub.store.read("sync/doubts", stream="t_list.people") == []
    assert await hub.store.read("sync/rejections", source="", run="", department="", limit=10) == []
    assert len(await hub.store.read("sync/rejections", source="", run=result.run, department="", limit=10)) == 1


async def test_a_row_waits_for_the_stream_that_explains_it(hub: Hub) -> None:
    hub.deliver("deaths_370102_202606.csv", "编号,日期", ["R1,20260611", "R2,20260612"])
    (waiting,) = await hub.sync(DEATHS)
    assert counted(waiting) == {"read": 2, "pending": 2}
    hub.deliver("residents_370102_202605.csv", "姓名,身份证号,编号", [f"王芳,{person(1)},R1"])
    await hub.sync(REGISTERED)
    (arrived,) = await hub.sync(DEATHS)
    assert counted(arrived) == {"read": 2, "pending": 1, "applied": 1}


async def test_a_run_interrupted_at_any_batch_and_run_again_loses_and_doubles_nothing(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.sync.spool.SIZE", 7)
    lists = {"202605": dict.fromkeys(range(12), 60), "202606": dict.fromkeys(range(2, 14), 60)}
    for month, people in lists.items():
        hub.list(month, people)
    await hub.sync(ROSTER)
    undisturbed = await hub.fingerprint()
    broken = 0
    for allowed in range(1, 40):
        hub.reset()
        try:
            with monkeypatch.context() as patch:
                patch.setattr(Store, "write_all", failing_after(allowed))
                await hub.sync(ROSTER)
            break
        except Interrupted:
            broken += 1
        await hub.sync(ROSTER)
        assert await hub.fingerprint() == undisturbed
    assert broken > 5


class Interrupted(BaseException):
    """The hub died before a commit."""


def failing_after(commits: int) -> Any:
    """``Store.write_all`` that dies instead of committing once more."""
    real, left = Store.write_all, iter(range(commits))

    async def write_all(self: Store, *arguments: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise Interrupted
        return await real(self, *arguments, **named)

    return write_all


async def test_another_id_key_touches_nothing(hub: Hub) -> None:
    hub.list("202605", {1: 60})
    await hub.sync(ROSTER)
    before = await hub.fingerprint()
    with pytest.raises(CallerError, match="another id key"):
        await hub.sync(ROSTER, keys=Keys.generate())
    assert await hub.fingerprint() == before


async def test_a_plan_stops_before_anything_is_written(hub: Hub) -> None:
    hub.list("202605", {1: 60})
    sync = Sync(hub.store, hub.keys, hub.settings.home / "spool", hub.settings.environment)
    (result,) = [result async for result in sync.run([hub.card(ROSTER)], plan=True)]
    assert (result.state, counted(result)) == ("staged", {"read": 1, "applied": 1})
    assert await hub.months() == {}
    assert not list(Path(hub.settings.home / "spool").glob("*.spool"))


async def test_whom_a_pending_row_names_is_in_doubt_until_it_arrives(hub: Hub) -> None:
    header = "编号,身份证号,户主身份证号"
    hub.deliver("members_370102_202605.csv", header, [f"1,{person(1)},{person(2)}"])
    (waiting,) = await hub.sync(MEMBERS)
    assert counted(waiting) == {"read": 1, "pending": 1}
    doubts = await hub.store.read("sync/doubts", stream="t_homes.members")
    assert sorted({(doubt["division"], doubt["month"]) for doubt in doubts}) == [("370102", "2026-05")]
    hub.deliver("homes_370102_202605.csv", "户号,户主身份证号", [f"H1,{person(2)}"])
    (arrived,) = await hub.sync(MEMBERS)
    assert counted(arrived) == {"read": 2, "applied": 2}
    assert await hub.store.read("sync/doubts", stream="t_homes.members") == []


async def test_a_row_larger_than_a_request_is_kept_by_its_beginning_and_the_rest_goes_through(hub: Hub) -> None:
    huge = ",".join(["y" * 900_000] * 70)
    rows = [f"王芳,{person(1)},60", f"王芳,{person(2)},60,{huge}", f"王芳,{person(3)},60"]
    hub.deliver("list_370102_202605.csv", "姓名,身份证号,金额", rows)
    (result,) = await hub.sync(ROSTER)
    assert counted(result) == {"read": 3, "rejected": 1, "applied": 2}
    assert result.reasons == {"shifted_columns": 1}


async def test_a_doubt_of_one_batch_survives_another_batch(hub: Hub) -> None:
    header = "身份证号,月份,金额"
    hub.deliver("pay_370102_202605_01.csv", header, [f"{person(1)},2026-05,六十", f"{person(2)},2026-05,60"])
    await hub.sync(PAYMENTS)
    hub.deliver("pay_370102_202605_02.csv", header, [f"{person(3)},2026-05,60"])
    await hub.sync(PAYMENTS)
    assert len(await hub.store.read("sync/doubts", stream="t_pay.details")) == 1
    hub.deliver("pay_370102_202605_01.csv", header, [f"{person(1)},2026-05,60", f"{person(2)},2026-05,60"])
    await hub.sync(PAYMENTS)
    assert await hub.store.read("sync/doubts", stream="t_pay.details") == []


async def test_a_doubt_of_one_stretch_survives_another_that_overlaps(hub: Hub) -> None:
    header, broken = "身份证号,日期,金额", "370102195001010000,2025-09-03,500"
    hub.deliver("terms_370102_2025-2026_year.csv", header, [f"{person(1)},2025-09-03,500", broken])
    hub.deliver("terms_370102_2025-2026_秋.csv", header, [f"{person(2)},2025-09-03,500"])
    await hub.sync(TERMS)

    async def months() -> list[str]:
        return sorted(row["month"] for row in await hub.store.read("sync/doubts", stream="t_terms.awards"))

    assert len(await months()) == 12
    hub.deliver("terms_370102_2025-2026_秋.csv", header, [f"{person(3)},2025-09-03,500"])
    await hub.sync(TERMS)
    assert len(await months()) == 12
    hub.deliver("terms_370102_2025-2026_year.csv", header, [f"{person(1)},2025-09-03,500"])
    await hub.sync(TERMS)
    assert await months() == []


async def test_a_month_given_again_is_braked_by_what_it_said_before(hub: Hub) -> None:
    hub.list("202605", {index: 60 for index in range(40)})
    await hub.sync(ROSTER)
    before = await hub.fingerprint()
    hub.list("202605", {index: 60 for index in range(5)})
    (second,) = await hub.sync(ROSTER)
    assert (second.state, counted(second)) == ("held", {"read": 5, "held": 5})
    assert await hub.fingerprint() == before


async def test_a_later_month_given_again_is_braked_though_the_one_before_was_small(hub: Hub) -> None:
    hub.list("202604", {index: 60 for index in range(5)})
    hub.list("202605", {index: 60 for index in range(40)})
    await hub.sync(ROSTER)
    hub.list("202605", {index: 60 for index in range(5)})
    (second,) = await hub.sync(ROSTER)
    assert (second.state, counted(second)) == ("held", {"read": 5, "held": 5})


async def test_rows_of_one_key_in_a_roster_are_reported(hub: Hub) -> None:
    hub.deliver("list_370102_202605.csv", "姓名,身份证号,金额", [f"王芳,{person(1)},60", f"王芳,{person(1)},70"])
    (result,) = await hub.sync(ROSTER)
    assert result.conflicting == 1
