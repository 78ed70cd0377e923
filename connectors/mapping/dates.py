"""The columns of a card that are read as days or months."""

from __future__ import annotations

from connectors.card import StreamCard
from connectors.mapping.usage import Group
from schema.records import value_types
from schema.values.day import Day
from schema.values.month import Month
from schema.values.value import Value


def date_columns(stream: StreamCard) -> tuple[Group, ...]:
    """Columns that are read as days or months, wherever the card reads them."""
    found: list[Group] = []
    month = stream.scope.month
    if month is not None:
        found.extend(group for group in (month.column, *month.columns) if group)
    for record, maps in stream.map.items():
        kinds = value_types(record)
        for mapped in maps:
            for field, column in mapped.fields.items():
                if issubclass(kinds.get(field, Value), Day | Month):
                    found.extend(column.groups)
    return tuple(dict.fromkeys(found))
