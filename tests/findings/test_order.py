"""Pages of findings: each order both ways is a walk along an index, whatever fences there are."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

import cypher
from hub.findings.order import bounds, fences_for, number_of, order_key, order_keys, ranges, set_fences
from hub.store import Store, open_store
from schema.graph import FINDING_ORDERS

BY_INDEX = r"index[^\n]*{}|Index(?:Seek|Scan)"
"""What a plan of either engine says where it finds by an index."""
ASKED: dict[str, Any] = {
    "divisions": ["37"], "cites": False, "history": False, "limit": 1_000, "from_month": "", "to_month": "",
    "amount_from": 0, "amount_to": 0, "any_amount": True,
    **{name: [] for name in ("rules", "severities", "states", "departments")},
    **{f"all_{name}": True for name in ("rules", "severities", "states", "departments", "months")},
}  # fmt: skip


def finding(number: int, chance: random.Random) -> dict[str, Any]:
    props = {
        "id": f"n{chance.randrange(16**31):031x}",
        "rule": "D14",
        "type": chance.choice(["duplicate", "omission"]),
        "severity": chance.choice(["low", "medium", "high"]),
        "amount": chance.choice([None, 0, 7, 100 * number]),
        "first_seen": chance.randrange(3),
        "last_seen": 1_790_000_000_000 + number,
        "divisions": ["370102"],
    }
    return props | order_keys(props)


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    chance = random.Random(7)
    return [finding(number, chance) for number in range(120)]


async def walked(store: Store, order: str, descending: bool, page: int) -> list[str]:
    """The ids of all duplicates, page by page, as a reader follows cursors."""
    found: list[str] = []
    after: tuple[int, str] | None = None
    while True:
        low, high = bounds("duplicate", after, descending)
        (frame,) = await store.read("api/findings_frame", order=f"by_{order}", low=low, high=high)
        got: list[dict[str, Any]] = []
        for lower, upper in ranges(low, high, frame["fences"], descending):
            way = "descending" if descending else "ascending"
            asked = ASKED | {"from": lower, "to": upper, "limit": page - len(got)}
            got += await store.read(f"api/findings_{order}_{way}", **asked)
            if len(got) == page:
                break
        if not got:
            return found
        found += [row["content"][0] for row in got]
        after = number_of(got[-1]["key"]), got[-1]["content"][0]


@pytest.mark.anyio
@pytest.mark.parametrize("every", [None, 5, 1_000], ids=["no fences", "many", "none needed"])
async def test_pages_follow_each_other_in_every_order_both_ways(
    each_store: Store, rows: list[dict[str, Any]], every: int | None
) -> None:
    await each_store.write("restore/nodes_finding", rows=[{"props": row} for row in rows])
    if every is not None:
        await set_fences(each_store, every)
    for order in FINDING_ORDERS:
        wanted = sorted(row[f"by_{order}"] for row in rows if row["type"] == "duplicate")
        ids = [key.split("|")[2] for key in wanted]
        assert await walked(each_store, order, False, 13) == ids
        assert await walked(each_store, order, True, 50) == ids[::-1]


@pytest.mark.anyio
async def test_a_page_is_found_by_the_index_of_its_order(
    each_server: Any, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    async with open_store(each_server.settings(tmp_path)) as store:
        await store.write("restore/nodes_finding", rows=[{"props": row} for row in rows])
    fences = sorted(row["by_amount"] for row in rows if row["type"] == "duplicate")
    asked = ASKED | {"from": fences[10], "to": fences[15]}
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        text = cypher.load("api/findings_amount_descending").text
        result = session.run(f"PROFILE {text}", asked)
        assert len(list(result)) == 5
        plan = str(result.consume().profile)
    assert "NodeByLabelScan" not in plan
    assert re.search(BY_INDEX.format("by_amount"), plan), plan


def test_ranges_cover_everything_once_and_grow() -> None:
    fences = [f"k{number:02d}" for number in range(20)]
    for descending in (False, True):
        found = list(ranges("a", "z", fences, descending))
        in_order = found[::-1] if descending else found
        assert [low for low, _ in in_order] + ["z"] == ["a"] + [high for _, high in in_order]
        assert [len([key for key in fences if low < key <= high]) for low, high in found] == (
            [1, 8, 11] if descending else [2, 8, 10]
        )
    assert list(ranges("a", "z", [], True)) == [("a", "z")]
    assert list(ranges("a", "z", fences, True, 99)) == [("a", "z")]


def test_a_county_s_page_spans_more_fences_than_a_province_s() -> None:
    asked: tuple[list[str], ...] = (["37"], ["3701"], ["370102"], ["370102", "3702"], [])
    assert [fences_for(51, divisions) for divisions in asked] == [3, 27, 218, 27, 3]


@pytest.mark.parametrize("descending", [False, True])
def test_what_follows_a_cursor_leaves_out_itself_and_other_types(descending: bool) -> None:
    keys = [order_key(type, 5, id) for type in ("duplicate", "omission", "warning") for id in ("n1", "n2", "n3")]
    low, high = bounds("omission", (5, "n2"), descending)
    assert [key for key in keys if low <= key < high] == [order_key("omission", 5, "n1" if descending else "n3")]


@pytest.mark.anyio
async def test_findings_of_an_older_store_get_the_same_keys(
    each_server: Any, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    names = [f"by_{order}" for order in FINDING_ORDERS]
    async with open_store(each_server.settings(tmp_path)) as store:
        old = [{"props": {name: value for name, value in row.items() if name not in names}} for row in rows]
        await store.write("restore/nodes_finding", rows=old)
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        session.run("MATCH (s:Schema {id: 'schema'}) SET s.version = 2").consume()
    async with open_store(each_server.settings(tmp_path)) as store:
        found = [tuple(row[name] for name in names) for row in await store.read("findings/order_keys")]
    assert sorted(found) == sorted(tuple(row[name] for name in names) for row in rows)
