"""Pulling what is plugged in, and judging what that touched, as one use case."""

from __future__ import annotations

from typing import Any

import pytest

from hub.findings.kept_totals import LIVE
from hub.work.pull import pull
from hub.work.scan import scan
from tests.support.world import World

pytestmark = pytest.mark.anyio
STORED = ("id", "state", "digest")


async def stored(world: World) -> list[tuple[Any, ...]]:
    return sorted(tuple(row[key] for key in STORED) for row in await world.store.read("findings/stored"))


def deliver(world: World) -> None:
    for month in ("202605", "202606"):
        world.people(month, range(1, 6))
    world.death("202606", 2, "2026-04-11")


async def test_a_pull_with_a_scan_leaves_the_findings_of_a_full_scan(world: World) -> None:
    deliver(world)
    await world.pull()
    await scan(world.store, world.settings, world.sources)
    world.death("202605", 4, "2026-04-20")
    pulled = await world.pull(scan=True)
    assert pulled.scanned is not None
    assert (pulled.scanned.full, pulled.scanned.findings, pulled.scanned.changes.new) == (False, 2, 1)
    after = await stored(world)
    assert [state in LIVE for _, state, _ in after] == [True, True]
    again = await scan(world.store, world.settings, world.sources)
    assert (again.report.full, again.report.changes.new, again.report.findings) == (True, 0, 2)
    assert [(id, digest) for id, _, digest in await stored(world)] == [(id, digest) for id, _, digest in after]


async def test_a_plan_applies_nothing_and_scans_nothing(world: World) -> None:
    deliver(world)
    pulled = await world.pull(plan=True, scan=True)
    assert {result.source: result.state for result in pulled.results} == {"t_aid": "staged", "t_deaths": "staged"}
    assert pulled.scanned is None
    assert await world.store.read("sync/deliveries") == []


async def test_only_the_chosen_sources_are_pulled(world: World) -> None:
    deliver(world)
    chosen = [card for card in world.sources.cards if card.source == "t_deaths"]
    pulled = await pull(world.store, world.settings, world.sources, chosen=chosen)
    assert [(result.source, result.applied) for result in pulled.results] == [("t_deaths", 1)]


async def test_a_source_that_fails_keeps_no_other_from_being_pulled(world: World) -> None:
    deliver(world)
    card = world.settings.sources / "t_deaths.yml"
    card.write_text(card.read_text("utf-8").replace('path: "${AIDCHAIN_DELIVERIES}"', "path: /nowhere"), "utf-8")
    pulled = await world.pull()
    assert [(result.source, result.applied) for result in pulled.results] == [("t_aid", 10)]
    assert list(pulled.failed) == ["t_deaths"]
    assert [(row["source"], row["state"]) for row in pulled.failed_runs] == [("t_deaths", "failed")]
