"""What a run said of one handed delivery, and what the store holds after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from hub.store import Store
from hub.sync.result import RunResult


class Case:
    """What a run said of a case, and what the store holds after it."""

    def __init__(self, store: Store, runs: list[RunResult]) -> None:
        self._store = store
        self.runs = runs

    @property
    def counts(self) -> tuple[int, int, int]:
        """Rows read, rejected and held, of all runs."""
        read, rejected, held = ([getattr(run, name) for run in self.runs] for name in ("read", "rejected", "held"))
        return sum(read), sum(rejected), sum(held)

    @property
    def held(self) -> list[str]:
        """Why deliveries are held, in Chinese."""
        return [getattr(held.reason, "zh", held.reason) for run in self.runs for held in run.held_deliveries]

    async def rejections(self) -> list[tuple[str | None, int, str | None, str]]:
        """(sheet, row, field, reason) of every rejected row."""
        rows = await self._store.read("sync/rejections", source="", department="", run="", limit=1000)
        return [(row["sheet"], row["row"], row["field"], row["reason"]) for row in rows]

    async def facts(self, name: str) -> list[dict[str, Any]]:
        """The properties of every fact of a kind (``household``, ``benefit`` …)."""
        return [row["props"] for row in await self._store.read(f"backup/{name}")]

    async def covered(self) -> list[str]:
        """``stream 370102 2026-07`` for each answer."""
        rows = await self._store.read("backup/nodes_coverage")
        return sorted(" ".join(row["props"][key] for key in ("stream", "division", "month")) for row in rows)


Synced = Callable[..., Awaitable[Case]]
"""``synced(folder, *cards, into="")``."""
