"""Judging many households: pages are read ahead while the last one is built and evaluated; memory stays bounded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from hub.detect.compiled import CompiledPolicy
from hub.detect.evaluate import evaluate
from hub.detect.finding import Finding
from hub.dossier.build import Builder
from hub.dossier.page import Page
from hub.dossier.reader import PAGE, Reader
from hub.scan.report import ScanReport

Progress = Callable[[int, int], None]
"""Called with households and lone people judged so far, and how many there are."""


@dataclass(frozen=True, slots=True)
class Work:
    """Homes, and people without one, in a fixed order."""

    households: Sequence[str]
    people: Sequence[str]

    def __len__(self) -> int:
        return len(self.households) + len(self.people)

    def pages(self) -> Iterator[tuple[bool, Sequence[str]]]:
        """(whether households, ids)."""
        for start in range(0, len(self.households), PAGE):
            yield True, self.households[start : start + PAGE]
        for start in range(0, len(self.people), PAGE):
            yield False, self.people[start : start + PAGE]


@dataclass(slots=True)
class Outcome:
    """The result of a page; ``report`` counts it."""

    report: ScanReport
    size: int
    subjects: list[str] = field(default_factory=list)
    """All people judged, and every household that was read: a household that is no home any more has no findings."""
    findings: list[Finding] = field(default_factory=list)


def judge_page(page: Page, builder: Builder, policy: CompiledPolicy, report: ScanReport) -> Outcome:
    """Build and evaluate every dossier of a page."""
    outcome = Outcome(report, len(page.wanted))
    frame = builder.frame
    build = judged = 0.0
    dossiers = builder.dossiers(page)
    while True:
        began = perf_counter()
        dossier = next(dossiers, None)
        built = perf_counter()
        build += built - began
        if dossier is None:
            break
        outcome.subjects += dossier.residents
        if dossier.home is not None:
            outcome.subjects.append(dossier.home)
        if not dossier.residents:
            continue
        report.households += dossier.home is not None
        report.people += len(dossier.residents)
        evaluation = evaluate(dossier, policy, frame.window, frame.coverage)
        judged += perf_counter() - built
        report.count(evaluation.findings, evaluation.held_back)
        outcome.findings += evaluation.findings
    report.seconds["build"] += build
    report.seconds["evaluate"] += judged
    return outcome


async def sweep(
    reader: Reader, policy: CompiledPolicy, work: Work, new_report: Callable[[], ScanReport]
) -> AsyncGenerator[Outcome, None]:
    """Outcomes page by page. A report's ``read`` is how long was waited for the page."""

    async def read(households: bool, ids: Sequence[str]) -> Page:
        return await (reader.households(ids) if households else reader.people(ids))

    pages = iter(work.pages())
    following = next(pages, None)
    task = asyncio.create_task(read(*following)) if following else None
    try:
        while task is not None and following is not None:
            began = perf_counter()
            page = await task
            following = next(pages, None)
            task = asyncio.create_task(read(*following)) if following else None
            # the engine works on the next page while this one is judged: let the request leave first
            for _ in range(8):
                await asyncio.sleep(0)
            report = new_report()
            report.seconds["read"] += perf_counter() - began
            outcome = judge_page(page, reader.builder, policy, report)
            del page
            yield outcome
    finally:
        if task is not None and not task.done():
            task.cancel()
