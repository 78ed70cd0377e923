"""The edition of a stream's reading: what it covers, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import connectors
import schema
from hub.sync.edition import reading_files

CONNECTORS, SCHEMA = (Path(*package.__path__) for package in (connectors, schema))


def test_code_and_tables_that_read_rows_are_part_of_it_and_rules_and_cards_are_not() -> None:
    files = set(reading_files())
    assert {
        SCHEMA / "certificate.py",
        SCHEMA / "catalogue" / "items.yml",
        CONNECTORS / "mapping" / "row_mapper.py",
    } <= files
    assert {file for file in files if file.is_relative_to(SCHEMA / "policy")} == set()
    assert {file for file in files if file.is_relative_to(SCHEMA / "gql")} == set()
    assert {file for file in files if file.is_relative_to(CONNECTORS / "sources")} == set()
    assert all(file.is_file() for file in files)
