"""What holds for every committed statement: a header that draws it, one statement a file, and no writing in a read."""

from __future__ import annotations

import re

import pytest

import cypher
from schema.graph import VERSION, labels
from schema.records import RECORDS

NAMES = cypher.names()
WRITING = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b")
DRAWN = re.compile(r"\(:?\w*[:\w|]*.*\)")
WORDS = re.compile(r"'(?:[^'\\]|\\.)*'")


def code_of(name: str) -> str:
    """A statement without its comments and text literals."""
    lines = cypher.load(name).text.splitlines()
    return WORDS.sub("''", "\n".join(line for line in lines if not line.lstrip().startswith("//")))


@pytest.mark.parametrize("name", NAMES)
def test_begins_with_a_header_that_draws_the_pattern(name: str) -> None:
    header = []
    for line in cypher.load(name).text.splitlines():
        if not line.startswith("// "):
            break
        header.append(line)
    assert header, "no header comment"
    assert any(DRAWN.search(line) for line in header), "no drawn pattern such as (:Person)-[:IN]->(:Membership)"


@pytest.mark.parametrize("name", [name for name in NAMES if not cypher.load(name).writes])
def test_a_statement_of_a_reading_folder_does_not_write(name: str) -> None:
    assert WRITING.findall(code_of(name)) == []


@pytest.mark.parametrize("name", [name for name in NAMES if cypher.load(name).writes])
def test_a_statement_of_a_writing_folder_writes(name: str) -> None:
    assert WRITING.search(code_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_is_one_statement_that_ends_with_its_line(name: str) -> None:
    assert ";" not in code_of(name)
    assert cypher.load(name).text.endswith("\n")
    assert code_of(name).strip()


def test_every_label_has_a_unique_id() -> None:
    declared = {
        match[1]
        for name in cypher.names("constraints")
        if (match := re.search(r"FOR \(n:(\w+)\) REQUIRE n\.id IS UNIQUE", cypher.load(name).text))
    }
    used = {label for name in NAMES for label in re.findall(r"\(\w*:([A-Z]\w+)", code_of(name))}
    assert used - declared == set()


def test_every_label_is_in_a_backup() -> None:
    kept = {label for name in cypher.names("backup") for label in re.findall(r"MATCH \(\w*:(\w+)", code_of(name))}
    derived = set(re.findall(r"MERGE \(\w:(\w+) \{id: area", code_of("upgrade/finding_places")))
    assert derived == {"FindingPlace"}  # a restore upgrades, and so makes it again
    assert set(labels()) - kept == derived


def test_an_old_version_overwrites_no_field_of_its_record() -> None:
    fields = {field for record in RECORDS.values() for field in record.model_fields}
    assert fields & VERSION == set()
