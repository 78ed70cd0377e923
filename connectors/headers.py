"""Finds the header among a sheet's first rows, and the text above it.

A header is recognised by the columns that the card needs, whatever blanks, line breaks, full-width forms or leading
``*`` its cells carry. Where a card allows a header of two rows (a group above its columns), a column goes by its lower
cell, or by the upper one where that is blank. Missing columns are named, and those of the card that are present; other
cells of the row may be data and are not repeated. Nothing is guessed by position.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from connectors.card import StreamCard
from connectors.codes import label
from connectors.mapping.usage import required_columns, used_columns
from schema.errors import DeliveryError
from schema.message import Message

SEARCHED = 30
"""Rows among which a header must be."""

MOST = 16_384
"""Columns of a workbook's sheet."""

Row = Sequence[str | None]
_NO_ROW: Row = ()


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """``names`` has one entry a column, None for columns without a name."""

    index: int
    """Position among the rows searched, from 0; of two rows the lower."""
    names: tuple[str | None, ...]
    title: str
    """The text of the rows above it."""


def _joined(rows: Sequence[Row]) -> Row:
    """The names of a header of so many rows: of each column the lowest that is filled."""
    if len(rows) == 1:
        return rows[0]
    return [next((cell for cell in reversed(column) if cell), None) for column in zip_longest(*rows)]


class HeaderSearch:
    """The header that a stream expects, in one row or in up to ``rows``."""

    def __init__(self, stream: StreamCard, rows: int = 1) -> None:
        self._rows = rows
        self._required = required_columns(stream)
        groups = (*used_columns(stream), *((name,) for name in stream.ignore))
        self._spelled = {label(name): name for group in reversed(groups) for name in reversed(group)}

    def find(self, rows: Iterable[Row], place: str) -> FoundHeader:
        """The row with most of the card's columns. Raises DeliveryError when columns are missing."""
        best, best_index, header, height = -1, -1, _NO_ROW, 1
        seen: list[Row] = []
        for index, row in enumerate(rows):
            seen.append(row)
            for count in range(1, min(self._rows, len(seen)) + 1):
                names = _joined(seen[-count:])
                known = sum(1 for cell in names if cell and label(cell) in self._spelled)
                if known > best:
                    best, best_index, header, height = known, index, names, count
        if best < min(2, len(self._required)):
            needed = self._listed(self._required)
            raise DeliveryError(
                place,
                Message("找不到表头", "no header row"),
                Message(
                    f"含有下列各列的一行：{needed}；请用原格式报送，或修改卡片", f"a row with the columns {needed}"
                ),
            )
        if len(header) > MOST:
            raise DeliveryError(
                place,
                Message("列数超过任何工作表", "more columns than any sheet has"),
                Message(f"最多 {MOST} 列；请检查分隔符", f"at most {MOST} columns"),
            )
        names = self._names(header)
        have = {label(name) for name in names if name is not None}
        missing = [group for group in self._required if not any(label(name) in have for name in group)]
        if missing:
            raise self._lacking(place, missing, names)
        above = [cell for row in seen[: best_index - height + 1] for cell in row if cell]
        return FoundHeader(best_index, names, " ".join(above))

    def _lacking(self, place: str, missing: list[tuple[str, ...]], names: Sequence[str | None]) -> DeliveryError:
        """Names missing columns, the card's columns that are present, and headings similar to a missing one."""
        known = [name for name in names if name and label(name) in self._spelled]
        near = self._near(missing, names)
        zh, en = "卡片所列的列；请按原表头报送，或修改卡片", "the columns that the card names, or a changed card"
        zh += f"；找到的列：{'、'.join(known)}"
        en += f"; found {'、'.join(known)}"
        if near:
            zh += f"；相近的列：{'、'.join(near)}"
            en += f"; near it {'、'.join(near)}"
        lacks = self._listed(missing)
        return DeliveryError(place, Message(f"表头缺少 {lacks}", f"the header lacks {lacks}"), Message(zh, en))

    def spelled(self, name: str) -> str:
        """A column as the card spells it, or as in the file."""
        return self._spelled.get(label(name), name)

    def _names(self, row: Row) -> tuple[str | None, ...]:
        """Columns as the card spells them, others as in the file; a repeated name gets its number."""
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
        """Short cells that contain a missing name and little more: 护理费(元) for 护理费. Others may be data."""
        wanted = [label(name) for group in missing for name in group]
        return [
            name
            for name in names
            if name and any(one in label(name) and len(label(name)) <= len(one) + 6 for one in wanted)
        ]

    @staticmethod
    def _listed(groups: Iterable[tuple[str, ...]]) -> str:
        return "、".join("/".join(group) for group in groups)
