"""What a night costs in which nothing changed: ``python tests/bench/bench_unchanged.py [people] [--other PYTHON]``.

The first sync of a province, then syncs of the same deliveries. The rival is another build of the hub, given by the
Python of its environment; without one it is this build with every database compared in full, which is what it does
when that is due. Each build has a home of its own, and they take turns. Opening the store is not counted; processes
that stage are, from their start to their end.
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
from pathlib import Path
from time import perf_counter
from typing import Any

Figures = dict[str, float]


def measured(home: Path, times: int) -> list[Figures]:
    """Syncs of a home by the build that runs this: seconds, seconds of processors, and the largest process."""
    from connectors.registry import load_cards
    from hub.keys import load_keys
    from hub.settings import Settings
    from hub.store import open_store
    from hub.sync.engine import Sync
    from hub.sync.workers import staging_workers, worth

    settings = Settings.load(home)
    keys, cards, env = load_keys(settings), load_cards(), settings.environment

    async def pull() -> list[Figures]:
        found = []
        async with open_store(settings) as store:
            for _ in range(times):
                began, before = perf_counter(), _processors()
                read = 0
                with staging_workers(settings, keys, env, worth(len(cards)), lambda what, rows: None) as workers:
                    async for result in Sync(store, keys, settings.home / "spool", env, workers=workers).run(cards):
                        read += result.read
                used = _processors() - before
                found.append({"seconds": perf_counter() - began, "cpu": used, "mb": _largest(), "read": read})
        return found

    return asyncio.run(pull())


def _processors() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _largest() -> float:
    return max(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def elsewhere(python: str, home: Path, times: int, **environment: str) -> list[Figures]:
    """As ``measured``, by the build of some Python."""
    command = [python, __file__, "--home", str(home), "--times", str(times)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env={**os.environ, **environment})
    figures: list[Figures] = json.loads(done.stdout)
    return figures


def compared(people: int, other: str | None, rounds: int) -> dict[str, Any]:
    from hub.population import make_population

    rival: dict[str, str] = {} if other else {"AIDCHAIN_COMPARE_DAYS": "0"}
    with tempfile.TemporaryDirectory() as folder:
        homes = {name: Path(folder) / name for name in ("this", "rival")}
        make_population(homes["this"] / "deliveries", people, 1)
        shutil.copytree(homes["this"], homes["rival"])
        builds = {"rival": (other or sys.executable, rival), "this": (sys.executable, {})}
        first = {name: elsewhere(python, homes[name], 1, **more)[0] for name, (python, more) in builds.items()}
        again: dict[str, list[Figures]] = {name: [] for name in builds}
        for _ in range(rounds):
            for name, (python, more) in builds.items():
                again[name] += elsewhere(python, homes[name], 1, **more)
    report: dict[str, Any] = {"people": people, "rival": "another build" if other else "every row compared"}
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
    parser.add_argument("--times", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.home is not None:
        sys.stdout.write(json.dumps(measured(options.home, options.times)) + "\n")
        return
    report = compared(options.people, options.other, options.rounds)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
