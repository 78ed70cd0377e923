"""A store that an earlier build wrote, kept as a file: it opens, gets what was declared since and says the same.

``before_templates`` is the embedded store of build e410813, the last one that knew a store by its version alone, with
the rows of ``province`` in it.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import cypher
from hub.settings import Settings
from hub.store import Store, open_store
from hub.store.embedded import DATABASE
from hub.store.fingerprint import fingerprint
from hub.store.migrations import migrate, version
from schema.graph import STORE_FORMAT
from schema.records import RECORDS
from tests.support.mapped import SAMPLES

pytestmark = pytest.mark.anyio

FINGERPRINT = "f4a003ada5001eaec34fdce9d4a537da721ca39992a5b9a9eed8a49dc62952d4"
"""What that build said of it."""


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Store]:
    with tarfile.open(SAMPLES / "stores" / "before_templates.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    async with open_store(Settings.load(tmp_path, {"AIDCHAIN_HEAP_MB": "256"})) as store:
        yield store


async def test_a_store_of_an_earlier_build_opens_with_all_declarations_and_the_same_facts(
    kept: Store, tmp_path: Path
) -> None:
    assert await version(kept) == STORE_FORMAT
    assert await migrate(kept) == []
    told = await fingerprint(kept)
    assert (told["fingerprint"], told["facts"]) == (FINGERPRINT, 26)
    schema = json.loads((tmp_path / "store" / "data" / "databases" / DATABASE / "schema.json").read_text("utf-8"))
    there = {
        (label, field, index["unique"])
        for label, kind in schema["types"].items()
        for index in kind["indexes"].values()
        for field in index["properties"]
    }
    needed = {declaration(cypher.load(name).text) for name in cypher.names("constraints")}
    assert {record.LABEL for record in RECORDS.values()} <= {label for label, *_ in needed}
    assert needed - there == set()


def declaration(text: str) -> tuple[str, str, bool]:
    """Label, field, and whether its values are unique."""
    found = re.search(r"FOR \(n:(\w+)\) (?:REQUIRE n\.|ON \(n\.)(\w+)", text)
    assert found is not None, text
    return found[1], found[2], "IS UNIQUE" in text
