"""Coverage and open doubts of a stream at the start of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.store import Store
from hub.sync.month_runs import bit, bits_of
from schema.values.month import month_index

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Before:
    """``months``: division -> covered months as bits; ``doubts``: rows of id, division, month, person."""

    months: Mapping[str, int]
    doubts: Sequence[Line]

    def doubted(self, division: str) -> dict[str, int]:
        """Person id -> months in which a rejected or pending row of the division left them in doubt."""
        found: dict[str, int] = {}
        for row in self.doubts:
            if row["division"] == division and row["person"] is not None:
                found[row["person"]] = found.get(row["person"], 0) | bit(month_index(row["month"]))
        return found


async def load_before(store: Store, stream: str) -> Before:
    rows = await store.read("sync/coverage", stream=stream)
    covered = {row["division"]: bits_of(map(month_index, row["months"])) for row in rows}
    return Before(covered, await store.read("sync/doubts", stream=stream))
