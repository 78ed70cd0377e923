"""The version of a query's answer, computed in the database: equal only while its rows are, in whatever order.

Each row is digested over all its columns, NULL apart from empty, and the digests are added up: a row that is edited,
added, deleted or repeated changes the sum. At least 128 bits count, so that two answers do not meet by chance. Of a
database that is not listed here no version is known, and its deliveries are read each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from sqlite3 import Connection as SqliteConnection
from typing import Any, cast

import orjson
import sqlalchemy
from sqlalchemy import ColumnElement, Connection, Dialect, Engine, Select, event, func, literal_column

Columns = Sequence[str]
"""Of the query's answer, quoted."""

_ISOLATION = {
    "postgresql": "REPEATABLE READ",
    "mysql": "REPEATABLE READ",
    "mariadb": "REPEATABLE READ",
    "oracle": "SERIALIZABLE",
}
"""Statements that give a transaction one snapshot."""


def snapshots(engine: Engine) -> Engine:
    """Make every transaction of an engine one snapshot, and give SQLite its function."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    level = _ISOLATION.get(engine.dialect.name)
    return engine if level is None else engine.execution_options(isolation_level=level)


def version_of(connection: Connection, query: str, values: Mapping[str, str]) -> str:
    """The version of a query's answer in the snapshot of a connection; empty when unknown.

    Raises SQLAlchemyError.
    """
    if connection.dialect.name not in _STATEMENTS:
        return ""
    answer = sqlalchemy.text(query).columns().subquery("page")
    nothing: Select[Any] = sqlalchemy.select(literal_column("*")).select_from(answer).where(sqlalchemy.false())
    names = list(connection.execute(nothing, values).keys())
    if len({name.casefold() for name in names}) < len(names):
        return ""
    found = connection.execute(version_statement(connection.dialect, query, names), values).one()
    return " ".join(str(part or 0) for part in found) if found[0] == found[1] else ""


def version_statement(dialect: Dialect, query: str, names: Sequence[str]) -> Select[Any]:
    """One row: how many rows there are, of how many there is a digest, and the sums of the digests.

    Raises KeyError for a dialect that is not known.
    """
    quote = dialect.identifier_preparer.quote_identifier
    columns = [f"page.{quote(name)}".replace("%%", "%") for name in names]  # a literal column doubles them itself
    return _STATEMENTS[dialect.name](query, columns)


def _sqlite(query: str, columns: Columns) -> Select[Any]:
    sums: ColumnElement[Any] = literal_column(f"aidchain_rows({', '.join(columns)})")
    answer = sqlalchemy.text(query).columns().subquery("page")
    return sqlalchemy.select(func.count(), func.count(), sums).select_from(answer)


def _postgresql(query: str, columns: Columns) -> Select[Any]:
    cells = [f"COALESCE(length({column}::text) || ':' || {column}::text, '-')" for column in columns]
    halves = [f"sum(('x' || substr(digest, {start}, 16))::bit(64)::bigint)" for start in (1, 17)]
    return _summed(query, f"md5({' || '.join(cells)})", halves)


def _mysql(query: str, columns: Columns) -> Select[Any]:
    cells = [f"COALESCE(CONCAT(LENGTH({column}), ':', {column}), '-')" for column in columns]
    halves = [f"SUM(CAST(CONV(SUBSTRING(digest, {start}, 16), 16, 10) AS UNSIGNED))" for start in (1, 17)]
    return _summed(query, f"MD5(CONCAT({', '.join(cells)}))", halves)


def _oracle(query: str, columns: Columns) -> Select[Any]:
    """Cells are digested as they are stored: as text, dates would lose their time."""
    cells = [f"COALESCE(RAWTOHEX(STANDARD_HASH({column}, 'MD5')), '-')" for column in columns]
    halves = [f"SUM(TO_NUMBER(SUBSTR(digest, {start}, 16), 'XXXXXXXXXXXXXXXX'))" for start in (1, 17)]
    return _summed(query, f"RAWTOHEX(STANDARD_HASH({' || '.join(cells)}, 'MD5'))", halves)


def _summed(query: str, digest: str, sums: Sequence[str]) -> Select[Any]:
    answer = sqlalchemy.text(query).columns().subquery("page")
    digests = sqlalchemy.select(literal_column(digest).label("digest")).select_from(answer).subquery("digests")
    added: list[ColumnElement[Any]] = [literal_column(text) for text in ("count(digest)", *sums)]
    return sqlalchemy.select(func.count(), *added).select_from(digests)


_STATEMENTS: dict[str, Callable[[str, Columns], Select[Any]]] = {
    "sqlite": _sqlite,
    "postgresql": _postgresql,
    "mysql": _mysql,
    "mariadb": _mysql,
    "oracle": _oracle,
}


class _Rows:
    """SQLite has no digest of its own: an aggregate function that adds up rows, one at a time."""

    def __init__(self) -> None:
        self._sum = 0

    def step(self, *cells: Any) -> None:
        self._sum += int.from_bytes(blake2b(orjson.dumps(cells, default=repr), digest_size=24).digest())

    def finalize(self) -> str:
        return f"{self._sum:x}"


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # or the driver would begin no transaction to read
    connection.create_aggregate("aidchain_rows", -1, cast(Any, _Rows))  # its stub knows sums of int only


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
