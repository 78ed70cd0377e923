"""Pages of findings: each order both ways is a walk along an index."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

import cypher
from hub.findings.order import area_of, bounds, number_of, order_key, order_keys, page_name
from hub.store import Store, open_store
from schema.graph import AREA_ORDERS, FINDING_ORDERS

BY_INDEX = r"index[^\n]*{}|Index(?:Seek|Scan)"
"""What a plan of either engine says where it finds by an index."""
IN_PHYSICAL_ORDER = r"served in physical order|Sort|Top"
"""What a plan of either engine says where it sorts what it found."""
ASKED: dict[str, Any] = {
    "divisions": ["37"], "limit": 1_000, "from_month": "", "to_month": "",
    "amount_from": 0, "amount_to": 0, "any_amount": True, "homes": False, "cites": False, "history": False,
    **{name: [] for name in ("rules", "severities", "states", "departments")},
    **{f"all_{name}": True for name in ("rules", "severities", "states", "departments", "months")},
}  # fmt: skip

AREAS = ["3701", "370102"]
PLACES = [["370102"], ["370112"], ["370102", "370112"], ["370102", "370102001", "370202"]]


def finding(number: int, chance: random.Random) -> dict[str, Any]:
    props = {
        "id": f"n{chance.randrange(16**31):031x}",
        "rule": "D14",
        "type": chance.choice(["duplicate", "omission"]),
        "severity": chance.choice(["low", "medium", "high"]),
        "amount": chance.choice([None, 0, 7, 100 * number]),
        "first_seen": chance.randrange(3),
        "last_seen": 1_790_000_000_000 + number,
        "divisions": chance.choice(PLACES),
    }
    return props | order_keys(props)


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    chance = random.Random(7)
    return [finding(number, chance) for number in range(120)]


def cites(row: dict[str, Any], place: str) -> bool:
    return any(division.startswith(place) for division in row["divisions"])


async def written(store: Store, rows: list[dict[str, Any]]) -> None:
    await store.write("restore/nodes_finding", rows=[{"props": row} for row in rows])
    await store.write("findings_write/places", rows=[{"id": row["id"]} for row in rows])


async def walked(store: Store, order: str, descending: bool, page: int, place: str = "37") -> list[str]:
    """The ids of all duplicates, page by page, as a reader follows cursors."""
    area = area_of(order, [place])
    found: list[str] = []
    after: tuple[int, str] | None = None
    while True:
        low, high = bounds("duplicate", after, descending, area)
        asked = ASKED | {"from": low, "to": high, "limit": page, "divisions": [place]}
        got = await store.read(page_name(order, descending, area), **asked)
        if not got:
            return found
        found += [row["content"][0] for row in got]
        after = number_of(got[-1]["key"]), found[-1]


@pytest.mark.anyio
async def test_pages_follow_each_other_in_every_order_both_ways(each_store: Store, rows: list[dict[str, Any]]) -> None:
    await written(each_store, rows)
    for order in FINDING_ORDERS:
        for place in ("37", "3701", "370102", "370112", "370103"):
            seen = [row for row in rows if cites(row, place)]
            wanted = sorted(row[f"by_{order}"] for row in seen if row["type"] == "duplicate")
            ids = [key.split("|")[2] for key in wanted]
            assert await walked(each_store, order, False, 13, place) == ids
            assert await walked(each_store, order, True, 50, place) == ids[::-1]


@pytest.mark.parametrize("area", [None, "3701", "370102"])
@pytest.mark.anyio
async def test_a_page_is_found_by_the_index_of_its_order(
    each_server: Any, rows: list[dict[str, Any]], tmp_path: Path, area: str | None
) -> None:
    async with open_store(each_server.settings(tmp_path)) as store:
        await written(store, rows)
    seen = [row for row in rows if row["type"] == "duplicate" and cites(row, area or "37")]
    keys = sorted(f"{area}|{row['by_amount']}" if area else row["by_amount"] for row in seen)
    asked = ASKED | {"from": keys[10], "to": keys[15], "homes": True, "cites": True}
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        text = cypher.load(page_name("amount", True, area)).text
        result = session.run(f"PROFILE {text}", asked)
        assert len(list(result)) == 5
        plan = str(result.consume().profile)
    assert "NodeByLabelScan" not in plan
    assert re.search(BY_INDEX.format("by_amount"), plan), plan
    assert not re.search(IN_PHYSICAL_ORDER, plan), plan


@pytest.mark.anyio
async def test_findings_that_were_deleted_by_hand_are_listed_again(
    each_server: Any, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    async with open_store(each_server.settings(tmp_path)) as store:
        await written(store, rows)
        before = [await walked(store, "amount", True, 50, area) for area in AREAS]
        assert all(before)
        with each_server.driver() as driver, driver.session(database=each_server.database) as session:
            session.run("MATCH (f:Finding) DETACH DELETE f").consume()
        assert [await walked(store, "amount", True, 50, area) for area in AREAS] == [[], []]
        await written(store, rows)
        assert [await walked(store, "amount", True, 50, area) for area in AREAS] == before
        await store.write("findings_write/unlist", rows=[{"id": row["id"]} for row in rows])
        assert [await walked(store, "amount", True, 50, area) for area in AREAS] == [[], []]


@pytest.mark.parametrize("area", [None, "3701", "370102"])
@pytest.mark.parametrize("descending", [False, True])
def test_what_follows_a_cursor_leaves_out_itself_other_types_and_other_areas(
    descending: bool, area: str | None
) -> None:
    scopes = [f"{code}|" for code in ("3701", "370101", "370102", "370103", "3702")] if area else [""]
    types, ids = ("duplicate", "omission", "warning"), ("n1", "n2", "n3")
    keys = [scope + order_key(type, 5, id) for scope in scopes for type in types for id in ids]
    low, high = bounds("omission", (5, "n2"), descending, area)
    wanted = order_key("omission", 5, "n1" if descending else "n3")
    assert [key for key in keys if low <= key < high] == [f"{area}|{wanted}" if area else wanted]


@pytest.mark.parametrize(
    ("order", "places", "area"),
    [
        ("amount", ["370102"], "370102"),
        ("severity", ["370102", "370102"], "370102"),
        ("last_seen", ["370102"], None),
        ("severity", ["3701"], "3701"),
        ("amount", ["370102", "370112"], "3701"),
        ("amount", ["370102", "3701"], "3701"),
        ("amount", ["3701", "3702"], None),
        ("amount", ["37"], None),
        ("amount", [], None),
    ],
)
def test_the_smallest_area_that_holds_all_places_serves_them(order: str, places: list[str], area: str | None) -> None:
    assert area_of(order, places) == area


@pytest.mark.anyio
async def test_a_finding_that_cites_other_areas_now_is_listed_there(each_store: Store) -> None:
    row = finding(1, random.Random(1)) | {"type": "duplicate", "divisions": ["370102", "370112"]}
    await written(each_store, [row | order_keys(row | {"type": "duplicate"})])
    moved = row | {"divisions": ["370112", "370202"], "amount": 9}
    ids = [{"id": row["id"]}]
    await each_store.write_all(
        [
            ("findings_write/unlist", {"rows": ids}),
            ("findings_write/update", {"rows": [{"props": moved | order_keys(moved)}]}),
            ("findings_write/places", {"rows": ids}),
        ]
    )
    areas = ("3701", "3702", "370102", "370112", "370202")
    found = [area for area in areas if await walked(each_store, "amount", True, 5, area) == [row["id"]]]
    assert found == ["3701", "3702", "370112", "370202"]
    assert await walked(each_store, "amount", True, 5, "370102") == []


async def assert_listed(store: Store, rows: list[dict[str, Any]]) -> None:
    """Each area's list holds the duplicates that cite it, in order."""
    for order in AREA_ORDERS:
        for area in AREAS:
            keys = sorted(row[f"by_{order}"] for row in rows if row["type"] == "duplicate" and cites(row, area))
            assert await walked(store, order, False, 50, area) == [key.split("|")[2] for key in keys]


@pytest.mark.anyio
async def test_a_store_with_lists_of_counties_alone_gets_those_of_prefectures(
    each_server: Any, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    async with open_store(each_server.settings(tmp_path)) as store:
        await written(store, rows)
    entries = "MATCH (p:FindingPlace)<-[:LISTED]-(f) RETURN p.id, p.by_amount, p.by_severity, f.id ORDER BY p.id"
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        before = session.run(entries).values()
        # some keep theirs, as an upgrade that was cut short leaves them
        session.run(
            "MATCH (f:Finding)-[:LISTED]->(p:FindingPlace) WHERE f.id < 'n8' AND size(split(p.id, '|')[0]) = 4"
            " DETACH DELETE p"
        ).consume()
        left = session.run(entries).values()
        session.run("MATCH (s:Schema {id: 'schema'}) SET s.version = 5").consume()
    assert {len(entry[0]) - len("|") - 32 for entry in before if entry not in left} == {4}
    async with open_store(each_server.settings(tmp_path)) as store:
        await assert_listed(store, rows)
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        assert session.run(entries).values() == before


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
        await assert_listed(store, rows)
        found = [tuple(row["props"][name] for name in names) for row in await store.read("backup/nodes_finding")]
    assert sorted(found) == sorted(tuple(row[name] for name in names) for row in rows)
