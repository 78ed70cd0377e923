"""Judging households: everybody, or only those whom a pull touched; the stored findings are then true."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date

from hub.detect.compiled import compile_policy
from hub.detect.coverage import StreamInfo
from hub.keys import load_keys
from hub.plugged import Plugged
from hub.scan.frame import stream_infos
from hub.scan.incremental import Touched, rescan
from hub.scan.remembered import remembered
from hub.scan.report import ScanReport
from hub.scan.scan import Each, Engine
from hub.scan.scan import scan as scan_everybody
from hub.scan.waiting import not_plugged_in
from hub.settings import Settings
from hub.store import Store
from hub.store.writing import writing
from hub.sync.result import RunResult
from hub.work.reporter import SILENT, Reporter
from schema.message import Message
from schema.policy.policy import Policy, load_policy


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Options of a scan."""

    as_of: date | None = None
    """The day judged; None is the last day of the latest covered month."""
    known_at: int | None = None
    """Epoch milliseconds: replay with the data known then; writes nothing."""
    workers: int = 1
    engine: Engine = "local"


@dataclass(frozen=True, slots=True)
class Scanned:
    """The result of a scan."""

    report: ScanReport
    policy: Policy
    not_plugged_in: list[Message]
    """Topics of rules that no enabled source answers."""


async def scan(
    store: Store,
    settings: Settings,
    sources: Plugged,
    reporter: Reporter = SILENT,
    *,
    options: ScanOptions = ScanOptions(),
    each: Each | None = None,
) -> Scanned:
    """Judge every household and everybody without one; ``each`` is called with every finding that is true.

    Raises ``CallerError`` when nothing has been delivered, ``HomeLockedError``.
    """
    policy = load_policy()
    async with AsyncExitStack() as stack:
        if options.known_at is None:
            await stack.enter_async_context(writing(store, settings, "scan"))
        streams = await streams_of(store, sources)
        advance = stack.enter_context(reporter.step(Message("扫描", "scan")))
        stack.enter_context(store.patient(settings.patience, reporter.waits))
        report = await scan_everybody(
            store,
            load_keys(settings),
            policy,
            streams,
            as_of=options.as_of,
            known_at=options.known_at,
            settings=settings,
            workers=options.workers,
            engine=options.engine,
            each=each,
            progress=advance,
        )
    silent = not_plugged_in(compile_policy(policy).asked(), (stream.answers for stream in streams.values()))
    return Scanned(report, policy, list(silent))


async def scan_touched(
    store: Store, settings: Settings, sources: Plugged, results: Sequence[RunResult], reporter: Reporter = SILENT
) -> ScanReport:
    """Incremental scan of what some runs touched: the findings of a full scan; the writer lock is held."""
    with reporter.step(Message("扫描受影响的家庭", "scan of affected households")) as advance:
        streams = await streams_of(store, sources)
        return await rescan(store, load_keys(settings), load_policy(), streams, Touched.by(results), progress=advance)


async def streams_of(store: Store, sources: Plugged) -> dict[str, StreamInfo]:
    """The answers of the enabled sources; of a broken card the remembered ones."""
    known = [card.source for card in sources.every]
    return stream_infos(sources.cards) | await remembered(store, known, sources.broken)
