"""A small county that has delivered through June, and July's files to be spoiled one way at a time.

The county is synced once, into a home with a store of its own. Every test copies that home while its store is stopped,
adds July's files as it wants them, syncs and judges. What an unspoiled July gives is the measure.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from connectors.card import SourceCard
from connectors.registry import load_cards
from hub.detect.finding import Finding
from hub.keys import load_keys
from hub.population import make_population
from hub.scan.frame import stream_infos
from hub.scan.scan import scan
from hub.settings import Settings
from hub.store import Store, open_store
from hub.sync.engine import Sync
from hub.sync.result import RunResult
from schema.policy.policy import load_policy
from tests.support.engines import own_store

JULY = "202607"
AS_OF = date(2026, 8, 31)
"""A month later: only then do rules that allow payments a month judge July."""
PEOPLE, SEED, MONTHS = 300, 3, 16

Spoil = Callable[[Path], object]
"""Changes July's files below a folder of deliveries."""


@dataclass
class Judged:
    """What a July led to: runs by source, findings by id."""

    runs: dict[str, RunResult]
    findings: dict[str, Finding]
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        """Rejected and pending rows, held deliveries and failed sources."""
        rows = sum(run.rejected + run.pending + len(run.held_deliveries) for run in self.runs.values())
        return rows + len(self.failed)

    @property
    def cautions(self) -> int:
        """Values that were taken, or let go, and deserve a second look."""
        columns = [codes for run in self.runs.values() for stream in run.cautions.values() for codes in stream.values()]
        return sum(sum(codes.values()) for codes in columns)


@dataclass
class County:
    """The home as of June, to be copied, and the files of July."""

    home: Path
    july: Path


@pytest.fixture(scope="session")
def cards() -> list[SourceCard]:
    return load_cards()


@pytest.fixture(scope="session")
async def county(tmp_path_factory: pytest.TempPathFactory, cards: list[SourceCard], anyio_backend: str) -> County:
    root = tmp_path_factory.mktemp("county")
    settings, july = own_store(root / "home"), root / "july"
    load_keys(settings)  # before there is a store that they would be missing for
    make_population(settings.deliveries, people=PEOPLE, seed=SEED, months=MONTHS)
    for path in sorted(settings.deliveries.rglob(f"*{JULY}*")):
        target = july / path.relative_to(settings.deliveries)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    async with open_store(settings) as store:
        async for _ in _sync(store, settings).run(cards):
            pass
    return County(settings.home, july)


def _sync(store: Store, settings: Settings) -> Sync:
    environment = settings.environment | {"AIDCHAIN_SETTLE": "0"}
    return Sync(store, load_keys(settings), settings.home / "spool", environment)


@pytest.fixture
def july(county: County, cards: list[SourceCard], tmp_path: Path) -> Callable[..., Any]:
    """``await july(spoil)``: July's files, spoiled, after June; what the runs say and what is found."""

    async def judged(spoil: Spoil | None = None) -> Judged:
        home = tmp_path / ("sound" if spoil is None else "spoiled")
        shutil.copytree(county.home, home)
        settings = own_store(home)
        shutil.copytree(county.july, settings.deliveries, dirs_exist_ok=True)
        if spoil is not None:
            spoil(settings.deliveries)
        async with open_store(settings) as store:
            found: dict[str, Finding] = {}
            runs, failed = {}, {}
            async for result in _sync(store, settings).run([card for card in cards if card.kind == "files"]):
                runs[result.source] = result
                if result.error is not None:
                    failed[result.source] = str(result.error)
            await scan(
                store,
                load_keys(settings),
                load_policy(),
                stream_infos(cards),
                as_of=AS_OF,
                write=False,
                each=lambda finding: found.update({finding.id: finding}),
            )
        return Judged(runs, found, failed)

    return judged


@pytest.fixture(scope="session")
def sound() -> list[Judged]:
    """Holds what the unspoiled July led to, once a test has asked for it."""
    return []
