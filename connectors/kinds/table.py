"""Rows of a sheet or text file below its header: blank lines, totals and footers left out, faulty rows marked.

Readers differ in how they get rows; which lines are rows is decided here. A row that names a person is never a total or
footer, whatever its first cell says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from connectors.base import Fault, RawRow
from connectors.card import StreamCard
from connectors.codes import label
from connectors.mapping.usage import synonyms
from connectors.tally import Skipped, Tally
from schema.message import Message
from schema.values.reason import Reason

LARGEST = 1_000_000
"""Characters of the longest cell that is taken."""
KEPT = 1000
"""Characters that are kept of a cell that is too large."""

_REPLACEMENT = "\ufffd"
_IDENTITY = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")


class TableRows:
    """Turns lists of cells into rows by the header's names; ``tally`` counts rows and skipped lines."""

    def __init__(self, stream: StreamCard, names: tuple[str | None, ...], tally: Tally | None = None) -> None:
        self._names = names
        self._width = len(names)
        self._tally = Tally() if tally is None else tally
        self._totals = frozenset(label(text) for text in stream.skip.total_row)
        self._footers = tuple(label(text) for text in stream.skip.footer)
        self._header = [label(name) for name in names if name is not None]
        initials = {text[:1] for text in (*self._totals, *self._footers)}
        self._initials = frozenset({*initials, *(text[:1] for text in self._header[:1])})
        """Nearly every row is let through by its first character."""
        self._named = tuple(name for name in names if name is not None)
        self._stream = stream

    def rows(self, numbered: Iterable[tuple[int, Sequence[str | None]]]) -> Iterator[RawRow]:
        """``numbered`` gives (row number, cells), cells stripped and None where blank."""
        tally = self._tally
        for number, values in numbered:
            if self.is_data(values):
                tally.rows += 1
                row = self.row(number, values)
                text = "".join(filter(None, values))
                if len(text) > KEPT:
                    bound(row)
                if row.fault is None and _REPLACEMENT in text:
                    row.fault = lost_characters()
                yield row

    def is_data(self, values: Sequence[str | None], lines: int = 1) -> bool:
        """Whether a line is a row of data; others are counted."""
        first = values[0] if values else None
        if first is None:
            first = next((value for value in values if value), None)
            if first is None:
                self._tally.skip(Skipped.BLANK, lines)
                return False
        if first[0] not in self._initials or len(first) > 200:
            return True
        kind = self._kind(first, values)
        if kind is None:
            return True
        self._tally.skip(kind, lines)
        return False

    def row(self, number: int, values: Sequence[str | None], fault: Fault | None = None) -> RawRow:
        """A row under the header's names; cells beyond them under ``column N``."""
        if len(values) == self._width == len(self._named):
            return RawRow(number, dict(zip(self._named, values, strict=True)), fault)
        cells, beyond = self._uneven(values)
        if beyond and fault is None:
            expected = Message(f"与表头一样的 {self._width} 格", f"{self._width} cells, as the header has")
            fault = Fault(None, Reason.SHIFTED_COLUMNS, expected)
        return RawRow(number, cells, fault)

    @cached_property
    def _keys(self) -> tuple[int, ...]:
        return key_columns(self._stream, self._names)

    def _kind(self, first: str, values: Sequence[str | None]) -> Skipped | None:
        """The class of a row that begins as a total, footer or header; None for a row of data."""
        text = label(first)
        if text in self._totals or text.startswith(self._footers):
            if self._names_somebody(values):
                return None
            return Skipped.TOTAL if text in self._totals else Skipped.FOOTER
        if self._header and text == self._header[0]:
            cells = [label(value) for value in values if value]
            return Skipped.HEADER if len(cells) > 1 and cells == self._header else None
        return None

    def _names_somebody(self, values: Sequence[str | None]) -> bool:
        """Whether a row has an identity number, or a whole key with digits in it."""
        if any(value and _IDENTITY.search(value) for value in values):
            return True
        keys = [values[index] if index < len(values) else None for index in self._keys]
        return len(keys) > 0 and all(key and len(key) >= _KEY and any(map(str.isdigit, key)) for key in keys)

    def _uneven(self, values: Sequence[str | None]) -> tuple[dict[str, str | None], bool]:
        """The cells, and whether one beyond the header's is filled."""
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
        return cells, beyond


_KEY = 6
"""Characters from which a cell with digits may be a key; a count below 合计 has fewer."""


def key_columns(stream: StreamCard, names: Sequence[str | None]) -> tuple[int, ...]:
    """Where the columns of the stream's key are."""
    known = synonyms(stream)
    groups = [group for part in stream.key if part.column is not None for group in part.column.groups]
    wanted = {name for group in groups for name in known.get(group[0], group)}
    return tuple(index for index, name in enumerate(names) if name in wanted)


def bound(row: RawRow) -> None:
    """Marks a row with a cell that is too large, and keeps only the beginning of it."""
    for name, value in row.cells.items():
        if value is not None and len(value) > LARGEST:
            row.cells[name] = value[:KEPT] + "…"
            row.fault = Fault(
                name,
                Reason.CELL_TOO_LARGE,
                Message(f"一格最多 {LARGEST} 个字符", f"at most {LARGEST} characters in a cell"),
            )


def lost_characters() -> Fault:
    """Of a row with a character that was lost before it was sent (U+FFFD), or with a zero byte."""
    return Fault(
        None,
        Reason.GARBLED_TEXT,
        Message("没有乱码的文字；请从业务系统重新导出", "text without characters that were lost"),
    )
