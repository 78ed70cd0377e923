"""Parts of a fact's key compiled against one header: columns, fields of the record, subjects, the scope.

A blank part rejects the row: without its key it cannot be distinguished from another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from connectors.base import PersonRef
from connectors.card import Column, KeyPart, StreamCard
from connectors.mapping.columns import CellError, Cells, Header, RowScope, column_name
from connectors.mapping.subjects import Resolver, key_part
from schema.message import Message
from schema.values.reason import Reason

KeyGetter = Callable[[Cells, RowScope, dict[str, Any]], str | PersonRef]

_PART = Message("用来区分各行的编号的一部分", "a part of the row's key")


def key_getter(
    stream: StreamCard, part: KeyPart, header: Header, subjects: dict[str, Resolver], columns: dict[str, str | None]
) -> KeyGetter:
    """``columns`` maps a field of the record to its column."""
    if part.column is not None:
        return _of_column(stream, part.column, header)
    if part.record is not None:
        return _of_record(part.record, columns.get(part.record) or part.record)
    if part.subject is not None:
        return _of_subject(subjects[part.subject])
    return _of_scope(part.scope or "")


def _of_column(stream: StreamCard, column: Column, header: Header) -> KeyGetter:
    read, name = key_part(stream, column, header), column_name(column, header)

    def part(cells: Cells, scope: RowScope, values: dict[str, Any]) -> str | PersonRef:
        value = read(cells)
        if value is None:
            raise CellError(name, Reason.MISSING_KEY, _PART)
        return value

    return part


def _of_record(field: str, column: str) -> KeyGetter:
    def part(cells: Cells, scope: RowScope, values: dict[str, Any]) -> str | PersonRef:
        value = values[field]
        if value is None:
            raise CellError(column, Reason.MISSING_KEY, _PART)
        return str(value)

    return part


def _of_subject(resolve: Resolver) -> KeyGetter:
    def part(cells: Cells, scope: RowScope, values: dict[str, Any]) -> str | PersonRef:
        reference = resolve(cells)
        if isinstance(reference, PersonRef):
            return reference
        return reference.head or (reference.key or ("",))[0]

    return part


def _of_scope(name: str) -> KeyGetter:
    if name == "batch":
        return lambda cells, scope, values: scope.batch or ""
    if name == "month":
        return lambda cells, scope, values: scope.first
    return lambda cells, scope, values: scope.division
