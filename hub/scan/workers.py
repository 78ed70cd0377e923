"""Judging on several processes: each opens the store for itself and sweeps parts of the homes.

Threads would gain nothing, because building and evaluating are CPU-bound Python. Results are small: findings and
counts; only the parent writes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from datetime import date

from hub import processes
from hub.deployment import apply_deployment
from hub.detect.compiled import compile_policy
from hub.dossier.build import DossierFrame
from hub.dossier.reader import PAGE, Reader
from hub.keys import load_keys
from hub.memory import rare_gc
from hub.scan.report import ScanReport
from hub.scan.sweep import Outcome, Work, sweep
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import open_store
from hub.store.opening import Prove
from schema.message import Message
from schema.policy.policy import Policy

PART = 10 * PAGE
"""Homes that a process takes at a time."""


async def sweep_apart(
    settings: Settings, policy: Policy, frame: DossierFrame, work: Work, as_of: date, workers: int
) -> AsyncGenerator[Outcome, None]:
    """Outcomes of parts, as they get ready."""
    with processes.workers(workers) as pool:
        loop = asyncio.get_running_loop()
        tasks = [loop.run_in_executor(pool, _judge, settings, policy, frame, part, as_of) for part in parts(work)]
        try:
            for ready in asyncio.as_completed(tasks):
                yield await ready
        finally:
            for task in tasks:
                task.cancel()


def parts(work: Work, size: int = PART) -> Iterator[Work]:
    for start in range(0, len(work.households), size):
        yield Work(work.households[start : start + size], ())
    for start in range(0, len(work.people), size):
        yield Work((), work.people[start : start + size])


def _judge(settings: Settings, policy: Policy, frame: DossierFrame, part: Work, as_of: date) -> Outcome:
    apply_deployment(settings)
    return asyncio.run(judge_part(settings, policy, frame, part, as_of))


def _silent(text: Message) -> None:
    """Workers' waits are not reported."""


async def judge_part(
    settings: Settings, policy: Policy, frame: DossierFrame, part: Work, as_of: date, prove: Prove | None = None
) -> Outcome:
    """The outcome of a part, read from a store that this process opens for itself."""
    compiled, sealer = compile_policy(policy), Sealer(load_keys(settings))
    whole = Outcome(ScanReport(as_of, frame.known_at), len(part))
    async with open_store(settings, prove, patience=settings.patience) as store:
        with rare_gc(), store.patient(settings.patience, _silent):
            reader = Reader(store, sealer, frame)
            async for outcome in sweep(reader, compiled, part, lambda: ScanReport(as_of, frame.known_at)):
                whole.report.add(outcome.report)
                whole.findings += outcome.findings
                whole.subjects += outcome.subjects
    return whole
