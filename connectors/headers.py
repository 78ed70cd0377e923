"""Finding the header among a sheet's first rows, and what stands above it.

A header is recognised by the columns that the card needs, whatever blanks, line breaks, full-width forms or leading
``*`` its cells carry. Columns that are missing are named; nothing is guessed by position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectors.card import StreamCard
from connectors.codes import label
from connectors.mapping.usage import required_columns, used_columns
from schema.errors import DeliveryError

SEARCHED = 30
"""Rows within which a header must stand."""

MOST = 16_384
"""Columns of a workbook's sheet."""

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """``names`` has one entry a column, None for columns without a name."""

    index: int
    """Position among the rows searched, from 0."""
    names: tuple[str | None, ...]
    title: str
    """The text of the rows above."""


class HeaderSearch:
    """What a stream's header looks like."""

    def __init__(self, stream: StreamCard) -> None:
        self._required = required_columns(stream)
        groups = (*used_columns(stream), *((name,) for name in stream.ignore))
        self._spelled = {label(name): name for group in reversed(groups) for name in reversed(group)}

    def find(self, rows: Iterable[Row], place: str) -> FoundHeader:
        """The row with most of the card's columns. Raises DeliveryError when columns are missing."""
        best, best_index, above = -1, -1, list[str]()
        seen: list[Row] = []
        for index, row in enumerate(rows):
            seen.append(row)
            known = sum(1 for cell in row if cell and label(cell) in self._spelled)
            if known > best:
                best, best_index = known, index
        if best < min(2, len(self._required)):
            raise DeliveryError(place, "no header row", "a row with the columns " + self._listed(self._required))
        if len(seen[best_index]) > MOST:
            raise DeliveryError(place, "more columns than any sheet has", f"at most {MOST} columns")
        names = self._names(seen[best_index])
        have = {label(name) for name in names if name is not None}
        missing = [group for group in self._required if not any(label(name) in have for name in group)]
        if missing:
            expected = "the columns that the card names, or a changed card"
            near = self._near(missing, names)
            raise DeliveryError(
                place,
                f"the header lacks {self._listed(missing)}",
                f"{expected}; it has {'、'.join(near)}" if near else expected,
            )
        above = [cell for row in seen[:best_index] for cell in row if cell]
        return FoundHeader(best_index, names, " ".join(above))

    def spelled(self, name: str) -> str:
        """A column as the card spells it, or as it stands."""
        return self._spelled.get(label(name), name)

    def _names(self, row: Row) -> tuple[str | None, ...]:
        """Columns as the card spells them; others as they stand; a repeated name gets its number."""
        names: dict[str, None] = {}
        found: list[str | None] = []
        times: Counter[str] = Counter()
        for cell in row:
            name = None if not cell else self._spelled.get(label(cell), "".join(cell.split()))
            if name is not None:
                first = name
                while name in names:
                    times[first] += 1
                    name = f"{first} ({times[first] + 1})"
                names[name] = None
            found.append(name)
        return tuple(found)

    @staticmethod
    def _near(missing: Iterable[tuple[str, ...]], names: Iterable[str | None]) -> list[str]:
        """Short cells that say a missing name and little more: 护理费(元) for 护理费. Others may be no headings."""
        wanted = [label(name) for group in missing for name in group]
        return [
            name
            for name in names
            if name and any(one in label(name) and len(label(name)) <= len(one) + 6 for one in wanted)
        ]

    @staticmethod
    def _listed(groups: Iterable[tuple[str, ...]]) -> str:
        return "、".join("/".join(group) for group in groups)
