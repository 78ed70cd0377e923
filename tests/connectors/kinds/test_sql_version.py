"""The version of a query's answer: another one after any change of its rows, the same in any order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import Dialect
from sqlalchemy.dialects import registry

from connectors.base import Delivery
from connectors.card import SourceCard
from connectors.kinds.sql_version import snapshots, version_of, version_statement
from connectors.registry import connector, load_card
from schema.errors import CardError, DeliveryError

Row = tuple[str | None, str | None, float | None]
VersionOf = Callable[[Sequence[Row]], str]
QUERY = "SELECT code, name, amount FROM list WHERE code < :division"
ROWS: list[Row] = [("1", "李明", 900.5), ("2", "王芳", 0.0), ("3", None, None), ("3", None, None)]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def version(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VersionOf]:
    """The version of ``QUERY`` when the table holds some rows, on each engine."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/list.sqlite" if sqlite else request.getfixturevalue("postgres").database()
    engine = snapshots(sqlalchemy.create_engine(url))

    def made(rows: Sequence[Row]) -> str:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS list")
            connection.exec_driver_sql("CREATE TABLE list (code TEXT, name TEXT, amount FLOAT)")
            for code, name, amount in rows:
                values = {"code": code, "name": name, "amount": amount}
                connection.execute(sqlalchemy.text("INSERT INTO list VALUES (:code, :name, :amount)"), values)
        with engine.connect() as connection:
            return version_of(connection, QUERY, {"division": "9"})

    yield made
    engine.dispose()


def test_rows_in_another_order_and_rows_that_are_not_asked_for_change_nothing(version: VersionOf) -> None:
    assert version(ROWS) == version([*reversed(ROWS), ("9", "赵六", 1.0)]) != ""


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "李明", 900.51), *ROWS[1:]],
        [("1", "李朋", 900.5), *ROWS[1:]],
        [("2", "李明", 900.5), ("1", "王芳", 0.0), *ROWS[2:]],
        [("1", "李明", 0.0), ("2", "王芳", 900.5), *ROWS[2:]],
        [*ROWS[:2], ("3", "", None), ("3", None, None)],
        [*ROWS[:1], ("2", "王芳", None), *ROWS[2:]],
        [("1", "李明 ", 900.5), *ROWS[1:]],
        ROWS[:3],
        ROWS[1:],
        [*ROWS, ROWS[3]],
        [*ROWS[:2], ROWS[0], ROWS[0]],
        [],
    ],
    ids=[
        "an amount",
        "a name",
        "codes exchanged",
        "amounts exchanged",
        "empty for NULL",
        "NULL for 0",
        "a blank",
        "one of two equal rows deleted",
        "a row deleted",
        "a row repeated",
        "a pair of equal rows replaced by another",
        "all deleted",
    ],
)
def test_every_change_of_a_row_is_another_version(version: VersionOf, rows: list[Row]) -> None:
    assert version(rows) != version(ROWS)


def dialect_of(name: str) -> Dialect:
    made: Dialect = registry.load(name)()
    return made


def test_cells_do_not_run_into_each_other(version: VersionOf) -> None:
    assert version([("1", "2:x", 1.0)]) != version([("1:2", "x", 1.0)])
    assert version([("1", "-", 1.0)]) != version([("1-", None, 1.0)])


@pytest.mark.parametrize("name", ["mysql", "oracle"])
def test_the_statement_compiles_for_databases_that_are_not_run_here(name: str) -> None:
    dialect = dialect_of(name)
    text = str(version_statement(dialect, QUERY, ["code", "name", "amount"]).compile(dialect=dialect))
    assert text.count(QUERY.partition(":")[0]) == 1
    for column in ("code", "name", "amount"):
        assert f"page.{dialect.identifier_preparer.quote_identifier(column)}" in text


def test_a_database_without_a_digest_has_no_statement() -> None:
    with pytest.raises(KeyError):
        version_statement(dialect_of("mssql"), QUERY, ["code"])


CARD = """
source: t_list
department: 公安
title: {zh: 表, en: Table}
kind: sql
connection: {url: "${LIST_URL}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    scope: {division: {column: qh}, month: {column: yf}, query: "SELECT qh, yf, pc FROM log"VERSION}
    query: "SELECT xm, sfzh, qh, yf FROM list WHERE qh = :division AND yf = :month"
    key: [sfzh]
    map: {person: {national_id: sfzh, name: xm}}
"""


class Source:
    """A database in which readers do not wait for writers, and its one delivery."""

    def __init__(self, folder: Path, version: str | None = None) -> None:
        self.path = folder / "list.sqlite"
        card = folder / "card.yml"
        card.write_text(CARD.replace("VERSION", f", version: {version}" if version else ""), encoding="utf-8")
        self.card: SourceCard = load_card(card)
        with sqlite3.connect(self.path) as database:
            database.executescript(
                "PRAGMA journal_mode = WAL; CREATE TABLE log (qh, yf, pc); CREATE TABLE list (xm, sfzh, qh, yf);"
                "INSERT INTO log VALUES ('370102', '202607', 'A');"
            )
            for number in range(12_000):
                database.execute("INSERT INTO list VALUES ('李明', ?, '370102', '202607')", (f"{number:018d}",))
        database.close()

    def change(self, statement: str) -> None:
        with sqlite3.connect(self.path) as database:
            database.execute(statement)
        database.close()

    def delivery(self) -> Delivery:
        (found,) = connector(self.card, {"LIST_URL": f"sqlite:///{self.path}"}).deliveries(self.card.streams[0])
        return found


def asked(delivery: Delivery) -> str:
    assert delivery.version is not None
    return delivery.version.ask()


def read(delivery: Delivery) -> str:
    assert delivery.version is not None
    return delivery.version.read


def test_a_row_that_changes_while_it_is_read_is_of_another_version(tmp_path: Path) -> None:
    source = Source(tmp_path)
    before = source.delivery()
    rows = before.open()
    names = [next(rows).cells["xm"]]
    source.change("UPDATE list SET xm = '王芳'")
    names += [row.cells["xm"] for row in rows]
    assert names == ["李明"] * 12_000
    after = source.delivery()
    list(after.open())
    assert asked(before) == asked(after) == read(after) != read(before) != ""


def test_a_change_between_two_deliveries_of_one_source_is_seen(tmp_path: Path) -> None:
    source = Source(tmp_path)
    delivery = source.delivery()
    first = asked(delivery)
    list(delivery.open())
    assert read(delivery) == first
    source.change("DELETE FROM list WHERE sfzh = '000000000000000007'")
    assert asked(delivery) != first


def test_the_log_names_the_version(tmp_path: Path) -> None:
    source = Source(tmp_path, "PC")
    first = asked(source.delivery())
    assert first == read(source.delivery()) != ""
    source.change("UPDATE list SET xm = '王芳'")
    assert asked(source.delivery()) == first
    source.change("INSERT INTO log VALUES ('370102', '202607', 'B')")
    second = asked(source.delivery())
    assert second not in (first, "")
    source.change("INSERT INTO log VALUES ('370102', '202607', NULL)")
    assert asked(source.delivery()) == ""


def test_a_log_without_the_named_column_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError) as caught:
        Source(tmp_path, "sj").delivery()
    assert str(caught.value.reason) == "the answer of scope.query has no column sj"


def test_a_version_without_a_log_is_refused(tmp_path: Path) -> None:
    text = CARD.replace(', query: "SELECT qh, yf, pc FROM log"VERSION', ", version: pc")
    text = text.replace(" WHERE qh = :division AND yf = :month", "")
    (tmp_path / "card.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CardError) as caught:
        load_card(tmp_path / "card.yml")
    assert str(caught.value.problem) == "a column of scope.query, which is missing"
