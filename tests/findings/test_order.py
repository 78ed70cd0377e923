"""Pages of findings: each order both ways is a walk along an index."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

import cypher
from hub.findings.order import bounds, number_of, order_key, order_keys
from hub.store import Store, open_store
from schema.graph import FINDING_ORDERS

BY_INDEX = r"index[^\n]*{}|Index(?:Seek|Scan)"
"""What a plan of either engine says where it finds by an index."""
IN_PHYSICAL_ORDER = r"served in physical order|Sort|Top"
"""What a plan of either engine says where it sorts what it found."""
ASKED: dict[str, Any] = {
    "divisions": ["37"], "limit": 1_000, "from_month": "", "to_month": "",
    "amount_from": 0, "amount_to": 0, "any_amount": True, "cites": False, "history": False,
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
        way = "descending" if descending else "ascending"
        asked = ASKED | {"from": low, "to": high, "limit": page}
        got = await store.read(f"api/findings_{order}_{way}", **asked)
        if not got:
            return found
        found += [row["content"][0] for row in got]
        after = number_of(got[-1]["key"]), found[-1]


@pytest.mark.anyio
async def test_pages_follow_each_other_in_every_order_both_ways(each_store: Store, rows: list[dict[str, Any]]) -> None:
    await each_store.write("restore/nodes_finding", rows=[{"props": row} for row in rows])
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
    keys = sorted(row["by_amount"] for row in rows if row["type"] == "duplicate")
    asked = ASKED | {"from": keys[10], "to": keys[15], "cites": True}
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        text = cypher.load("api/findings_amount_descending").text
        result = session.run(f"PROFILE {text}", asked)
        assert len(list(result)) == 5
        plan = str(result.consume().profile)
    assert "NodeByLabelScan" not in plan
    assert re.search(BY_INDEX.format("by_amount"), plan), plan
    assert not re.search(IN_PHYSICAL_ORDER, plan), plan


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
        found = [tuple(row["props"][name] for name in names) for row in await store.read("backup/nodes_finding")]
    assert sorted(found) == sorted(tuple(row[name] for name in names) for row in rows)
