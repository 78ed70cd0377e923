"""A SQLite file that was cut anywhere is told, and one that is whole or being written is not."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from connectors.kinds.sqlite_file import incomplete

TOLD = "its database file is cut short; copy it again, whole"


def made(folder: Path, page: int = 512, mode: str = "delete") -> Path:
    """A database of 50 rows, several pages long."""
    file = folder / "source.sqlite"
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"PRAGMA page_size = {page}")
        database.execute(f"PRAGMA journal_mode = {mode}")
        with database:
            database.execute("CREATE TABLE t (a)")
            database.executemany("INSERT INTO t VALUES (?)", [("x" * 2000,)] * 50)
    return file


@pytest.mark.parametrize("page", [512, 4096, 65536])
def test_a_whole_file_is_read(tmp_path: Path, page: int) -> None:
    assert incomplete(made(tmp_path, page)) is None


@pytest.mark.parametrize("lost", [1, 15, 511, 512, 513, 4096])
def test_a_file_that_lost_its_end_is_told(tmp_path: Path, lost: int) -> None:
    file = made(tmp_path)
    file.write_bytes(file.read_bytes()[:-lost])
    assert incomplete(file) == TOLD


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_file_that_is_being_written_to_is_not_taken_for_a_cut_one(tmp_path: Path, mode: str) -> None:
    file = made(tmp_path, mode=mode)
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 2")
        database.execute("BEGIN")
        database.executemany("INSERT INTO t VALUES (?)", [("y" * 2000,)] * 50)
        assert incomplete(file) is None
        database.execute("COMMIT")
        assert incomplete(file) is None
    assert incomplete(file) is None


def test_pages_that_an_older_program_did_not_count_are_not_missed(tmp_path: Path) -> None:
    """SQLite before 3.7 leaves the number of pages as it was, valid for another change counter."""
    file = made(tmp_path)
    whole = bytearray(file.read_bytes())
    struct.pack_into(">I", whole, 28, len(whole) // 512 + 9)
    file.write_bytes(whole)
    assert incomplete(file) == TOLD
    struct.pack_into(">I", whole, 92, struct.unpack_from(">I", whole, 24)[0] - 1)
    file.write_bytes(whole)
    assert incomplete(file) is None


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"no database" * 100])
def test_what_is_no_sqlite_file_is_for_the_engine_to_say(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "source.sqlite"
    file.write_bytes(content)
    assert incomplete(file) is None
