"""Scanning as a use case: what rules ask and nobody answers is said; a replay neither writes nor locks."""

from __future__ import annotations

import time

import pytest

from hub.detect.finding import Finding
from hub.lock import exclusive
from hub.work.judge import judge_one
from hub.work.scan import ScanOptions, scan
from schema.errors import CallerError
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def filled(world: World) -> None:
    for month in ("202605", "202606"):
        world.people(month, range(1, 6))
    world.death("202606", 2, "2026-04-11")
    await world.pull()


async def test_a_scan_gives_each_finding_and_what_is_not_plugged_in(world: World) -> None:
    await filled(world)
    found: list[Finding] = []
    scanned = await scan(world.store, world.settings, world.sources, each=found.append)
    assert (scanned.report.households, scanned.report.people, scanned.report.findings) == (5, 5, 1)
    (finding,) = found
    assert finding.rule == "D16"
    (silent,) = scanned.not_plugged_in
    assert silent.startswith("no source answers ")
    assert {"benefit:disab_living,", "benefit:disab_nursing,", "certificate,"} <= set(silent.split())


async def test_a_replay_writes_nothing_and_needs_no_lock(world: World) -> None:
    await filled(world)
    with exclusive(world.settings.home, "sync"):
        options = ScanOptions(known_at=int(time.time() * 1000))
        scanned = await scan(world.store, world.settings, world.sources, options=options)
    assert scanned.report.findings == 1
    assert await world.store.read("findings/stored") == []


async def test_without_a_delivery_there_is_no_month_to_judge(world: World) -> None:
    with pytest.raises(CallerError, match="nothing has been delivered"):
        await scan(world.store, world.settings, world.sources)


async def test_one_household_is_judged_on_the_spot_as_the_scan_judges_it(world: World) -> None:
    await filled(world)
    found: list[Finding] = []
    await scan(world.store, world.settings, world.sources, each=found.append)
    (finding,) = found
    assert finding.household is not None
    judgement = await judge_one(world.store, world.settings, world.sources, finding.household)
    assert judgement is not None
    assert [one.id for one in judgement.evaluation.findings] == [finding.id]
    person = await judge_one(world.store, world.settings, world.sources, finding.about[0])
    assert person is not None
    assert person.dossier.home == finding.household
