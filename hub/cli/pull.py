"""Pulling sources one by one, so that one that cannot be read does not keep the others from being pulled."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schema.errors import AidchainError, RetryError
from schema.message import Message

if TYPE_CHECKING:
    from connectors.card import SourceCard
    from hub.cli.output import Steps
    from hub.plugged import Plugged
    from hub.scan.report import ScanReport
    from hub.settings import Settings
    from hub.store import Store
    from hub.sync.result import RunResult
    from hub.sync.withdrawal import Withdrawn


@dataclass(slots=True)
class Pulled:
    """What a pull gives back: a result for each source that was read, an error for each that was not."""

    results: list[RunResult] = field(default_factory=list)
    failed: dict[str, AidchainError] = field(default_factory=dict)
    remark: Message | None = None
    """What else a person should know (a clock that is wrong)."""

    @property
    def needs_person(self) -> bool:
        return any(result.needs_person for result in self.results)


class PullStoppedError(RetryError):
    """The store went away for longer than it was waited for; ``pulled`` is what was applied before."""

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
    cards: Sequence[SourceCard],
    steps: Steps,
    *,
    plan: bool = False,
    workers: int | None = None,
    pulled: Pulled | None = None,
) -> Pulled:
    """Pull the cards in the order in which they explain each other, staged on ``workers`` processes (1 is this one).

    What is done is added to ``pulled``, where whoever interrupts the pull finds it.
    """
    from hub.keys import load_keys
    from hub.sync.engine import Sync
    from hub.sync.settle import settle
    from hub.sync.workers import staging_workers, worth

    pulled = Pulled() if pulled is None else pulled
    keys, env, spool = load_keys(settings), settings.environment, settings.home / "spool"
    number = worth(len(cards)) if workers is None else min(workers, len(cards))
    with ExitStack() as stack:
        advance = stack.enter_context(steps.step(Message("同步", "sync"), len(cards)))
        count = steps.counter(Message("行", "rows"))
        await settle(cards, env, waits=lambda files: count(_WRITTEN, 0))
        crew = None
        if number > 1:
            crew = stack.enter_context(staging_workers(settings, keys, env, number, count))
        stack.enter_context(store.patient(settings.patience, steps.waits))
        sync = Sync(store, keys, spool, env, count, crew)
        try:
            async for result in sync.run(cards, plan=plan):
                if result.error is None:
                    pulled.results.append(result)
                else:
                    pulled.failed[result.source] = result.error
                advance(len(pulled.results) + len(pulled.failed), None)
            pulled.remark = sync.remark
        except RetryError as error:
            raise PullStoppedError(pulled, error) from error
    return pulled


_WRITTEN = Message("等待文件写完", "files are still being written")


async def judge_touched(store: Store, sources: Plugged, pulled: Pulled, steps: Steps) -> ScanReport:
    """The findings of a full scan, by judging again only what the pull touched."""
    from hub.scan.frame import stream_infos
    from hub.scan.incremental import Touched, rescan
    from hub.scan.remembered import remembered
    from schema.policy.policy import load_policy

    with steps.step(Message("扫描受影响的家庭", "scan of what was touched")) as advance:
        streams = stream_infos(sources.cards)
        streams |= await remembered(store, [card.source for card in sources.every], sources.broken)
        return await rescan(store, load_policy(), streams, Touched.by(pulled.results), progress=advance)


async def release(
    store: Store, settings: Settings, cards: Sequence[SourceCard], which: str, steps: Steps, *, plan: bool = False
) -> RunResult:
    """Apply what a delivery's or a run's id names of what is held."""
    from hub.keys import load_keys
    from hub.sync.engine import Sync

    progress = steps.counter(Message("放行", "release"))
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment, progress)
    with store.patient(settings.patience, steps.waits):
        return await sync.release(cards, which, plan=plan)


async def withdraw(
    store: Store, settings: Settings, cards: Sequence[SourceCard], which: str, steps: Steps, *, plan: bool = False
) -> Withdrawn:
    """Take back what a delivery or a run brought."""
    from hub.keys import load_keys
    from hub.sync.engine import Sync

    progress = steps.counter(Message("撤回", "withdraw"))
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment, progress)
    with store.patient(settings.patience, steps.waits):
        return await sync.withdraw(cards, which, plan=plan)
