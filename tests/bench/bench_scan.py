"""What a scan costs: ``python tests/bench/bench_scan.py [people] [--home DIR] [--workers N]``.

A synthetic province is synced into the embedded store of the home (kept when it is given, and then used again). Prints
JSON: the full scan twice, by where the time went (``read`` is what was waited for); one home read and judged, and a
person by their home; what is judged again after nothing was touched; the highest memory of the process.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from connectors.registry import load_cards
from hub.detect.compiled import compile_policy
from hub.dossier.reader import Reader
from hub.keys import Keys, load_keys
from hub.population import make_population
from hub.scan.frame import load_frame, stream_infos
from hub.scan.incremental import Touched, rescan
from hub.scan.judge import judge
from hub.scan.scan import scan
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store, open_store
from hub.sync.engine import Sync
from schema.policy.policy import load_policy

ONE_BY_ONE = 1_000


async def fill(store: Store, settings: Settings, people: int) -> None:
    if await store.read("scan/mark"):
        return
    if not settings.deliveries.exists():
        make_population(settings.deliveries, people=people, seed=1)
    sync = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    async for _ in sync.run(load_cards()):
        pass


async def one_by_one(store: Store, keys: Keys) -> dict[str, Any]:
    """Milliseconds for single homes and people, after a warm-up; coverage is loaded once, as a service does."""
    policy, sealer = compile_policy(load_policy()), Sealer(keys)
    _, frame = await load_frame(store, stream_infos(load_cards()))
    belongings = [belonging async for belonging in Reader(store, sealer, frame).belongings()]
    chosen = random.Random(1).sample(belongings, min(len(belongings), ONE_BY_ONE))
    figures: dict[str, Any] = {}
    for name, ids in (
        ("home", [home for belonging in chosen for home in belonging.homes]),
        ("person", [belonging.person for belonging in chosen]),
    ):
        taken = []
        for id in ids:
            began = perf_counter()
            await judge(store, sealer, policy, frame, id)
            taken.append(perf_counter() - began)
        taken = sorted(taken[len(taken) // 5 :])
        p50, p99 = taken[len(taken) // 2], taken[len(taken) * 99 // 100]
        figures[name] = {"p50_ms": round(p50 * 1000, 2), "p99_ms": round(p99 * 1000, 2)}
    return figures


async def measure(settings: Settings, people: int, workers: int) -> dict[str, Any]:
    policy, streams = load_policy(), stream_infos(load_cards())
    keys = load_keys(settings)  # made before there is a store, or the home is refused for want of them
    async with open_store(settings) as store:
        await fill(store, settings, people)
        scans = []
        for _ in range(2):
            report = await scan(store, keys, policy, streams, settings=settings, workers=workers)
            figures = report.to_json()
            judged = report.households / (report.seconds["total"] or 1)
            each = {
                part: round(report.seconds[part] / max(report.households, 1) * 1e6) for part in ("build", "evaluate")
            }
            scans.append(
                {
                    **{key: figures[key] for key in ("households", "people", "findings", "written", "seconds")},
                    "households_per_second": round(judged),
                    "microseconds_a_household": each,
                }
            )
        nothing = await rescan(store, keys, policy, streams, Touched())
        return {
            "scans": scans,
            "one": await one_by_one(store, keys),
            "nothing_touched_seconds": round(nothing.seconds["total"], 3),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("people", type=int, nargs="?", default=20_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(given.home or Path(folder))
        figures = asyncio.run(measure(settings, given.people, given.workers))
    json.dump(figures, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
