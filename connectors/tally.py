"""Counts of a delivery's lines: rows, and lines that are no data, by reason.

``rows + skipped = lines``, where ``lines`` is counted independently of how each line was classified.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from schema.errors import DeliveryError
from schema.message import Message


class Skipped(StrEnum):
    """Why a line is no data."""

    TITLE = "title"
    """It is above the header."""
    HEADER = "header"
    """The header, also where a later page repeats it."""
    BLANK = "blank"
    TOTAL = "total"
    FOOTER = "footer"


@dataclass(slots=True)
class Tally:
    """Counts of one reading of one delivery, in lines of the file or rows of the sheet."""

    lines: int = 0
    """All there are; a quoted cell with a line break makes a row of two lines."""
    rows: int = 0
    """Lines of the rows that were handed over, whether the mapping takes or rejects them."""
    skipped: Counter[Skipped] = field(default_factory=Counter)

    def skip(self, kind: Skipped, lines: int = 1) -> None:
        if lines:
            self.skipped[kind] += lines

    def clear(self) -> None:
        """Before the delivery is read again."""
        self.lines = self.rows = 0
        self.skipped.clear()

    @property
    def left_out(self) -> int:
        """Lines that are no data."""
        return self.skipped.total()

    def counts(self) -> dict[str, int]:
        """``lines``, ``rows``, and the other lines by why they are no data; nothing where no file was read."""
        if not self.lines:
            return {}
        return {"lines": self.lines, "rows": self.rows} | {kind.value: lines for kind, lines in self.skipped.items()}

    def check(self, place: str) -> None:
        """Raises DeliveryError when a line is not accounted for."""
        counted = self.rows + self.left_out
        if counted != self.lines:
            raise DeliveryError(
                place,
                Message(f"共 {self.lines} 行，只读到 {counted} 行", f"{counted} of its {self.lines} lines were read"),
                Message("每一行都能读到；请重新报送完整的文件", "every line accounted for; send the whole file again"),
            )
