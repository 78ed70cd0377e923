"""A home of cards and deliveries, synced in this process on the session's embedded engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest

from connectors.card import SourceCard
from connectors.registry import SHIPPED, load_card
from hub.keys import load_keys
from hub.settings import Settings
from hub.store import Store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from hub.sync.worklist import Waiting, dismiss, worklist
from tests.support.numbers import person


class Server(Protocol):
    """The session's engine (tests/conftest.py)."""

    def empty(self) -> None: ...


class Home:
    """One home with its store, cards and deliveries."""

    def __init__(self, store: Store, settings: Settings, server: Server) -> None:
        self.store = store
        self.settings = settings
        self.keys = load_keys(settings)
        self.cards: list[SourceCard] = []
        self._server = server
        settings.deliveries.mkdir(parents=True)

    def plug(self, *cards: str) -> None:
        """The cards of the home from now on: texts, or names of shipped ones."""
        self.cards = [self._card(card) if "\n" in card else load_card(SHIPPED / f"{card}.yml") for card in cards]

    def _card(self, text: str) -> SourceCard:
        path = self.settings.home / f"{text.split()[1]}.yml"
        path.write_text(text, encoding="utf-8")
        return load_card(path)

    def deliver(self, name: str, header: str, rows: Iterable[str]) -> Path:
        path = self.settings.deliveries / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    def list(self, month: str, people: Mapping[int, int], division: str = "370102", name: str = "") -> Path:
        """The roster of a month: number of a person -> amount."""
        rows = [f"王芳,{person(index)},{amount}" for index, amount in people.items()]
        return self.deliver(f"list{name}_{division}_{month}.csv", "姓名,身份证号,金额", rows)

    def hand(self, folder: Path) -> None:
        """Put a handed delivery into the home, beside what is there."""
        shutil.copytree(folder, self.settings.deliveries, dirs_exist_ok=True)

    @property
    def engine(self) -> Sync:
        return Sync(self.store, self.keys, self.settings.home / "spool", self.settings.environment)

    async def sync(self) -> Sequence[RunResult]:
        results = [result async for result in self.engine.run(self.cards)]
        for result in results:
            counts = result.counters()
            assert counts["read"] == sum(counts[name] for name in _KINDS_OF_ROWS)
        return results

    async def release(self, which: str, *, plan: bool = False) -> RunResult:
        return await self.engine.release(self.cards, which, plan=plan)

    async def dismiss(self, which: str) -> Sequence[Waiting]:
        return await dismiss(self.store, which)

    async def held(self) -> Sequence[Waiting]:
        return await worklist(self.store)

    async def fingerprint(self) -> str:
        return str((await fingerprint(self.store))["fingerprint"])

    async def coverage(self, stream: str) -> Sequence[str]:
        """``370102 2026-06`` for each answer of a stream."""
        rows = await self.store.read("sync/coverage", stream=stream)
        return sorted(f"{row['division']} {month}" for row in rows for month in row["months"])

    async def doubts(self) -> Sequence[tuple[str, str, str, str | None]]:
        """Everything that is in doubt: stream, division, month, person."""
        rows = await self.store.read("backup/nodes_doubt")
        keys = ("stream", "division", "month", "person")
        return sorted((tuple(row["props"].get(key) for key in keys) for row in rows), key=str)

    async def state(self) -> tuple[str, Any]:
        """What the graph says: facts, months, coverage, doubts."""
        return await self.fingerprint(), await self.doubts()

    def empty(self) -> None:
        """An empty graph that has seen nothing; the deliveries stay."""
        self._server.empty()
        shutil.rmtree(self.settings.home / "spool", ignore_errors=True)


_KINDS_OF_ROWS = ("held", "rejected", "pending", "applied", "unchanged")


@pytest.fixture
async def home(store: Store, settings: Settings, embedded: Server) -> Home:
    return Home(store, settings, embedded)
