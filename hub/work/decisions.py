"""Decisions about a delivery: release or dismiss a held one, withdraw an applied one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hub.keys import load_keys
from hub.plugged import Plugged
from hub.settings import Settings
from hub.store import Store
from hub.store.writing import writing
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from hub.sync.withdrawal import Withdrawn
from hub.sync.worklist import Waiting
from hub.sync.worklist import dismiss as take_off
from hub.work.reporter import SILENT, Reporter
from schema.message import Message


async def release(
    store: Store,
    settings: Settings,
    sources: Plugged,
    which: str,
    reporter: Reporter = SILENT,
    *,
    plan: bool = False,
) -> RunResult:
    """Apply the held deliveries that a delivery's or a run's id names. Raises ``CallerError``, ``HomeLockedError``."""
    async with _deciding(store, settings, reporter, Message("放行", "release"), "sources release") as sync:
        return await sync.release(sources.every, which, plan=plan)


async def withdraw(
    store: Store,
    settings: Settings,
    sources: Plugged,
    which: str,
    reporter: Reporter = SILENT,
    *,
    plan: bool = False,
) -> Withdrawn:
    """Withdraw a delivery or a run. Raises ``CallerError``, ``HomeLockedError``."""
    async with _deciding(store, settings, reporter, Message("撤回", "withdraw"), "sources withdraw") as sync:
        return await sync.withdraw(sources.every, which, plan=plan)


async def dismiss(store: Store, settings: Settings, which: str) -> list[Waiting]:
    """Take held deliveries off the worklist, unapplied. Raises ``CallerError``, ``HomeLockedError``."""
    async with writing(store, settings, "sources dismiss"):
        return await take_off(store, which)


@asynccontextmanager
async def _deciding(
    store: Store, settings: Settings, reporter: Reporter, title: Message, command: str
) -> AsyncIterator[Sync]:
    """A sync under the writer lock; ``title`` names its counter, ``command`` the holder of the lock."""
    count = reporter.counter(title)
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment, count)
    async with writing(store, settings, command):
        with store.patient(settings.patience, reporter.waits):
            yield sync
