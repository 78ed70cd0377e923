"""What every kind of source keeps to: the same deliveries in each, and the same troubles with them.

A kind is added to ``SOURCES``; a name that a card may give and that is not there fails by name.
"""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
import xlsxwriter

from connectors.base import Connector, Delivery, MappedRow, RawRow, RejectedRow
from connectors.card import SourceCard
from connectors.kinds import sql
from connectors.kinds.kinds import KINDS
from connectors.mapping import RowMapper
from connectors.registry import connector, load_card
from schema.errors import DeliveryError, SourceUnavailableError
from schema.values.month import month_text

Line = tuple[str | None, ...]

COLUMNS = ("户号", "身份证号", "姓名", "金额")
PAGE = 2
LINES: tuple[Line, ...] = (
    ("1", "370102194806110015", "李明", "900.00"),
    ("2", "370102197503020024", "王芳", "800.00"),
    ("3", "370102201509180036", "李小明", "700.00"),
    ("4", "370102194806110015", "李明", "600.00"),
    ("5", "370102197503020024", "王芳", "500.00"),
)

CARD = """\
source: contract
department: 民政
title: {{zh: 试, en: test}}
kind: {kind}
connection: {connection}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    scope: {scope}
    {read}
    key: [户号]
    map:
      person: {{national_id: 身份证号, name: 姓名}}
      benefit: {{item: {{const: dibao_cash}}, amount: 金额}}
"""
BY_NAME = "{division: {file: division}, month: {file: month}}"


class CsvSource:
    """One text file a month."""

    kind = "files"
    ending = "csv"
    cut = DeliveryError
    lost = 15

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "deliveries"
        self.folder.mkdir()
        self.address = f"{{path: {self.folder}}}"
        self.scope = BY_NAME
        self.read = f"file: 名单_{{division}}_{{month}}.{self.ending}"

    def path(self, month: str) -> Path:
        return self.folder / f"名单_370102_{month}.{self.ending}"

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        rows = [columns, *lines]
        text = "".join(",".join(cell or "" for cell in row) + "\n" for row in rows)
        self.path(month).write_text(text, encoding="utf-8")

    def vanish(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        self.folder.rmdir()


class XlsxSource(CsvSource):
    """One workbook a month."""

    ending = "xlsx"

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        with xlsxwriter.Workbook(self.path(month), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, cells in enumerate([columns, *lines]):
                sheet.write_row(number, 0, cells)


class SqlSource:
    """One table, and the log of what was put there."""

    kind = "sql"
    cut = SourceUnavailableError
    lost = 15
    QUERY = (
        "SELECT 户号, 身份证号, 姓名, 金额, 区划 FROM people"
        " WHERE 区划 >= :division AND 区划 < :division_end AND 月份 = :month"
    )

    def __init__(self, folder: Path) -> None:
        self.file = folder / "source.sqlite"
        self.address = f'{{url: "sqlite:///{self.file}"}}'
        self.scope = "{query: 'SELECT qhdm, sjyf FROM log', division: {column: 区划}}"
        self.read = f"query: {self.QUERY}\n    page_by: [户号]"
        with closing(sqlite3.connect(self.file)) as database, database:
            database.execute("CREATE TABLE log (qhdm, sjyf)")
            database.execute(f"CREATE TABLE people ({', '.join(COLUMNS)}, 区划, 月份)")

    def path(self, month: str) -> Path:
        return self.file

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        with closing(sqlite3.connect(self.file)) as database, database:
            for old, new in zip(COLUMNS, columns, strict=True):
                if old != new:
                    database.execute(f"ALTER TABLE people RENAME COLUMN {old} TO {new}")
            database.execute("DELETE FROM log WHERE sjyf = ?", [month])
            database.execute("DELETE FROM people WHERE 月份 = ?", [month])
            database.execute("INSERT INTO log VALUES ('370102', ?)", [month])
            rows = [(*line, "370102", month) for line in lines]
            database.executemany("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)", rows)

    def vanish(self) -> None:
        self.file.unlink()


SOURCES = (CsvSource, XlsxSource, SqlSource)
Source = CsvSource | SqlSource


class Reader:
    """A source read through its card, each time as by a process of its own."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        path = folder / "card.yml"
        given = {"connection": source.address, "scope": source.scope, "read": source.read}
        path.write_text(CARD.format(kind=source.kind, **given), encoding="utf-8")
        self.card: SourceCard = load_card(path)
        (self.stream,) = self.card.streams

    def connector(self) -> Connector:
        return connector(self.card, {})

    def deliveries(self) -> list[Delivery]:
        return list(self.connector().deliveries(self.stream))

    def rows(self) -> list[RawRow]:
        (delivery,) = self.deliveries()
        return list(self.connector().rows(delivery))

    def lines(self) -> list[Line]:
        return [tuple(row.cells[name] for name in COLUMNS) for row in self.rows()]

    def mapped(self) -> tuple[list[MappedRow], list[RejectedRow]]:
        (delivery,) = self.deliveries()
        mapping = RowMapper(self.card, self.stream)
        results = [mapping.map(row, delivery) for row in self.connector().rows(delivery)]
        taken = [row for row in results if isinstance(row, MappedRow)]
        return taken, [row for row in results if isinstance(row, RejectedRow)]

    def months(self) -> list[tuple[list[str], int]]:
        """Of each delivery: the months that it answers for, and how many rows it has."""
        source = self.connector()
        found = []
        for delivery in source.deliveries(self.stream):
            (scope,) = delivery.scopes
            assert scope.division == "370102"
            found.append((list(map(month_text, scope.months)), sum(1 for _ in source.rows(delivery))))
        return found


@pytest.fixture(params=SOURCES, ids=lambda source: source.__name__)
def reader(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr(sql, "PAGE", PAGE)
    make: Callable[[Path], Source] = request.param
    return Reader(make(tmp_path), tmp_path)


def test_each_kind_of_a_card_is_under_this_contract() -> None:
    assert {source.kind for source in SOURCES} == {kind.name for kind in KINDS}


def test_the_same_lines_are_the_same_facts_in_every_kind(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    taken, rejected = reader.mapped()
    assert rejected == []
    assert [(row.division, list(map(month_text, row.months))) for row in taken] == [("370102", ["2026-06"])] * 5
    assert [[fact.record.NAME for fact in row.facts] for row in taken] == [["person", "benefit"]] * 5
    assert reader.lines() == list(LINES)


def test_a_delivery_without_rows_still_answers_for_its_month(reader: Reader) -> None:
    reader.source.deliver("202606", [])
    assert reader.months() == [(["2026-06"], 0)]


def test_a_delivery_that_was_cut_is_never_read_as_whole(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    path = reader.source.path("202606")
    path.write_bytes(path.read_bytes()[: -reader.source.lost])
    with pytest.raises(reader.source.cut):
        reader.rows()


def test_a_delivery_with_nothing_in_it_is_refused_and_not_an_empty_answer(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    reader.source.path("202606").write_bytes(b"")
    with pytest.raises(DeliveryError):
        reader.rows()


def test_a_delivery_that_is_sent_again_is_the_same(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    first, before = reader.deliveries(), reader.lines()
    reader.source.deliver("202606", LINES)
    again = reader.deliveries()
    assert [(one.place, one.scopes) for one in again] == [(one.place, one.scopes) for one in first]
    assert reader.lines() == before


def test_a_source_that_vanished_is_away_and_not_empty(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    (delivery,) = reader.deliveries()
    reader.source.vanish()
    with pytest.raises(SourceUnavailableError):
        reader.deliveries()
    with pytest.raises(SourceUnavailableError):
        list(reader.connector().rows(delivery))


@pytest.mark.parametrize("read", range(len(LINES) + 1))
def test_reading_that_was_stopped_after_any_row_begins_again_whole(reader: Reader, read: int) -> None:
    reader.source.deliver("202606", LINES)
    (delivery,) = reader.deliveries()
    assert len(list(islice(reader.connector().rows(delivery), read))) == read
    assert [row.cells["户号"] for row in delivery.open()] == ["1", "2", "3", "4", "5"]
    assert reader.lines() == list(LINES)


def test_months_come_oldest_first_in_whatever_order_they_arrived(reader: Reader) -> None:
    for month, count in (("202607", 3), ("202605", 1), ("202606", 2)):
        reader.source.deliver(month, LINES[:count])
    assert reader.months() == [(["2026-05"], 1), (["2026-06"], 2), (["2026-07"], 3)]


def test_a_month_that_comes_late_leaves_the_others_as_they_were(reader: Reader) -> None:
    reader.source.deliver("202607", LINES)
    (before,) = reader.deliveries()
    reader.source.deliver("202606", LINES[:2])
    late, after = reader.deliveries()
    assert (after.place, after.token, after.scopes) == (before.place, before.token, before.scopes)
    assert [row.cells["户号"] for row in late.open()] == ["1", "2"]
    assert [row.cells["户号"] for row in after.open()] == ["1", "2", "3", "4", "5"]


def test_a_deleted_row_is_gone_and_its_delivery_is_not_told_unchanged(reader: Reader) -> None:
    reader.source.deliver("202606", LINES)
    (before,) = reader.deliveries()
    reader.source.deliver("202606", LINES[:2] + LINES[3:])
    (after,) = reader.deliveries()
    assert after.token is None or after.token != before.token
    assert reader.lines() == [*LINES[:2], *LINES[3:]]


def test_a_column_that_was_renamed_refuses_the_delivery(reader: Reader) -> None:
    reader.source.deliver("202606", LINES, ("户号", "身份证号", "姓名", "月保障金"))
    with pytest.raises(DeliveryError):
        reader.rows()


def test_a_poisoned_row_is_rejected_alone_and_no_value_of_it_is_told(reader: Reader) -> None:
    poison: tuple[Line, ...] = (
        ("6", "37010219480611001", "周某", "100.00"),
        ("7", "370102194806110015", "周某", "九百左右"),
        ("8", "370102194806110015", "周\ufffd", "100.00"),
    )
    reader.source.deliver("202606", [*LINES[:2], *poison, *LINES[2:]])
    taken, rejected = reader.mapped()
    assert [(row.field, row.reason) for row in rejected] == [
        ("身份证号", "invalid_national_id"),
        ("金额", "unparseable_amount"),
        (None, "garbled_text"),
    ]
    assert len(taken) == len(LINES)
    told = " ".join(f"{row.reason} {row.expected}" for row in rejected)
    assert not any(value in told for value in ("周某", "37010219480611001", "九百左右"))


def test_memory_does_not_grow_with_the_rows(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "PAGE", 200)
    few, many = _peak(reader, 10_000), _peak(reader, 20_000)
    assert many < few * 1.25


def _peak(reader: Reader, rows: int) -> int:
    """Bytes at most held while so many rows are read."""
    reader.source.deliver("202606", ((f"{number:06}", *LINES[0][1:]) for number in range(rows)))
    (delivery,) = reader.deliveries()
    tracemalloc.start()
    assert sum(1 for _ in delivery.open()) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_text_in_no_expected_encoding_is_refused(tmp_path: Path) -> None:
    """Workbooks and databases say their own encoding; a text file does not."""
    source = CsvSource(tmp_path)
    source.deliver("202606", LINES)
    path = source.path("202606")
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16-le"))
    with pytest.raises(DeliveryError) as refused:
        Reader(source, tmp_path).rows()
    assert refused.value.reason == "wrong encoding"
