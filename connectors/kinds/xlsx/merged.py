"""Merged ranges of a sheet, looked up row by row.

Only the first cell of a merged range has a value; the others are blank in the file but not for a reader.
"""

from __future__ import annotations

from typing import NamedTuple

from connectors.kinds.xlsx.columns import MOST
from connectors.kinds.xlsx.unsound import damaged


class Merge(NamedTuple):
    """Rows as a person counts them, columns by index; all four are inside. Sorts by its first row."""

    top: int
    bottom: int
    left: int
    right: int


class Merged:
    """The ranges that contain a row; rows are looked up in ascending order."""

    def __init__(self, merges: tuple[Merge, ...], place: str) -> None:
        self._waiting = sorted(merges, reverse=True)
        self._active: list[Merge] = []
        self._place = place

    def at(self, row: int) -> list[Merge]:
        """Raises DeliveryError where ranges overlap beyond what a sheet can have."""
        if self._active:
            self._active = [merge for merge in self._active if merge.bottom >= row]
        while self._waiting and self._waiting[-1].top <= row:
            merge = self._waiting.pop()
            if merge.bottom >= row:
                self._active.append(merge)
        if len(self._active) > MOST:
            raise damaged(self._place)
        return self._active
