"""What was withdrawn never was: the graph is that of a store which has not seen it; what it hid is read again."""

from __future__ import annotations

from typing import Any

import pytest

from hub.store.backup import backup, restore
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
    file: "list*_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
    expect: {max_rejected: 1, max_ended: 1}
"""

EVENTS = """
source: t_list
department: 民政
title: {zh: 救助, en: Awards}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: awards
    shape: event
    serves: ["37"]
    file: "list*_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map: {benefit: {item: {const: temp_expense}, amount: 金额, awarded_on: {const: "2026-05-03"}}}
    ignore: [姓名]
    expect: {max_rejected: 1, max_ended: 1}
"""

REGISTER = """
source: t_list
department: 民政
title: {zh: 登记, en: Register}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: register
    shape: register
    serves: ["37"]
    file: "list*_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      benefit: {item: {const: elder_age}, amount: 金额, valid_from: {const: "2026-01-01"}}
    ignore: [姓名]
    expect: {max_rejected: 1, max_ended: 1}
"""

FAMILIES = """
source: t_list
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
    expect: {max_ended: 1}
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
    expect: {max_ended: 1}
"""

FIRST = {1: 60, 2: 60, 3: 70, 4: 80}
WRONG = {1: 600, 2: 60, 5: 60}


@pytest.mark.parametrize("card", [ROSTER, EVENTS, REGISTER], ids=["roster", "event", "register"])
async def test_the_graph_is_as_if_it_had_never_come(home: Any, card: str) -> None:
    home.plug(card)
    home.list("202605", FIRST)
    await home.sync()
    never = await home.state()
    home.list("202606", WRONG)
    (wrong,) = await home.sync()
    assert await home.state() != never
    done = await home.engine.withdraw(home.cards, wrong.run)
    assert await home.state() == never
    assert (done.places, done.again) == (["list_370102_202606.csv"], [])
    (again,) = await home.sync()
    assert (again.read, again.skipped) == (0, 2)
    assert await home.state() == never


@pytest.mark.parametrize("card", [ROSTER, EVENTS], ids=["roster", "event"])
async def test_what_came_after_it_stays_and_what_it_hid_comes_back(home: Any, card: str) -> None:
    home.plug(card)
    home.list("202605", FIRST)
    await home.sync()
    home.list("202606", WRONG, name="wrong")
    await home.sync()
    home.list("202607", FIRST)
    await home.sync()
    home.list("202606", WRONG, name="later")  # it only confirms
    await home.sync()
    await home.engine.withdraw(home.cards, "listwrong_370102_202606.csv")
    after = await home.state()
    (home.settings.deliveries / "listwrong_370102_202606.csv").unlink()
    home.empty()
    await home.sync()
    assert await home.state() == after


async def test_a_later_register_is_read_again_for_it_may_only_have_confirmed(home: Any) -> None:
    home.plug(REGISTER)
    home.list("202605", FIRST)
    await home.sync()
    home.list("202606", WRONG)
    await home.sync()
    later = home.list("202607", {**FIRST, 5: 60})
    await home.sync()
    await home.engine.withdraw(home.cards, "list_370102_202606.csv")
    assert await home.coverage("t_list.register") == ["370102 2026-05", "370102 2026-07"]
    live = [
        row["props"]["amount"] for row in await home.store.read("backup/benefit") if not row["props"].get("retired_at")
    ]
    assert sorted(live) == [6000, 6000, 6000, 7000, 8000]
    later.unlink()
    await home.engine.withdraw(home.cards, "list_370102_202607.csv")
    assert await home.coverage("t_list.register") == ["370102 2026-05"]


async def test_a_fact_that_a_withdrawn_delivery_had_retired_or_revived_is_as_before(home: Any) -> None:
    home.plug(EVENTS)
    home.list("202605", FIRST)
    await home.sync()
    home.list("202605", {1: 60, 2: 60})  # two are retired
    await home.sync()
    before = await home.fingerprint()
    home.list("202605", {2: 60, 3: 70}, name="wrong")  # read together with the first: one is revived
    await home.sync()
    await home.engine.withdraw(home.cards, "listwrong_370102_202605.csv")
    assert await home.fingerprint() == before


async def test_a_month_whose_other_data_is_gone_is_unknown(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", FIRST)
    path = home.list("202606", FIRST)
    await home.sync()
    home.list("202606", WRONG, name="wrong")
    await home.sync()
    path.unlink()
    await home.engine.withdraw(home.cards, "listwrong_370102_202606.csv")
    assert await home.coverage("t_list.people") == ["370102 2026-05"]


async def test_an_overwritten_file_leaves_its_month_unknown(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", FIRST)
    await home.sync()
    may = await home.state()
    home.list("202606", FIRST)
    await home.sync()
    home.list("202606", WRONG)
    await home.sync()
    await home.engine.withdraw(home.cards, "list_370102_202606.csv")
    assert await home.state() == may
    home.list("202606", FIRST)
    (mended,) = await home.sync()
    assert (mended.read, mended.state) == (4, "applied")
    after = await home.state()
    home.empty()
    await home.sync()
    assert await home.state() == after


async def test_members_leave_the_households_of_a_withdrawn_list(home: Any) -> None:
    home.plug(FAMILIES)
    for month, number in (("202605", "H1"), ("202606", "X1")):
        home.deliver(f"homes_370102_{month}.csv", "户号,户主身份证号", [f"{number},{person(1)}"])
        rows = [f"{person(index)},{person(1)}" for index in (1, 2)]
        home.deliver(f"members_370102_{month}.csv", "身份证号,户主身份证号", rows)
        await home.sync()
    await home.engine.withdraw(home.cards, "homes_370102_202606.csv")
    after = await home.state()
    (home.settings.deliveries / "homes_370102_202606.csv").unlink()
    home.empty()
    await home.sync()
    assert await home.state() == after
    assert len(await home.store.read("sync/pending", source="", limit=10)) == 2


async def test_a_plan_only_counts(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", FIRST)
    await home.sync()
    home.list("202606", WRONG)
    (wrong,) = await home.sync()
    before = await home.state()
    planned = await home.engine.withdraw(home.cards, wrong.run, plan=True)
    # the first has another amount, the fifth is new; the open run of the second stays as it is
    assert (planned.taken.removed, planned.taken.changed, len(planned.taken.people)) == (3, 0, 2)
    assert planned.result is None
    assert await home.state() == before


async def test_its_versions_are_kept_beside_and_survive_a_backup(home: Any, tmp_path: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", FIRST)
    await home.sync()
    home.list("202606", WRONG)
    (wrong,) = await home.sync()
    await home.engine.withdraw(home.cards, wrong.run)
    kept = [row["props"] for row in await home.store.read("backup/superseded")]
    assert sorted((row["type"], row["change"]) for row in kept) == [
        ("benefit", "withdrawn"),
        ("benefit", "withdrawn"),
        ("person", "withdrawn"),
    ]
    before = await home.state()
    await backup(home.store, tmp_path / "backup.gz")
    home.empty()
    await restore(home.store, tmp_path / "backup.gz")
    assert await home.state() == before
    assert len(await home.store.read("backup/superseded")) == 3


async def test_it_can_be_interrupted_anywhere_and_is_finished_by_whoever_comes_next(
    home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.plug(ROSTER)
    home.list("202605", FIRST)
    await home.sync()
    never = await home.state()
    home.list("202606", WRONG)
    (wrong,) = await home.sync()
    with monkeypatch.context() as patch:

        async def stopped(*_: Any, **__: Any) -> Any:
            raise KeyboardInterrupt

        patch.setattr("hub.sync.engine.take_back", stopped)
        with pytest.raises(KeyboardInterrupt):
            await home.engine.withdraw(home.cards, wrong.run)
    assert await home.coverage("t_list.people") == ["370102 2026-05"]
    await home.sync()
    assert await home.state() == never
    states = {row["props"]["state"] for row in await home.store.read("backup/nodes_run")}
    assert states == {"applied"}


async def test_nothing_is_named_by_what_never_came(home: Any) -> None:
    home.plug(ROSTER)
    home.list("202605", FIRST)
    await home.sync()
    with pytest.raises(CallerError, match="nothing that is applied now"):
        await home.engine.withdraw(home.cards, "r20200101")


async def test_a_corrected_card_replaces_what_the_old_mapping_brought(home: Any) -> None:
    home.plug(ROSTER.replace("姓名}", "姓名}\n      category: {category: {const: tekun}}"))
    home.list("202605", FIRST)
    home.list("202606", FIRST)
    await home.sync()
    assert len(await home.store.read("backup/category")) == 4
    home.plug(ROSTER)
    (result,) = await home.sync()
    assert result.state == "applied"
    months = {row["props"]["months"] for row in await home.store.read("backup/category")}
    assert months == {""}


async def test_streams_that_a_card_no_longer_has_go_with_what_they_brought(home: Any) -> None:
    home.plug(FAMILIES)
    home.deliver("homes_370102_202605.csv", "户号,户主身份证号", [f"H1,{person(1)}"])
    await home.sync()
    alone = await home.state()
    rows = [f"{person(index)},{person(1)}" for index in (1, 2)]
    home.deliver("members_370102_202605.csv", "身份证号,户主身份证号", rows)
    await home.sync()
    home.plug(FAMILIES.partition("  - name: members")[0])
    await home.sync()
    assert await home.state() == alone
    home.plug(FAMILIES)
    (back,) = await home.sync()
    assert back.applied == 2
