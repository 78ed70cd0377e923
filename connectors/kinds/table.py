"""Rows of a sheet or text file below its header: blank lines, totals and footers left out, faulty rows marked.

Readers differ in how they get at rows; what a row is, is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from connectors.base import Fault, RawRow
from connectors.card import StreamCard
from connectors.codes import label
from schema.values.reason import Reason

LARGEST = 1_000_000
"""Characters of the longest cell that is taken."""
KEPT = 1000
"""Characters that are kept of a cell that is too large."""

_REPLACEMENT = "\ufffd"


class TableRows:
    """Turns lists of cells into rows by the header's names."""

    def __init__(self, stream: StreamCard, names: tuple[str | None, ...]) -> None:
        self._names = names
        self._width = len(names)
        self._totals = frozenset(label(text) for text in stream.skip.total_row)
        self._footers = tuple(label(text) for text in stream.skip.footer)
        self._initials = frozenset(text[:1] for text in (*self._totals, *self._footers))
        """Nearly every row is let through by its first character."""
        self._named = tuple(name for name in names if name is not None)

    def rows(self, numbered: Iterable[tuple[int, Sequence[str | None]]]) -> Iterator[RawRow]:
        """``numbered`` gives (row number, cells), cells stripped and None where blank."""
        names, width, skips = self._named, self._width, bool(self._initials)
        whole = len(names) == width
        for number, values in numbered:
            if not any(values) or (skips and self._is_no_data(values)):
                continue
            if whole and len(values) == width:
                cells = dict(zip(names, values, strict=True))
                fault = None
            else:
                cells, fault = self._uneven(values)
            row = RawRow(number, cells, fault)
            if sum(map(_length, values)) > KEPT:
                _bound(row)
            yield row

    def _is_no_data(self, values: Sequence[str | None]) -> bool:
        first = next((value for value in values if value), "")
        if first[:1] not in self._initials or len(first) > 200:
            return False
        text = label(first)
        return text in self._totals or text.startswith(self._footers)

    def _uneven(self, values: Sequence[str | None]) -> tuple[dict[str, str | None], Fault | None]:
        cells: dict[str, str | None] = {}
        beyond = False
        for index, value in enumerate(values):
            name = self._names[index] if index < self._width else None
            if name is not None:
                cells[name] = value
            elif value:
                beyond = beyond or index >= self._width
                cells[f"column {index + 1}"] = value
        for name in self._names[len(values) :]:
            if name is not None:
                cells[name] = None
        if beyond:
            return cells, Fault(None, Reason.SHIFTED_COLUMNS, f"{self._width} cells, as the header has")
        return cells, None


def _length(value: str | None) -> int:
    return 0 if value is None else len(value)


def _bound(row: RawRow) -> None:
    """Marks a row with a cell that is too large, and keeps only the beginning of it."""
    for name, value in row.cells.items():
        if value is not None and len(value) > LARGEST:
            row.cells[name] = value[:KEPT] + "…"
            row.fault = Fault(name, Reason.CELL_TOO_LARGE, f"at most {LARGEST} characters in a cell")


def garbled(row: RawRow) -> bool:
    """Whether a cell holds the sign that stands for a character that could not be read."""
    return any(value is not None and _REPLACEMENT in value for value in row.cells.values())
