"""Pulling sources one by one, so that one that cannot be read does not keep the others from being pulled."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from connectors.card import SourceCard
from hub.keys import load_keys
from hub.plugged import Plugged
from hub.scan.lacking import still_lacking
from hub.scan.report import ScanReport
from hub.settings import Settings
from hub.store import Store
from hub.store.writing import writing
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from hub.sync.settle import settle
from hub.sync.workers import staging_workers, worth
from hub.work.reporter import SILENT, Reporter
from hub.work.scan import scan_touched
from schema.errors import AidchainError, RetryError
from schema.message import Message


@dataclass(frozen=True, slots=True)
class PullOptions:
    """How to pull."""

    plan: bool = False
    """Stage and count; apply nothing."""
    workers: int | None = None
    """Processes that stage, 1 is this one; None is as many as are worth starting."""
    scan: bool = False
    """Then re-evaluate the affected households."""


@dataclass(slots=True)
class Pulled:
    """The result of a pull: a result for each source that was read, an error for each that was not."""

    results: list[RunResult] = field(default_factory=list)
    failed: dict[str, AidchainError] = field(default_factory=dict)
    failed_runs: list[dict[str, Any]] = field(default_factory=list)
    """The runs of sources that failed, as they are stored."""
    remark: Message | None = None
    """Further remarks (a wrong clock)."""
    lacking: list[Message] = field(default_factory=list)
    """Topics that stay unknown after the plan is applied."""
    scanned: ScanReport | None = None

    @property
    def needs_person(self) -> bool:
        return any(result.needs_person for result in self.results)


class PullStoppedError(RetryError):
    """The store was away for longer than the patience; ``pulled`` is what was applied before."""

    def __init__(self, pulled: Pulled, error: RetryError) -> None:
        self.pulled = pulled
        super().__init__(
            Message(
                f"{error.told('zh')}。sync 已停止：表中列出的来源已写入，其余没有；存储恢复后请重新运行 sync",
                f"{error}. The sync has stopped: the sources that it lists are applied, the others are not; run sync "
                "again when the store is back",
            )
        )


async def pull(
    store: Store,
    settings: Settings,
    sources: Plugged,
    reporter: Reporter = SILENT,
    *,
    chosen: Sequence[SourceCard] | None = None,
    options: PullOptions = PullOptions(),
    pulled: Pulled | None = None,
) -> Pulled:
    """Pull the chosen sources, all that are plugged in when none are, in the order of their references.

    Results are added to ``pulled``, where they are found after an interruption. Raises ``PullStoppedError``,
    ``HomeLockedError``.
    """
    pulled = Pulled() if pulled is None else pulled
    cards = sources.cards if chosen is None else chosen
    async with writing(store, settings, "sync"):
        with store.patient(settings.patience, reporter.waits):
            await _pull(store, settings, cards, reporter, options, pulled)
            if options.scan and not options.plan:
                pulled.scanned = await scan_touched(store, settings, sources, pulled.results, reporter)
        if options.plan:
            pulled.lacking = await still_lacking(store, sources.cards, pulled.results)
        for source in pulled.failed:
            pulled.failed_runs += await store.read("sync/runs", source=source, limit=1)
    return pulled


async def _pull(
    store: Store,
    settings: Settings,
    cards: Sequence[SourceCard],
    reporter: Reporter,
    options: PullOptions,
    pulled: Pulled,
) -> None:
    keys, env, spool = load_keys(settings), settings.environment, settings.home / "spool"
    number = worth(len(cards)) if options.workers is None else min(options.workers, len(cards))
    with ExitStack() as stack:
        advance = stack.enter_context(reporter.step(Message("同步", "sync"), len(cards)))
        count = reporter.counter(Message("行", "rows"))
        await settle(cards, env, waits=lambda files: count(_WRITTEN, 0))
        crew = None
        if number > 1:
            crew = stack.enter_context(staging_workers(settings, keys, env, number, count))
        sync = Sync(store, keys, spool, env, count, crew)
        try:
            async for result in sync.run(cards, plan=options.plan):
                if result.error is None:
                    pulled.results.append(result)
                else:
                    pulled.failed[result.source] = result.error
                advance(len(pulled.results) + len(pulled.failed), None)
            pulled.remark = sync.remark
        except RetryError as error:
            raise PullStoppedError(pulled, error) from error


_WRITTEN = Message("等待文件写完", "files are still being written")
