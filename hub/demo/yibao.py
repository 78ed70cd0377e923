"""The demo's 医保 in a database of its own: the tables of the SQLite file copied to the card's database.

Only the demo's own tables are written: a database with other tables, or another province's, is refused.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from schema.errors import CallerError

TABLES = ("psn_insu_d", "setl_d", "psn_idet_d", "jhpt_log")
BATCH = 5_000


class NotTheDemoError(CallerError):
    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(f"the database of AIDCHAIN_YIBAO_URL {problem}: give the demo an empty one")


def load_yibao(file: Path, url: str) -> int:
    """Copy the file's tables into an empty database; the rows copied, 0 when they are there already.

    Raises ``NotTheDemoError``. All or nothing: one transaction.
    """
    source, target = sa.create_engine(f"sqlite:///{file}"), sa.create_engine(url)
    try:
        tables = sa.MetaData()
        tables.reflect(source, only=TABLES)
        found = set(sa.inspect(target).get_table_names())
        with source.connect() as reading, target.begin() as writing:
            if found:
                _same(found, tables, reading, writing)
                return 0
            return sum(_copy(table, reading, writing) for table in tables.sorted_tables)
    finally:
        source.dispose()
        target.dispose()


def _same(found: set[str], tables: sa.MetaData, reading: sa.Connection, writing: sa.Connection) -> None:
    if found != set(tables.tables):
        raise NotTheDemoError("holds other tables")
    for table in tables.sorted_tables:
        count = sa.select(sa.func.count()).select_from(table)
        if reading.scalar(count) != writing.scalar(count):
            raise NotTheDemoError("holds another province")


def _copy(table: sa.Table, reading: sa.Connection, writing: sa.Connection) -> int:
    """Column names in lower case: unquoted names in queries find them on every engine."""
    copy = sa.Table(table.name, sa.MetaData(), *(sa.Column(column.name.lower(), column.type) for column in table.c))
    copy.create(writing)
    rows = 0
    with reading.execution_options(yield_per=BATCH).execute(sa.select(table)) as result:
        for part in result.partitions(BATCH):
            writing.execute(sa.insert(copy), [dict(zip(copy.c.keys(), row, strict=True)) for row in part])
            rows += len(part)
    return rows
