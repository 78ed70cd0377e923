"""Statements are found by name, wherever the command runs, and their folder says whether they write."""

from __future__ import annotations

from pathlib import Path

import pytest

import cypher
from schema.errors import UnknownStatementError


def test_loads_a_statement_with_its_header_from_any_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cypher._statements.cache_clear()
    statement = cypher.load("store/version")
    assert (statement.name, statement.folder, statement.writes) == ("store/version", "store", False)
    assert statement.text.startswith("// (:Schema {id, version, declared})\n")


@pytest.mark.parametrize(
    ("name", "writes"),
    [
        ("write/person", True),
        ("constraints/person_id", True),
        ("restore/run_sources", True),
        ("runs/begin", True),
        ("read/benefit_by_ids", False),
        ("fingerprint/coverage", False),
    ],
)
def test_the_first_folder_says_whether_a_statement_writes(name: str, writes: bool) -> None:
    assert cypher.load(name).writes is writes


@pytest.mark.parametrize(
    "name", ["write/nothing", "", "../schema/errors", "/etc/passwd", "store", "write/RECORD_update"]
)
def test_refuses_a_name_that_is_no_statement(name: str) -> None:
    with pytest.raises(UnknownStatementError) as caught:
        cypher.load(name)
    assert caught.value.name == name


def test_lists_the_names_of_one_folder_sorted() -> None:
    names = cypher.names("constraints")
    assert names == sorted(names)
    assert "constraints/person_id" in names
    assert all(name.startswith("constraints/") for name in names)
