"""The thread: make the province, sync, scan, compare with the truth, pick a household whose chain is worth a look."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from hub.demo.province import Province, make_province
from hub.demo.score import Score, compare, read_truth
from hub.work.reporter import SILENT, Reporter
from schema.message import Message
from schema.values.money import yuan

if TYPE_CHECKING:
    from hub.chain.model import Chain
    from hub.detect.finding import Finding
    from hub.plugged import Plugged
    from hub.scan.report import ScanReport
    from hub.settings import Settings
    from hub.work.pull import Pulled


@dataclass(slots=True)
class Told:
    """Everything that the demo prints."""

    province: Province
    made: bool
    """Whether the deliveries were laid out by this run."""
    engine: str
    pulled: Pulled
    scanned: ScanReport
    score: Score
    chain: Chain | None
    seconds: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "people": self.province.people,
            "seed": self.province.seed,
            "as_of": self.scanned.as_of.isoformat(),
            "engine": self.engine,
            "sources": [result.to_json() for result in self.pulled.results],
            "failed": {source: str(error) for source, error in self.pulled.failed.items()},
            "rules": [
                {
                    "rule": rule.rule,
                    "planted": rule.planted,
                    "found": rule.found,
                    "correct": rule.correct,
                    "matched": rule.matched,
                    "precision": rule.precision,
                    "recall": rule.recall,
                    "amount": yuan(self.scanned.rule(rule.rule).amount),
                }
                for rule in self.score.rules
            ],
            "lawful": {"planted": self.score.lawful, "flagged": self.score.flagged},
            "unknown": {"planted": self.score.unknown, "raised": self.score.raised},
            "held_back": self.scanned.held_back,
            "scan": self.scanned.to_json(),
            "household": self.chain.household if self.chain else None,
            "seconds": {step: round(seconds, 2) for step, seconds in self.seconds.items()},
        }


def run_thread(settings: Settings, sources: Plugged, province: Province, reporter: Reporter = SILENT) -> Told:
    """Run it once; the same province again applies nothing."""
    seconds: dict[str, float] = {}
    settings.home.mkdir(parents=True, exist_ok=True)
    with _timed(seconds, "total"):
        with _timed(seconds, "province"), reporter.step(province.title, province.people) as advance:
            made = make_province(settings.home, settings.deliveries, province, advance)
            yibao = settings.environment.get("AIDCHAIN_YIBAO_URL")
            if yibao:
                from hub.demo.yibao import load_yibao

                load_yibao(settings.deliveries / "yibao" / "yibao.sqlite", yibao)
        told = asyncio.run(_on_store(settings, sources, province, made, reporter, seconds))
    return told


async def _on_store(
    settings: Settings, sources: Plugged, province: Province, made: bool, reporter: Reporter, seconds: dict[str, float]
) -> Told:
    from hub.chain import read_chain
    from hub.ids import Ids
    from hub.keys import load_keys
    from hub.work.home import open_home
    from hub.work.pull import pull
    from hub.work.scan import scan

    async with AsyncExitStack() as stack:
        with _timed(seconds, "store"), reporter.step(Message("打开存储", "store")) as ready:
            store = await stack.enter_async_context(open_home(settings, creates=True))
            ready(1, 1)
        with _timed(seconds, "sync"):
            pulled = await pull(store, settings, sources, reporter)
        found: list[Finding] = []
        with _timed(seconds, "scan"):
            scanned = (await scan(store, settings, sources, reporter, each=found.append)).report
        with _timed(seconds, "compare"):
            score = compare(read_truth(settings.deliveries / "truth.json", Ids(load_keys(settings))), found)
        household = worth_a_look(found)
        chain = await read_chain(store, household, dated=True) if household else None
        return Told(province, made, store.engine, pulled, scanned, score, chain, seconds)


def worth_a_look(findings: list[Finding]) -> str | None:
    """The household with findings of the most rules over the most departments' streams; ties by the smaller id."""
    rules: dict[str, set[str]] = defaultdict(set)
    streams: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.household is not None:
            rules[finding.household].add(finding.rule)
            streams[finding.household].update(finding.streams)
    return min(rules, key=lambda id: (-len(rules[id]), -len(streams[id]), id), default=None)


@contextmanager
def _timed(seconds: dict[str, float], step: str) -> Iterator[None]:
    began = perf_counter()
    try:
        yield
    finally:
        seconds[step] = perf_counter() - began
