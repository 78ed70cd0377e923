"""Columns of a fact's first and last day, compiled against one header: two date columns, or one with both.

In a register or event a row without its first day is rejected: its fact could be in force in no known month.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from connectors.card import Column, MapCard, Shape, StreamCard
from connectors.mapping import spans
from connectors.mapping.columns import CellError, Cells, Getter, Header, RowScope, column_name, text_getter
from schema.dated import Dated
from schema.errors import InvalidValueError
from schema.message import Message
from schema.record import Record
from schema.values import cell
from schema.values.reason import Reason

FIRST, UNTIL = "valid_from", "valid_until"

Spans = Callable[[Cells], spans.Span]

_NEEDED = Message("开始日期；登记表的每条记录应写明从何时起", "a first day: a register says since when")


def lasts(record: type[Record]) -> bool:
    """Whether facts of a record have dates of their own."""
    return FIRST in record.model_fields


def date_getter(field: str, column: Column, header: Header) -> Getter:
    """``valid_from`` or ``valid_until``; an unreadable value is None where the card has ``otherwise: none``."""
    included, lenient = column.until == "included", column.otherwise == "none"
    default = None if column.default is None else str(column.default)
    const = None if column.const is None else str(column.const)
    text = text_getter(column, header) if column.groups else lambda cells: const
    name = column_name(column, header)

    def read(cells: Cells, scope: RowScope) -> Any:
        value = text(cells)
        if value is None or cell.says_nothing(value):
            value = default
        if value is None:
            return None
        try:
            return spans.first(value) if field == FIRST else spans.until(value, included)
        except InvalidValueError as error:
            if lenient:
                return value
            raise CellError(name, error.reason, error.expected) from error

    return read


def span_getter(column: Column, header: Header) -> Spans:
    """Both ends from one cell."""
    included = column.until == "included"
    text, name = text_getter(column, header), column_name(column, header)

    def read(cells: Cells) -> spans.Span:
        value = text(cells)
        if value is None or cell.says_nothing(value):
            return None, None
        try:
            return spans.both(value, included)
        except InvalidValueError as error:
            raise CellError(name, error.reason, error.expected) from error

    return read


def needed_start(
    stream: StreamCard, record: type[Record], mapped: MapCard, header: Header
) -> Callable[[date | None], None]:
    """Refuses a row of a register or event whose fact lasts and has no first day."""
    column = mapped.period or mapped.fields.get(FIRST)
    if stream.shape is Shape.ROSTER or not issubclass(record, Dated) or column is None:
        return lambda start: None
    if column.otherwise == "none" or column.optional:
        return lambda start: None
    name = column_name(column, header)

    def check(start: date | None) -> None:
        if start is None:
            raise CellError(name, Reason.MISSING_FIELD, _NEEDED)

    return check
