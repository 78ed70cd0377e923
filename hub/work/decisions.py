"""Decisions about a delivery: release or dismiss a held one, withdraw an applied one."""

from __future__ import annotations

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
from hub.work.reporter import SILENT, Count, Reporter
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
    sync = _sync(store, settings, reporter.counter(Message("放行", "release")))
    async with writing(store, settings, "sources release"):
        with store.patient(settings.patience, reporter.waits):
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
    sync = _sync(store, settings, reporter.counter(Message("撤回", "withdraw")))
    async with writing(store, settings, "sources withdraw"):
        with store.patient(settings.patience, reporter.waits):
            return await sync.withdraw(sources.every, which, plan=plan)


async def dismiss(store: Store, settings: Settings, which: str) -> list[Waiting]:
    """Take held deliveries off the worklist, unapplied. Raises ``CallerError``, ``HomeLockedError``."""
    async with writing(store, settings, "sources dismiss"):
        return await take_off(store, which)


def _sync(store: Store, settings: Settings, count: Count) -> Sync:
    return Sync(store, load_keys(settings), settings.home / "spool", settings.environment, count)
