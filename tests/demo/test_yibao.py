from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from hub.demo.yibao import NotTheDemoError, load_yibao


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "yibao.sqlite"
    with sqlite3.connect(path) as db:
        db.executescript(
            "CREATE TABLE psn_insu_d (psn_no TEXT, begndate TEXT);"
            "CREATE TABLE setl_d (setl_id TEXT PRIMARY KEY, medfee_sumamt NUMERIC, VALI_FLAG TEXT);"
            "CREATE TABLE psn_idet_d (psn_no TEXT, begntime TEXT);"
            "CREATE TABLE jhpt_log (table_name TEXT, qhdm TEXT, sjyf TEXT);"
        )
        db.executemany("INSERT INTO psn_insu_d VALUES (?, ?)", [(f"P{number}", "2026-01-01") for number in range(12)])
        db.execute("INSERT INTO setl_d VALUES ('S1', 12.50, '1')")
    db.close()
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/target.sqlite"
    return str(request.getfixturevalue("postgres").database())


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.text(query))]
    engine.dispose()
    return found


def test_copies_every_row_once_under_names_that_need_no_quotes(file: Path, url: str) -> None:
    assert load_yibao(file, url) == 13
    assert load_yibao(file, url) == 0
    assert rows(url, "SELECT count(*) FROM psn_insu_d") == [(12,)]
    assert [
        (id, float(str(sum)))
        for id, sum in rows(url, "SELECT setl_id, medfee_sumamt FROM setl_d WHERE VALI_FLAG = '1'")
    ] == [("S1", 12.5)]


def test_another_province_is_refused(file: Path, url: str) -> None:
    load_yibao(file, url)
    with sqlite3.connect(file) as db:
        db.execute("INSERT INTO psn_insu_d VALUES ('P99', '2026-01-01')")
    db.close()
    with pytest.raises(NotTheDemoError, match="another province"):
        load_yibao(file, url)
    assert rows(url, "SELECT count(*) FROM psn_insu_d") == [(12,)]


def test_a_database_that_is_not_the_demos_is_left_alone(file: Path, url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE wages (person TEXT)"))
    engine.dispose()
    with pytest.raises(NotTheDemoError, match="other tables"):
        load_yibao(file, url)
    assert rows(url, "SELECT count(*) FROM wages") == [(0,)]
