"""The same deliveries in every way that a source may keep them: what the contract of the kinds is tried on.

A kind is added to ``SOURCES``; one that a card may be of and that is not there fails by name.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import xlsxwriter

from connectors.base import Connector, Delivery, MappedRow, RawRow, RejectedRow
from connectors.card import SourceCard
from connectors.mapping import RowMapper
from connectors.registry import connector, load_card
from schema.errors import DeliveryError, SourceUnavailableError
from schema.values.month import month_text

Line = tuple[str | None, ...]

COLUMNS = ("户号", "身份证号", "姓名", "金额")
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
    expect: {{max_ended: 1}}
"""


class CsvSource:
    """One text file a month."""

    kind: ClassVar = "files"
    ending: ClassVar = "csv"
    cut: ClassVar[type[Exception]] = DeliveryError
    """What a delivery that was cut raises."""
    lost: ClassVar[tuple[int, ...]] = (15,)
    """Bytes that may be missing at its end."""
    told_encoding: ClassVar = "wrong encoding"
    can_be_empty: ClassVar = True
    """Whether a delivery without rows still has its columns."""
    shows_added: ClassVar = True
    """Whether a column that nobody asked for is seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "deliveries"
        self.folder.mkdir()
        self.address = f"{{path: {self.folder}}}"
        self.scope = "{division: {file: division}, month: {file: month}}"
        self.read = f"file: 名单_{{division}}_{{month}}.{self.ending}"

    def path(self, month: str) -> Path:
        return self.folder / f"名单_370102_{month}.{self.ending}"

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        rows = [columns, *lines]
        text = "".join(",".join(cell or "" for cell in row) + "\n" for row in rows)
        self.path(month).write_text(text, encoding="utf-8")

    def misencode(self, month: str) -> None:
        """The same text in an encoding that nobody expects there."""
        path = self.path(month)
        path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16-le"))

    def vanish(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        self.folder.rmdir()


class JsonLinesSource(CsvSource):
    """One file of JSON objects a month."""

    ending = "jsonl"
    lost = (2, 15)
    can_be_empty = False

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        objects = (dict(zip(columns, line, strict=True)) for line in lines)
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)
        self.path(month).write_text(text, encoding="utf-8")


class XlsxSource(CsvSource):
    """One workbook a month."""

    ending = "xlsx"
    lost = (1, 15)
    told_encoding = "the workbook is damaged or incomplete"

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        with xlsxwriter.Workbook(self.path(month), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, cells in enumerate([columns, *lines]):
                sheet.write_row(number, 0, cells)

    def misencode(self, month: str) -> None:
        with zipfile.ZipFile(self.path(month)) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        with zipfile.ZipFile(self.path(month), "w") as book:
            for name, part in parts.items():
                book.writestr(name, part.decode("utf-8").encode("gb18030") if "sheet1.xml" in name else part)


class SqlSource:
    """One table, and the log of what was put there."""

    kind: ClassVar = "sql"
    cut: ClassVar[type[Exception]] = SourceUnavailableError
    lost: ClassVar[tuple[int, ...]] = (1, 15, 4096)
    told_encoding: ClassVar = "wrong encoding"
    can_be_empty: ClassVar = True
    shows_added: ClassVar = False
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
            database.execute(f"CREATE TABLE people (区划, 月份, {', '.join(COLUMNS)})")

    def path(self, month: str) -> Path:
        return self.file

    def deliver(self, month: str, lines: Iterable[Line], columns: Line = COLUMNS) -> None:
        with closing(sqlite3.connect(self.file)) as database, database:
            for old, new in zip(COLUMNS, columns, strict=False):
                if old != new:
                    database.execute(f"ALTER TABLE people RENAME COLUMN {old} TO {new}")
            for new in columns[len(COLUMNS) :]:
                database.execute(f"ALTER TABLE people ADD COLUMN {new}")
            database.execute("DELETE FROM log WHERE sjyf = ?", [month])
            database.execute("DELETE FROM people WHERE 月份 = ?", [month])
            database.execute("INSERT INTO log VALUES ('370102', ?)", [month])
            marks = ", ".join("?" * (2 + len(columns)))
            database.executemany(f"INSERT INTO people VALUES ({marks})", [("370102", month, *line) for line in lines])  # noqa: S608 - marks only

    def misencode(self, month: str) -> None:
        with closing(sqlite3.connect(self.file)) as database, database:
            database.execute("UPDATE people SET 姓名 = CAST(? AS TEXT)", ["李明".encode("gb18030")])

    def vanish(self) -> None:
        self.file.unlink()


Source = CsvSource | SqlSource
SOURCES: tuple[type[Source], ...] = (CsvSource, JsonLinesSource, XlsxSource, SqlSource)


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

    def content(self) -> str:
        """By what the hub knows that the only delivery is unchanged: its token, or what its source says of it."""
        (delivery,) = self.deliveries()
        if delivery.token is not None:
            return delivery.token
        assert delivery.version is not None
        return delivery.version.ask()

    def rows(self) -> list[RawRow]:
        (delivery,) = self.deliveries()
        return list(self.connector().rows(delivery))

    def lines(self) -> list[Line]:
        return [tuple(row.cells[name] for name in COLUMNS) for row in self.rows()]

    def mapped(self) -> tuple[list[MappedRow], list[RejectedRow], dict[str, int]]:
        """The rows taken, the rows rejected, and the columns that the card does not know, with their filled cells."""
        (delivery,) = self.deliveries()
        mapping = RowMapper(self.card, self.stream)
        results = [mapping.map(row, delivery) for row in self.connector().rows(delivery)]
        taken = [row for row in results if isinstance(row, MappedRow)]
        rejected = [row for row in results if isinstance(row, RejectedRow)]
        return taken, rejected, {name: mapping.leftover[name] for name in mapping.spare}

    def months(self) -> list[tuple[list[str], int]]:
        """Of each delivery: the months that it answers for, and how many rows it has."""
        source = self.connector()
        found = []
        for delivery in source.deliveries(self.stream):
            (scope,) = delivery.scopes
            assert scope.division == "370102"
            found.append((list(map(month_text, scope.months)), sum(1 for _ in source.rows(delivery))))
        return found
