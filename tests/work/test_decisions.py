"""A person's decision about a delivery acts once, and only on what was named."""

from __future__ import annotations

import pytest

from hub.sync.worklist import Waiting, worklist
from hub.work.decisions import dismiss, release, withdraw
from schema.errors import CallerError
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def months(world: World) -> list[str]:
    rows = await world.store.read("sync/coverage", stream="t_aid.people")
    return sorted(month for row in rows for month in row["months"])


async def held(world: World) -> Waiting:
    """A roster of six people, a month later one of one person, which ends too much and is held."""
    world.people("202605", range(1, 7))
    await world.pull()
    world.people("202606", [1])
    await world.pull()
    (waiting,) = await worklist(world.store)
    assert await months(world) == ["2026-05"]
    return waiting


async def test_a_released_delivery_is_applied(world: World) -> None:
    waiting = await held(world)
    planned = await release(world.store, world.settings, world.sources, waiting.id, plan=True)
    assert (planned.state, await months(world)) == ("staged", ["2026-05"])
    released = await release(world.store, world.settings, world.sources, waiting.id)
    assert (released.state, await months(world)) == ("applied", ["2026-05", "2026-06"])
    assert await worklist(world.store) == []


async def test_a_dismissed_delivery_is_off_the_list_and_applied_nowhere(world: World) -> None:
    waiting = await held(world)
    assert [one.id for one in await dismiss(world.store, world.settings, waiting.id)] == [waiting.id]
    assert (await worklist(world.store), await months(world)) == ([], ["2026-05"])
    with pytest.raises(CallerError, match="holds nothing"):
        await dismiss(world.store, world.settings, waiting.id)


async def test_a_withdrawn_delivery_is_as_if_it_had_never_come(world: World) -> None:
    world.people("202605", range(1, 7))
    await world.pull()
    place = "people_370102_202605.csv"
    planned = await withdraw(world.store, world.settings, world.sources, place, plan=True)
    assert (planned.result, await months(world)) == (None, ["2026-05"])
    done = await withdraw(world.store, world.settings, world.sources, place)
    assert (done.places, done.taken.removed, await months(world)) == ([place], planned.taken.removed, [])
