"""The thread: make the province, sync, scan, compare with the truth, pick a household whose chain is worth a look."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from hub.cli.output import Steps
from hub.cli.pull import Pulled, pull
from hub.cli.session import load_cards
from hub.demo.province import Province, make_province
from hub.demo.score import Score, compare, read_truth
from schema.message import Message
from schema.values.money import yuan

if TYPE_CHECKING:
    from hub.chain.model import Chain
    from hub.detect.finding import Finding
    from hub.scan.report import ScanReport
    from hub.settings import Settings


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


def run_thread(settings: Settings, province: Province, steps: Steps) -> Told:
    """Run it once; the same province again applies nothing."""
    seconds: dict[str, float] = {}
    settings.home.mkdir(parents=True, exist_ok=True)
    with _timed(seconds, "total"):
        with _timed(seconds, "province"), steps.step(province.title, province.people) as advance:
            made = make_province(settings.home, settings.deliveries, province, advance)
            yibao = settings.environment.get("AIDCHAIN_YIBAO_URL")
            if yibao:
                from hub.demo.yibao import load_yibao

                load_yibao(settings.deliveries / "yibao" / "yibao.sqlite", yibao)
        told = asyncio.run(_on_store(settings, province, made, steps, seconds))
    return told


async def _on_store(
    settings: Settings, province: Province, made: bool, steps: Steps, seconds: dict[str, float]
) -> Told:
    from hub.chain import read_chain
    from hub.ids import Ids
    from hub.keyring import proven_keys
    from hub.logs import configure
    from hub.scan.frame import stream_infos
    from hub.scan.scan import scan
    from hub.store import open_store
    from schema.policy.policy import load_policy

    configure("WARNING")
    cards = load_cards(settings)
    async with AsyncExitStack() as stack:
        with _timed(seconds, "store"), steps.step(Message("打开存储", "store")) as ready:
            store = await stack.enter_async_context(open_store(settings))
            keys = await proven_keys(store, settings)
            ready(1, 1)
        with _timed(seconds, "sync"):
            pulled = await pull(store, settings, cards, steps)
        found: list[Finding] = []
        with _timed(seconds, "scan"), steps.step(Message("扫描", "scan")) as advance:
            scanned = await scan(store, load_policy(), stream_infos(cards), each=found.append, progress=advance)
        with _timed(seconds, "compare"):
            score = compare(read_truth(settings.deliveries / "truth.json", Ids(keys)), found)
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
