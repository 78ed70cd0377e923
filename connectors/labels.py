"""Which labels a sample has in its coded columns, and the code that each is taken for.

A label is shown only where the card or a table of the catalogue lists it: any other text may be personal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from connectors.base import RawRow
from connectors.card import Column, StreamCard
from connectors.codes import labelled
from connectors.mapping.columns import Cells, Header, text_getter
from connectors.mapping.usage import synonyms
from connectors.meanings import is_coded, meaning
from connectors.preview import PreviewCode
from schema.errors import InvalidValueError
from schema.records import value_types


class Labels:
    """Counts the labels of a stream's coded columns, row by row."""

    def __init__(self, stream: StreamCard) -> None:
        self._synonyms = synonyms(stream)
        self._coded = [
            (record, field, column)
            for record, maps in stream.map.items()
            for mapped in maps
            if mapped.each is None
            for field, column in mapped.fields.items()
            if column.groups and (column.codes is not None or is_coded(record, field))
        ]
        self._names: tuple[str, ...] = ()
        self._getters: list[tuple[str, Callable[[Cells], str | None]]] = []
        self._rows: list[Counter[tuple[str, str]]] = [Counter() for _ in self._coded]

    def take(self, row: RawRow) -> None:
        names = tuple(row.cells)
        if names != self._names:
            self._names = names
            header = Header(names, self._synonyms)
            self._getters = [
                (header.find(column.groups[0]), text_getter(column, header)) for _, _, column in self._coded
            ]
        for (name, text), rows in zip(self._getters, self._rows, strict=True):
            label = text(row.cells)
            if label is not None:
                rows[name, label] += 1

    def codes(self) -> list[PreviewCode]:
        """By column, the most frequent label first."""
        found: dict[tuple[str, str, str], PreviewCode] = {}
        for (record, field, column), rows in zip(self._coded, self._rows, strict=True):
            for (name, label), times in rows.most_common():
                code = _code(record, field, column, label)
                if code is not None:
                    words = meaning(record, field, code)
                    shown = str(getattr(code, "value", code))
                    line = PreviewCode(name, f"{record}.{field}", label, shown, words, times)
                    found.setdefault((name, line.field, label), line)
        return list(found.values())


def _code(record: str, field: str, column: Column, label: str) -> Any:
    """The code of a label, None where neither card nor tables list it."""
    value: Any = label
    if column.codes is not None:
        try:
            value = labelled(column.codes)[0](label)
        except KeyError:
            return None
    kind = value_types(record).get(field)
    if kind is None or value is None or not is_coded(record, field):
        return value
    try:
        return kind.parse(value)
    except InvalidValueError:
        return None
