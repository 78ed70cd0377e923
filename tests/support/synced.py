"""A home that syncs one card in this process, on a store that can be emptied."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from typing import Any

from connectors.card import SourceCard
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import open_store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from hub.sync.result import RunResult


class SyncedHome:
    """``card`` may change: the store and the keys stay."""

    def __init__(self, settings: Settings, card: SourceCard, empty: Callable[[], None]) -> None:
        self.card = card
        self._settings = settings
        self._empty = empty
        self._keys = load_keys(settings)

    def sync(self) -> RunResult:
        return asyncio.run(self._sync())

    async def _sync(self) -> RunResult:
        async with open_store(self._settings) as store:
            engine = Sync(store, self._keys, self._settings.home / "spool", self._settings.environment)
            (result,) = [result async for result in engine.run([self.card])]
            return result

    def state(self) -> tuple[Any, list[Any], list[Any]]:
        """What the graph says: facts with their months, what is covered, what is in doubt."""
        return asyncio.run(self._state())

    async def _state(self) -> tuple[Any, list[Any], list[Any]]:
        async with open_store(self._settings) as store:
            covered = await store.read("sync/coverage", stream=self.card.streams[0].full_name)
            doubts = [row["props"] for row in await store.read("backup/nodes_doubt")]
            keys = ("stream", "division", "month", "person")
            return (
                (await fingerprint(store))["fingerprint"],
                sorted((row["division"], month) for row in covered for month in row["months"]),
                sorted((tuple(doubt.get(key) for key in keys) for doubt in doubts), key=str),
            )

    def empty(self) -> None:
        """A store that has seen nothing."""
        self._empty()
        shutil.rmtree(self._settings.home / "spool", ignore_errors=True)
