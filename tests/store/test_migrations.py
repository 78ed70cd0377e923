"""What a store lacks is declared when it is opened, once and without harm; a store of a later format is left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, LiteralString

import pytest
from neo4j import Session
from neo4j.exceptions import Neo4jError

import cypher
from hub.store import Store, open_store
from hub.store.migrations import declarations, migrate, version
from schema.errors import StoreVersionError
from schema.graph import FINDING_ORDERS, STORE_FORMAT
from schema.record import Record
from schema.records import RECORDS

BY_INDEX = r"index[^\n]*{}|Index(?:Seek|Scan)"
"""What a plan of either engine says where it finds by an index."""

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", [*cypher.names("constraints"), *cypher.names("types")])
def test_a_declaration_is_named_after_its_file_and_may_be_repeated(name: str) -> None:
    text = cypher.load(name).text
    assert re.search(r"\bIF NOT EXISTS\b", text)
    declared = re.search(r"CREATE (?:CONSTRAINT|INDEX) (\w+)", text)
    assert declared is not None
    assert declared[1] == name.rpartition("/")[2]


async def test_an_open_store_has_the_newest_version_and_nothing_left_to_do(each_store: Store) -> None:
    assert await version(each_store) == STORE_FORMAT
    assert await migrate(each_store) == []


async def test_one_that_was_cut_short_is_done_again(each_store: Store) -> None:
    await each_store.write("write/schema_version", version=0, declared=[])
    assert await migrate(each_store) == declarations(each_store.engine)
    assert await version(each_store) == STORE_FORMAT
    assert await migrate(each_store) == []


@pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
async def test_a_record_added_later_is_declared_in_a_store_that_exists(each_store: Store, record: type[Record]) -> None:
    """As a store of a release that did not know the record: unique ids and the index by scope come to it."""
    own = [name for name in cypher.names("constraints") if f"(n:{record.LABEL})" in cypher.load(name).text]
    others = [name.partition("/")[2] for name in declarations(each_store.engine) if name not in own]
    await each_store.write("write/schema_version", version=STORE_FORMAT, declared=others)
    assert await migrate(each_store) == own
    assert any("IS UNIQUE" in cypher.load(name).text for name in own)
    assert any("(n.scope)" in cypher.load(name).text for name in own)


async def test_a_store_of_a_newer_release_is_left_alone(each_server: Any, tmp_path: Path) -> None:
    async with open_store(each_server.settings(tmp_path)) as store:
        await store.write("write/schema_version", version=99, declared=[])
    try:
        with pytest.raises(StoreVersionError) as caught:
            async with open_store(each_server.settings(tmp_path)):
                pass
        assert (caught.value.found, caught.value.known) == (99, STORE_FORMAT)
    finally:
        with each_server.driver() as driver, driver.session(database=each_server.database) as session:
            session.run("MATCH (s:Schema {id: 'schema'}) SET s.version = $known", known=STORE_FORMAT).consume()


async def test_a_kept_store_of_the_first_schema_gets_the_indexes_that_came_since(
    each_server: Any, tmp_path: Path
) -> None:
    """By what a plan says: a count by item no longer scans the label."""
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        async with open_store(each_server.settings(tmp_path)) as store:
            await store.write("write/person", rows=[{"id": "p1", "birth": None, "sex": None}])
            rows = [
                {"subject": "p1", "props": {"id": f"f{n}", "item": "dibao_cash" if n % 2 else "elder_age"}}
                for n in range(20)
            ]
            await store.write("write/benefit_create_person", rows=rows)
        session.run("DROP INDEX benefit_item IF EXISTS").consume()
        session.run("MATCH (s:Schema {id: 'schema'}) SET s.version = 1 REMOVE s.declared").consume()
        async with open_store(each_server.settings(tmp_path)) as store:
            assert await version(store) == STORE_FORMAT
        text = planned(session, "MATCH (b:Benefit {item: $item}) RETURN count(b) AS counted", item="dibao_cash")
        assert re.search(BY_INDEX.format("item"), text), text
        found = session.run("MATCH (b:Benefit {item: 'dibao_cash'}) RETURN count(b) AS counted").single()
        assert found is not None
        assert found["counted"] == 10


def planned(session: Session, text: LiteralString, **parameters: str) -> str:
    """What the engine says that it did."""
    profile = session.run(f"PROFILE {text}", parameters).consume().profile
    assert profile is not None
    return str(profile)


@pytest.mark.parametrize(
    ("text", "parameters", "name"),
    [
        ("MATCH (f:Benefit {item: $item}) RETURN count(f) AS n", {"item": "dibao_cash"}, "item"),
        ("MATCH (f:Payment {item: $item}) RETURN count(f) AS n", {"item": "dibao_cash"}, "item"),
        ("MATCH (f:Payment {month: $month}) RETURN count(f) AS n", {"month": "2026-07"}, "month"),
        ("MATCH (f:Category {category: $category}) RETURN count(f) AS n", {"category": "dibao"}, "category"),
        ("MATCH (f:PersonRecord) WHERE f.division STARTS WITH $d RETURN count(f) AS n", {"d": "3701"}, "division"),
        ("MATCH (f:Payment) WHERE f.division STARTS WITH $d RETURN count(f) AS n", {"d": "3701"}, "division"),
    ],
)
async def test_facts_are_counted_by_index(
    each_server: Any, tmp_path: Path, text: LiteralString, parameters: dict[str, str], name: str
) -> None:
    async with open_store(each_server.settings(tmp_path)):
        pass
    with each_server.driver() as driver, driver.session(database=each_server.database) as session:
        text = planned(session, text, **parameters)
    assert "NodeByLabelScan" not in text
    assert re.search(BY_INDEX.format(name), text), text


@pytest.mark.parametrize("label", ["person", "benefit", "rejection", "finding"])
async def test_an_id_is_there_once(each_store: Store, label: str) -> None:
    row: dict[str, object]
    if label == "benefit":
        await each_store.write("write/person", rows=[{"id": "p1", "birth": None, "sex": None}])
        statement, row = "write/benefit_create_person", {"subject": "p1", "props": {"id": "f1"}}
    else:
        statement, row = f"restore/nodes_{label}", {"props": {"id": "x1"}}
    await each_store.write(statement, rows=[row])
    with pytest.raises(Neo4jError):
        await each_store.write(statement, rows=[row])
    assert len(await each_store.read("backup/benefit" if label == "benefit" else f"backup/nodes_{label}")) == 1


@pytest.mark.parametrize("order", FINDING_ORDERS)
def test_every_order_of_findings_has_a_declared_type(order: str) -> None:
    """Without it the embedded engine sorts all findings for a page."""
    assert f"n.by_{order} IS :: STRING" in cypher.load(f"types/finding_by_{order}_text").text
