"""A finding whose premises can no longer be known is unknown and names what is missing, until it is open or cleared."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from hub.findings.query import Filter, read_findings, read_totals
from hub.keys import load_keys
from hub.scan.scan import scan

pytestmark = pytest.mark.anyio

AS_OF = date(2026, 7, 31)
BROKEN = "九十元"


async def states(lists: Any) -> dict[str, str]:
    return {row["rule"]: row["state"] for row in await lists.store.read("findings/stored")}


async def missing(lists: Any, rule: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    (row,) = [row for row in await lists.store.read("findings/stored") if row["rule"] == rule]
    return [
        (one["reason"], one["stream"], one["division"], one["months"]) for one in json.loads(row["missing"] or "[]")
    ]


async def agree(lists: Any, before: dict[str, str]) -> None:
    """A full scan says of every state what the scan after the sync has said, and writes nothing."""
    report, _ = await lists.scan(as_of=AS_OF)
    assert await states(lists) == before
    assert (report.changes.new, report.changes.changed, report.changes.cleared, report.changes.unknown) == (0, 0, 0, 0)


@pytest.fixture
async def person(lists: Any, number: Any) -> str:
    """Somebody in 低保 with a certificate of grade 1 and no allowance in July."""
    person: str = number("19800101")
    lists.deliver("families", "370102", "202607", [("A1", "600")])
    lists.deliver("people", "370102", "202607", [("A1", person, "张三", "01", "")])
    lists.deliver("residents", "370102", "202607", [("H1", person, "张三", "01")])
    lists.deliver("certificates", "370102", "202607", [(person, "4", "1")])
    lists.deliver("subsidies", "370102", "202607", [])
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    assert await states(lists) == {"O03": "new", "O04": "new"}
    return person


async def test_a_doubt_makes_it_unknown_and_an_answer_settles_it(lists: Any, person: str) -> None:
    lists.deliver("subsidies", "370102", "202607", [(person, "张三", "disab_living", BROKEN, "")])
    report = await lists.rescan(await lists.sync())
    assert (report.full, report.changes.unknown, report.changes.cleared) == (False, 2, 0)
    assert await states(lists) == {"O03": "unknown", "O04": "unknown"}
    assert await missing(lists, "O03") == [("doubt", "t_subsidies.subsidies", "370102", ["2026-07"])]
    await agree(lists, {"O03": "unknown", "O04": "unknown"})

    lists.deliver("subsidies", "370102", "202607", [(person, "张三", "disab_living", "183", "")])
    report = await lists.rescan(await lists.sync())
    assert (report.full, report.changes.cleared, report.changes.changed) == (False, 1, 1)
    assert await states(lists) == {"O03": "cleared", "O04": "open"}
    assert await missing(lists, "O03") == await missing(lists, "O04") == []
    await agree(lists, {"O03": "cleared", "O04": "open"})


async def test_a_stream_that_is_switched_off_makes_it_unknown(lists: Any, person: str) -> None:
    streams = {name: info for name, info in lists.streams().items() if name != "t_subsidies.subsidies"}
    report = await scan(lists.store, load_keys(lists.settings), lists.policy, streams, as_of=AS_OF)
    assert report.changes.unknown == 2
    assert report.to_json()["written"]["unknown"] == 2
    assert await missing(lists, "O04") == [("uncovered", None, "370102", ["2026-07"])]
    report, _ = await lists.scan(as_of=AS_OF)
    assert report.changes.changed == 2
    assert await states(lists) == {"O03": "open", "O04": "open"}


async def test_unknown_ones_are_listed_by_their_state_and_are_at_stake_no_more(lists: Any, person: str) -> None:
    lists.deliver("subsidies", "370102", "202607", [(person, "张三", "disab_nursing", BROKEN, "")])
    await lists.rescan(await lists.sync())
    assert [one async for one in read_findings(lists.store, Filter())] == []
    assert (await read_totals(lists.store, Filter())).all.amount == 0
    found = [one async for one in read_findings(lists.store, Filter(states=("unknown",)))]
    assert [(one["rule"], one["state"], one["missing"]) for one in found] == [
        (
            rule,
            "unknown",
            [
                {
                    "reason": "doubt",
                    "topic": f"benefit:{item}",
                    "stream": "t_subsidies.subsidies",
                    "division": "370102",
                    "months": ["2026-07"],
                }
            ],
        )
        for rule, item in (("O03", "disab_living"), ("O04", "disab_nursing"))
    ]


async def test_a_row_in_doubt_of_another_county_is_waited_for_there(lists: Any, number: Any) -> None:
    person = number("19800101")

    def deliver(division: str, home: str, month: str, name: str = "张三") -> None:
        lists.deliver("families", division, month, [(home, "600")])
        lists.deliver("people", division, month, [(home, person, name, "01", "")])

    for month in ("202606", "202607"):
        deliver("370102", "A1", month)
        deliver("370112", "B1", month)
    await lists.sync()
    await lists.scan(as_of=AS_OF)
    assert await states(lists) == {"D14": "new"}
    # 370112 has nothing more of the person than a row that cannot be read
    for month in ("202606", "202607"):
        deliver("370112", "B1", month, "张3三")
    report = await lists.rescan(await lists.sync())
    assert (report.full, report.changes.unknown) == (False, 1)
    assert {place for _, _, place, _ in await missing(lists, "D14")} == {"370112"}
    await agree(lists, {"D14": "unknown"})
    for month in ("202606", "202607"):
        lists.deliver("people", "370112", month, [])
    report = await lists.rescan(await lists.sync())
    assert (report.full, report.changes.cleared) == (False, 1)
    await agree(lists, {"D14": "cleared"})
