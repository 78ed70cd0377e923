"""What is learned is dated after what was learned before, whatever the clock says; a wrong one is told."""

from __future__ import annotations

import time

import pytest

from hub.clock import Clock
from hub.store import Store

DAY = 86_400_000


def now() -> int:
    return int(time.time() * 1000)


def test_a_clock_that_is_ahead_counts() -> None:
    clock = Clock(now() - DAY)
    assert clock.behind is None
    assert abs(clock.now() - now()) < 5_000


def test_moments_never_repeat() -> None:
    clock = Clock()
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(set(moments))


def test_one_that_was_set_back_goes_on_from_what_is_learned_and_says_so() -> None:
    latest = now() + DAY
    clock = Clock(latest)
    assert [clock.now(), clock.now()] == [latest + 1, latest + 2]
    assert clock.behind is not None
    assert "correct the clock" in clock.behind
    assert "请校准本机时钟" in clock.behind.zh


@pytest.mark.anyio
async def test_the_store_says_what_was_learned_last(store: Store) -> None:
    assert (await Clock.of(store)).behind is None
    latest = now() + DAY
    for id, started in (("r1", latest), ("r0", latest - DAY)):
        await store.write("restore/nodes_run", rows=[{"props": {"id": id, "started_at": started}}])
    assert (await Clock.of(store)).now() == latest + 1
