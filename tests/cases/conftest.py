"""A home with one handed delivery, synced in this process on the session's embedded engine."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from connectors.registry import SHIPPED, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.sync.engine import Sync
from hub.sync.result import RunResult

CASES = Path(__file__).parents[1] / "samples/cases"


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


@pytest.fixture
def synced(store: Store, settings: Settings) -> Synced:
    """``synced(folder, *cards, into="")``: lays a case's folder out under ``into`` and syncs it by some cards.

    Cards are names of shipped ones, or files.
    """

    async def of(folder: str, *cards: str, into: str = "") -> Case:
        shutil.copytree(CASES / folder, settings.deliveries / into, dirs_exist_ok=True)
        loaded = [load_card(CASES / card if card.endswith(".yml") else SHIPPED / f"{card}.yml") for card in cards]
        sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
        return Case(store, [result async for result in sync.run(loaded)])

    return of
