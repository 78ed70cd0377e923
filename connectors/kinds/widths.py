"""How many cells a row of a CSV file has: a row with more or fewer has shifted columns and is rejected.

The header says how many. A file whose rows all end in the same empty cells, or all lack the same last ones, is
accepted; this is never guessed for a single row. A sum with an unquoted thousands separator (1,209.00) makes two cells,
and an empty last cell hides it: such a row is never read as 1.00.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from connectors.base import Fault
from connectors.card import StreamCard
from connectors.kinds.table import key_columns
from connectors.mapping.usage import used_columns
from schema.errors import DeliveryError
from schema.message import Message
from schema.values.reason import Reason

AHEAD = 256
"""Rows from which the usual number is taken."""
BLOCK = 16
"""Rows that Excel saves together: where the last cells of all of them are empty, it leaves those out."""

_THOUSANDS = re.compile(r"[-+¥￥]?\d{1,3}")
_HUNDREDS = re.compile(r"\d{3}(?:\.\d{1,2})?")


class Widths:
    """The number of cells of a delivery's rows, as its header and its first rows have it."""

    def __init__(
        self, stream: StreamCard, names: Sequence[str | None], rows: Sequence[Sequence[str | None]], place: str
    ) -> None:
        """``rows``: the first that are data, without one that its file's end cut off."""
        self._place = place
        self._named = max((index for index, name in enumerate(names, 1) if name is not None), default=0)
        """Cells up to the last column with a name."""
        self._needed = max((index + 1 for index in key_columns(stream, names)), default=0)
        """Cells up to the last column of the key; a shorter line is no row."""
        used = {name for group in used_columns(stream) for name in group}
        self._used = [name in used for name in names]
        self.usual = self._usual(Counter(map(len, rows)), len(names))
        self.strict = self.usual <= self._named
        """Whether a row of the usual number needs no further look."""
        short = sum(len(row) < self.usual for row in rows)
        self._stripped = short > 1 and all(row[-1] and len(row) >= self._shortest for row in rows)
        """Whether the writer leaves out empty cells at a row's end: then no row ends in one."""

    def _usual(self, lengths: Counter[int], header: int) -> int:
        if not lengths or self._named in lengths:
            return self._named
        if header in lengths:  # the header itself ends in empty cells
            return header
        (only, *others) = lengths
        return self._named if others or only < self._needed else only

    @property
    def least(self) -> int:
        """Cells of the shortest row that is taken."""
        return self._shortest if self._stripped else self.usual

    @property
    def _shortest(self) -> int:
        """Where empty cells at the end are left out; of a row that a line break cut in two, one half is shorter."""
        return max(self._needed, (self.usual + 1) // 2 + 1)

    def fault(self, row: Sequence[str | None]) -> Fault | None:
        """The fault of a row. Raises DeliveryError where it proves that the first rows were misread."""
        cells = len(row)
        if cells == self.usual:
            shifted = not self.strict and (any(row[self._named :]) or self._divided(row))
            return self._shifted() if shifted else None
        if self._named <= cells < self.usual:
            raise DeliveryError(
                self._place,
                Message(
                    "各行的格数不一致：前面的行比表头多出空格，后面的行没有",
                    "its rows differ: the first have more cells than the header, later ones have not",
                ),
                Message(
                    "每一行与表头格数相同；金额里的千位逗号请去掉或加引号，重新导出后报送",
                    "as many cells in each row as in the header; thousands separators left out or quoted",
                ),
            )
        if cells > max(self.usual, self._named):
            return self._shifted()
        if cells > self.usual or (self._stripped and cells >= self._shortest and row[-1]):
            return None
        return Fault(None, Reason.MALFORMED_ROW, self._expected())

    def is_block(self, rows: Sequence[Sequence[str | None]]) -> bool:
        """Whether rows are a block as Excel saves it: sixteen rows, or the last, that all lack the same empty cells."""
        cells = len(rows[0])
        return (
            max(self._needed, 1) <= cells < self.usual
            and all(len(row) == cells for row in rows)
            and any(row[-1] for row in rows)
        )

    def _shifted(self) -> Fault:
        return Fault(None, Reason.SHIFTED_COLUMNS, self._expected())

    def _expected(self) -> Message:
        cells = max(self.usual, self._named)
        return Message(
            f"与表头一样的 {cells} 格；文字或金额里有逗号的，请去掉逗号或加引号",
            f"{cells} cells, as the header has",
        )

    def _divided(self, row: Sequence[str | None]) -> bool:
        """Whether two neighbours are the halves of one sum: 1 and 209.00, but not a count before a sum of the card."""
        for index, (head, tail) in enumerate(pairwise(row)):
            if head and tail and _HUNDREDS.fullmatch(tail) and _THOUSANDS.fullmatch(head):
                in_place = self._is_used(index + 1) and not self._is_used(index)
                if not in_place:
                    return True
        return False

    def _is_used(self, index: int) -> bool:
        return index < len(self._used) and self._used[index]
