"""A row with one column a month as one row for each month in which something is filled in. Pure.

A month without a column is not answered; one whose cells are blank is answered, and the row is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from connectors.base import DeliveryScope, RawRow, Stated
from connectors.kinds.files_card import FilesStream
from connectors.kinds.wide import Columns, month_columns
from connectors.mapping.scopes import counties
from schema.values import cell
from schema.values.month import month_text


def by_month(
    stream: FilesStream, said: Stated, learned: list[DeliveryScope], rows: Iterable[RawRow], place: str
) -> Iterator[RawRow]:
    """``rows`` month by month; ``learned`` becomes the scopes that the header declares.

    A row that its reader could not take whole is handed on as it is: it may be of any of the months.
    """
    wide = stream.months_in_columns
    if wide is None:
        yield from rows
        return
    columns: Columns | None = None
    taken: frozenset[str] = frozenset()
    for row in rows:
        if columns is None:
            columns = month_columns(wide, row.cells, said.year, place)
            taken = frozenset(name for named in columns.values() for name in named.values())
            learned[:] = _scopes(stream, said, tuple(sorted(columns)))
        if row.fault is not None:
            yield row
            continue
        base = {name: value for name, value in row.cells.items() if name not in taken}
        for month in sorted(columns):
            named = columns[month]
            values = {new: row.cells.get(named[new]) if new in named else None for new in wide.columns}
            if not all(value is None or cell.says_nothing(value) for value in values.values()):
                yield replace(row, cells={**base, **values, wide.month: month_text(month)})


def _scopes(stream: FilesStream, said: Stated, months: tuple[int, ...]) -> list[DeliveryScope]:
    if stream.scope.division.every:
        return [DeliveryScope(code, months, said.batch) for code in counties(stream.serves)]
    return [] if said.division is None else [DeliveryScope(said.division, months, said.batch)]
