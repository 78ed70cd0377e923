"""``scan``: evaluates every household at one day and reconciles stored findings (design.md §5).

A scan with ``known_at`` is a replay and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from time import perf_counter
from typing import Literal

from hub.clock import Clock
from hub.detect.compiled import CompiledPolicy, compile_policy
from hub.detect.coverage import StreamInfo
from hub.detect.finding import Finding
from hub.dossier.reader import Reader
from hub.findings.reconcile import Ledger
from hub.keys import Keys
from hub.memory import rare_gc
from hub.scan.frame import load_frame
from hub.scan.mark import clear_mark, latest_run, rules_digest, set_mark
from hub.scan.patterns import patterns_of
from hub.scan.report import ScanReport
from hub.scan.spark import sweep_on_spark
from hub.scan.sweep import Outcome, Progress, Work, sweep
from hub.scan.unknown import no_longer_known
from hub.scan.workers import sweep_apart
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store
from schema.policy.policy import Policy

Each = Callable[[Finding], None]
"""Called with every finding that is true."""
Engine = Literal["local", "spark"]
"""Where households are judged: by processes of this machine, or by the executors of a Spark cluster."""


async def scan(
    store: Store,
    keys: Keys,
    policy: Policy,
    streams: Mapping[str, StreamInfo],
    *,
    as_of: date | None = None,
    known_at: int | None = None,
    write: bool | None = None,
    settings: Settings | None = None,
    workers: int = 1,
    engine: Engine = "local",
    each: Each | None = None,
    progress: Progress | None = None,
) -> ScanReport:
    """Judge every household, and every person without one.

    ``as_of`` defaults to the last day of the latest month that 民政 or 财政 covers; ``known_at`` (epoch ms) replays
    the data known by then. Findings are written unless ``write`` is false or ``known_at`` is given. More than
    one of ``workers`` judge in processes of their own, and engine ``spark`` on its executors, which open the store by
    ``settings``. Raises ``CallerError`` when nothing has been delivered.
    """
    began = perf_counter()
    compiled = compile_policy(policy)
    judged, frame = await load_frame(store, streams, as_of, known_at)
    report = ScanReport(judged, known_at)
    ledger = None
    if write if write is not None else known_at is None:
        run = await latest_run(store)
        await clear_mark(store)
        ledger = Ledger(store, streams, compiled.rules, judged, (await Clock.of(store)).now())
        await ledger.load()
    reader = Reader(store, Sealer(keys), frame)
    work = await store.patiently(partial(_everybody, reader))
    report.seconds["homes"] = perf_counter() - began
    done = 0
    with rare_gc():
        if engine == "spark" and settings is not None:
            outcomes = sweep_on_spark(settings, policy, frame, work, judged)
        elif workers > 1 and settings is not None:
            outcomes = sweep_apart(settings, policy, frame, work, judged, workers)
        else:
            outcomes = sweep(reader, compiled, work, lambda: ScanReport(judged, known_at))
        async for outcome in outcomes:
            await take(outcome, report, ledger, each)
            done += outcome.size
            if progress is not None:
                progress(done, len(work))
    asked = perf_counter()
    found = await patterns_of(store, compiled, judged, frame)
    report.seconds["patterns"] = perf_counter() - asked
    await finish(found, report, ledger, each, reader, compiled)
    if ledger is not None:
        await set_mark(store, judged, rules_digest(policy, streams), run, report.waiting)
    report.seconds["total"] = perf_counter() - began
    return report


async def finish(
    patterns: list[Finding],
    report: ScanReport,
    ledger: Ledger | None,
    each: Each | None,
    reader: Reader,
    policy: CompiledPolicy,
) -> None:
    """Take in the findings of patterns; then whatever was loaded and not seen is true no more, or not to be known."""
    began = perf_counter()
    report.count(patterns, ())
    for finding in patterns:
        if each is not None:
            each(finding)
        if ledger is not None:
            await ledger.see(finding)
    if ledger is not None:
        await ledger.close(await no_longer_known(reader, policy, ledger.unseen()))
        report.changes = ledger.changes
    report.seconds["write"] += perf_counter() - began


async def take(outcome: Outcome, report: ScanReport, ledger: Ledger | None, each: Each | None) -> None:
    """Count a page and write its findings."""
    report.add(outcome.report)
    began = perf_counter()
    for finding in outcome.findings:
        if each is not None:
            each(finding)
        if ledger is not None:
            await ledger.see(finding)
    report.seconds["write"] += perf_counter() - began


async def _everybody(reader: Reader) -> Work:
    """Every household that may be a home, and all people without one; only ids are kept."""
    homes: set[str] = set()
    alone: list[str] = []
    async for belonging in reader.belongings():
        homes.update(belonging.homes)
        if not belonging.homes:
            alone.append(belonging.person)
    return Work(sorted(homes), sorted(set(alone)))
