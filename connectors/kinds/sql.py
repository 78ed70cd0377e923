"""Deliveries as queries of a database through SQLAlchemy; SQLite and PostgreSQL are shown working.

The query's parameters decide how it is split: ``:division`` one delivery a division, ``:month`` one a month.
Rows come in pages by key or from one cursor in partitions; memory holds one page. The source is never written to. The
rows of a delivery and its version come from one snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy
from sqlalchemy import Connection, Engine, bindparam, literal_column
from sqlalchemy.exc import DBAPIError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from connectors.base import ContentVersion, Delivery, DeliveryScope, RawRow
from connectors.card import SourceCard, StreamCard, own
from connectors.headers import HeaderSearch
from connectors.kinds.cells import text_of
from connectors.kinds.sql_card import SqlStream
from connectors.kinds.sql_log import Log, read_log
from connectors.kinds.sql_parameters import values_of
from connectors.kinds.sql_version import snapshots, version_of
from connectors.kinds.sqlite_file import incomplete
from connectors.kinds.table import TableRows
from connectors.mapping.scopes import declared, stated
from schema.errors import DeliveryError, SourceUnavailableError
from schema.message import Message
from schema.values.month import month_text

PAGE = 5000
"""Rows of one page or partition."""

SqlRow = tuple[str | None, ...]


_READ_ONLY: dict[str, dict[str, str]] = {"postgresql": {"options": "-c default_transaction_read_only=on"}}
"""Statements that make a connection's transactions read-only, by database."""


class SqlConnector:
    """Reads one database; every delivery has its own connection."""

    def __init__(self, card: SourceCard, url: str) -> None:
        self._card = card
        self._url = sqlalchemy.make_url(url)
        self._engine: Engine | None = None

    def deliveries(self, stream: StreamCard) -> Iterator[Delivery]:
        """Split by the query's parameters: division, then month. Raises SourceUnavailableError."""
        stream = own(stream, SqlStream)
        log = self._log(stream)
        scopes = log.months
        said = stated(stream, {})
        divisions = sorted(scopes) if stream.by_division else [None]
        for division in divisions:
            here = scopes if division is None else {division: scopes[division]}
            months = sorted({month for known in here.values() for month in known})
            for cut in [(month,) for month in months] if stream.by_month else [tuple(months)]:
                answered = tuple(
                    DeliveryScope(code, tuple(month for month in sorted(known) if month in cut))
                    for code, known in sorted(here.items())
                    if known & set(cut)
                )
                if stream.scope.query is None:
                    answered = declared(stream, said)
                values = values_of(stream.named, division, cut[0] if stream.by_month else None)
                place = " ".join(
                    part for part in (stream.name, division, month_text(cut[0]) if stream.by_month else None) if part
                )
                version = ContentVersion(partial(self._version_now, stream, values))
                if stream.scope.version is not None:
                    logged = log.version(answered)
                    version = ContentVersion(partial(str, logged), logged)
                rows = partial(self._rows, stream, place, values, version)
                yield Delivery(stream, place, None, answered, rows, said, version=version)

    def rows(self, delivery: Delivery) -> Iterator[RawRow]:
        return delivery.open()

    def _log(self, stream: SqlStream) -> Log:
        """The source's own log."""
        if stream.scope.query is None:
            return Log()
        place = f"{stream.name} scope"
        with self._speaking(place, started=False), self._connected().connect() as connection:
            return read_log(connection, stream, stream.scope.query, place)

    def _version_now(self, stream: SqlStream, values: dict[str, str]) -> str:
        with self._connected().connect() as connection:
            return _version(connection, stream, values)

    def _rows(self, stream: SqlStream, place: str, values: dict[str, str], version: ContentVersion) -> Iterator[RawRow]:
        table: TableRows | None = None
        number, speaking = 1, self._speaking(place, started=False)
        with speaking, self._connected().connect() as connection:
            if stream.scope.version is None:
                version.read = _version(connection, stream, values)
            read = _paged if stream.page_by else _streamed
            for keys, page in read(connection, stream, values):
                if table is None:
                    table = TableRows(stream, HeaderSearch(stream).find([keys], place).names)
                speaking.started = True
                yield from table.rows(enumerate(page, number))
                number += len(page)

    def _connected(self) -> Engine:
        if self._engine is None:
            url = self._read_only()
            options = _READ_ONLY.get(url.get_backend_name(), {})
            made = sqlalchemy.create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=options)
            self._engine = snapshots(made)
        return self._engine

    def _read_only(self) -> sqlalchemy.URL:
        """SQLite would create a file that is not there, and take a lock to write."""
        url = self._url
        if url.get_backend_name() != "sqlite" or not url.database:
            return url
        if not Path(url.database).is_file():
            raise SourceUnavailableError(
                self._card.source, Message("数据库文件不存在", "its database file is not there")
            )
        problem = incomplete(Path(url.database))
        if problem is not None:
            raise SourceUnavailableError(self._card.source, problem)
        return url.set(database="file:" + quote(url.database), query={"mode": "ro", "uri": "true"})

    def _speaking(self, place: str, *, started: bool) -> _Speaking:
        return _Speaking(self._card.source, place, started)


class _Speaking:
    """Maps a database's errors: the source is unavailable, or the card does not fit it."""

    def __init__(self, source: str, place: str, started: bool) -> None:
        self._source = source
        self._place = place
        self.started = started
        """Whether rows have been read: then any failure means that the source went away."""

    def __enter__(self) -> _Speaking:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, SQLAlchemyError):
            return
        told = str(error.orig).splitlines()[0] if isinstance(error, DBAPIError) and error.orig else ""
        if told.startswith("Could not decode"):  # the text continues with the value
            raise DeliveryError(
                self._place,
                Message("文字编码不对", "wrong encoding"),
                Message("数据库中 UTF-8 编码的文字；请核对写入数据库的程序", "text in UTF-8 in the database"),
            ) from None
        if not self.started and (isinstance(error, ProgrammingError) or told.startswith(("no such", "near "))):
            raise DeliveryError(
                self._place,
                Message(f"查询无法执行（{told}）", f"the query cannot be run ({told})"),
                Message("卡片中写的表和列；请核对数据库或修改卡片", "the tables and columns of the card"),
            )
        raise SourceUnavailableError(self._source, type(error).__name__) from None  # its text may hold values


def _version(connection: Connection, stream: SqlStream, values: dict[str, str]) -> str:
    """Empty where the database refuses to compute it; reading the rows then fails, or works all the same."""
    try:
        return version_of(connection, stream.query, values)
    except (SQLAlchemyError, SystemError):  # the latter is what sqlite3 makes of text that is not UTF-8
        connection.rollback()
        return ""


def _streamed(
    connection: Connection, stream: SqlStream, values: dict[str, str]
) -> Iterator[tuple[list[str], list[SqlRow]]]:
    """One cursor, in partitions."""
    options = {"stream_results": True, "yield_per": PAGE}
    result = connection.execute(sqlalchemy.text(stream.query), values, execution_options=options)
    keys = list(result.keys())
    yield keys, []
    for page in result.partitions(PAGE):
        yield keys, [_cells(row) for row in page]


def _paged(
    connection: Connection, stream: SqlStream, values: dict[str, str]
) -> Iterator[tuple[list[str], list[SqlRow]]]:
    """Keyset pages. Rows that share the last key of a full page are left to the next, so none is lost between pages
    though the key be not unique; rows with a null in the key come first, by cursor."""
    key: list[sqlalchemy.ColumnElement[Any]] = [literal_column(name) for name in stream.page_by]
    inner = sqlalchemy.text(stream.query).columns(*map(sqlalchemy.column, stream.page_by)).subquery("page")
    everything: sqlalchemy.Select[Any] = sqlalchemy.select(literal_column("*")).select_from(inner)
    nulls = everything.where(sqlalchemy.or_(*(part.is_(None) for part in key)))
    result = connection.execute(nulls, values, execution_options={"yield_per": PAGE})
    keys = list(result.keys())
    yield keys, []
    for page in result.partitions(PAGE):
        yield keys, [_cells(row) for row in page]
    positions = [next(i for i, name in enumerate(keys) if name.lower() == part.lower()) for part in stream.page_by]
    filled = everything.where(*(part.is_not(None) for part in key)).order_by(*key)
    after: Sequence[Any] | None = None
    size = PAGE
    while True:
        statement = filled if after is None else filled.where(_beyond(key))
        given = {} if after is None else {f"after_{index}": value for index, value in enumerate(after)}
        rows = connection.execute(statement.limit(size), values | given).fetchall()
        last = [rows[-1][position] for position in positions] if rows else []
        full = len(rows) == size
        if full:
            whole = [row for row in rows if [row[position] for position in positions] != last]
            if not whole:
                size *= 2  # one key fills the page: ask for more of it
                continue
            rows = whole
            last = [rows[-1][position] for position in positions]
        yield keys, [_cells(row) for row in rows]
        if not full:
            return
        after, size = last, PAGE


def _beyond(key: list[sqlalchemy.ColumnElement[Any]]) -> sqlalchemy.ColumnElement[bool]:
    """``a > :a OR (a = :a AND b > :b)``: not every database compares rows."""
    found = []
    for index, part in enumerate(key):
        equal = [other == bindparam(f"after_{before}") for before, other in enumerate(key[:index])]
        found.append(sqlalchemy.and_(*equal, part > bindparam(f"after_{index}")))
    return sqlalchemy.or_(*found)


def _cells(row: Sequence[Any]) -> SqlRow:
    # most values are texts, and a call for each is dear
    return tuple([value.strip() or None if type(value) is str else text_of(value) for value in row])
