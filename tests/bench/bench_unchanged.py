"""What a night costs in which nothing changed: ``python tests/bench/bench_unchanged.py [people] [--other PYTHON]``.

The first sync of a province, then syncs of the same deliveries. The rival is another build of the hub, given by the
Python of its environment; without one it is this build with every database compared in full, which is what it does
when that is due. Beside another build only the sources that both know are synced. Each build has a home of its own,
and they take turns. Opening the store is not counted; processes that stage are, from their start to their end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

Figures = dict[str, float]


def measured(home: Path, sources: Sequence[str]) -> Figures:
    """A sync of a home by the build that runs this: seconds, seconds of processors, and the largest process."""
    from connectors.registry import load_cards
    from hub.keys import load_keys
    from hub.settings import Settings
    from hub.store import open_store
    from hub.sync.engine import Sync
    from hub.sync.workers import staging_workers, worth

    settings = Settings.load(home)
    keys, env = load_keys(settings), settings.environment
    cards = [card for card in load_cards() if card.source in sources]

    async def pull() -> Figures:
        async with open_store(settings) as store:
            began, before = perf_counter(), _processors()
            read = 0
            with staging_workers(settings, keys, env, worth(len(cards)), lambda what, rows: None) as workers:
                async for result in Sync(store, keys, settings.home / "spool", env, workers=workers).run(cards):
                    read += result.read
            used = {"seconds": perf_counter() - began, "cpu": _processors() - before}
        return {**used, "mb": _largest(), "read": read}

    return asyncio.run(pull())


def _processors() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _largest() -> float:
    return max(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def known_sources() -> list[str]:
    """The sources of the build that runs this."""
    from connectors.registry import load_cards

    return [card.source for card in load_cards()]


def elsewhere(python: str, *arguments: str, **environment: str) -> Any:
    """What this file prints when the Python of some build runs it."""
    command = [python, __file__, *arguments]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env={**os.environ, **environment})
    return json.loads(done.stdout)


def compared(people: int, other: str | None, rounds: int) -> dict[str, Any]:
    from hub.population import make_population

    rival: dict[str, str] = {} if other else {"AIDCHAIN_COMPARE_DAYS": "0"}
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(folder) / name for name in ("this", "rival")}
        make_population(homes["this"] / "deliveries", people, 1)
        shutil.copytree(homes["this"], homes["rival"])
        builds = {"rival": (other or sys.executable, rival), "this": (sys.executable, {})}
        sources = elsewhere(other, "--known-sources") if other else known_sources()

        def sync(name: str) -> Figures:
            python, more = builds[name]
            figures: Figures = elsewhere(python, "--home", str(homes[name]), "--sources", *sources, **more)
            return figures

        first = {name: sync(name) for name in builds}
        again: dict[str, list[Figures]] = {name: [] for name in builds}
        for _ in range(rounds):
            for name in builds:
                again[name].append(sync(name))
    report: dict[str, Any] = {
        "people": people,
        "sources": len(sources),
        "rival": "another build" if other else "every row compared",
    }
    for name in builds:
        middle = {key: statistics.median(one[key] for one in again[name]) for key in again[name][0]}
        report[name] = {"first": _rounded(first[name]), "unchanged": _rounded(middle)}
    for key in ("seconds", "cpu"):
        report[f"times_faster_{key}"] = round(
            statistics.median(one[key] for one in again["rival"])
            / statistics.median(one[key] for one in again["this"]),
            1,
        )
    return report


def _rounded(figures: Figures) -> Figures:
    return {key: round(value, 2) for key, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=int, default=20_000)
    parser.add_argument("--other", help="the Python of another build's environment")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--sources", nargs="*", default=(), help=argparse.SUPPRESS)
    parser.add_argument("--known-sources", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.known_sources or options.home is not None:
        found = known_sources() if options.known_sources else measured(options.home, options.sources)
        sys.stdout.write(json.dumps(found) + "\n")
        return
    report = compared(options.people, options.other, options.rounds)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
