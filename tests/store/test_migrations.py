"""Declarations are applied once, in order, and again without harm; a newer store is left alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from neo4j.exceptions import Neo4jError

import cypher
from hub.store import Store, open_store
from hub.store.migrations import migrate, numbers, version
from schema.errors import StoreVersionError

pytestmark = pytest.mark.anyio


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    assert numbers() == list(range(1, len(numbers()) + 1))


@pytest.mark.parametrize("name", cypher.names("constraints"))
def test_a_declaration_is_named_after_its_file_and_may_be_repeated(name: str) -> None:
    text = cypher.load(name).text
    assert re.search(r"\bIF NOT EXISTS\b", text)
    declared = re.search(r"CREATE (?:CONSTRAINT|INDEX) (\w+)", text)
    assert declared is not None
    assert declared[1] == name.rpartition("/")[2]


async def test_an_open_store_has_the_newest_version_and_nothing_left_to_do(each_store: Store) -> None:
    assert await version(each_store) == numbers()[-1]
    assert await migrate(each_store) == []


async def test_one_that_was_cut_short_is_run_again(each_store: Store) -> None:
    await each_store.write("write/schema_version", version=0)
    assert await migrate(each_store) == numbers()
    assert await version(each_store) == numbers()[-1]


async def test_a_store_of_a_newer_release_is_left_alone(each_server: Any, tmp_path: Path) -> None:
    async with open_store(each_server.settings(tmp_path)) as store:
        await store.write("write/schema_version", version=99)
    try:
        with pytest.raises(StoreVersionError) as caught:
            async with open_store(each_server.settings(tmp_path)):
                pass
        assert (caught.value.found, caught.value.known) == (99, numbers()[-1])
    finally:
        with each_server.driver() as driver, driver.session(database=each_server.database) as session:
            session.run("MATCH (s:Schema {id: 'schema'}) SET s.version = $known", known=numbers()[-1]).consume()


@pytest.mark.parametrize("label", ["person", "benefit", "rejection", "finding"])
async def test_an_id_is_there_once(each_store: Store, label: str) -> None:
    if label == "benefit":
        await each_store.write("write/person", rows=[{"id": "p1", "birth": None, "sex": None}])
        create = ("write/benefit_create_person", {"rows": [{"subject": "p1", "props": {"id": "f1"}}]})
    else:
        create = (f"restore/nodes_{label}", {"rows": [{"props": {"id": "x1"}}]})
    await each_store.write(create[0], **create[1])
    with pytest.raises(Neo4jError):
        await each_store.write(create[0], **create[1])
    assert len(await each_store.read("backup/benefit" if label == "benefit" else f"backup/nodes_{label}")) == 1
