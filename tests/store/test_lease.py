"""One home at a time writes to a store that several share; a lease that nobody renews ends by itself."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from hub.store import Store
from hub.store import lease as leases
from hub.store.lease import LeaseLostError, StoreLeasedError, lease

pytestmark = pytest.mark.anyio


async def test_another_home_is_refused_and_told_who_writes(each_store: Store) -> None:
    async with lease(each_store, "home-a", "scan"):
        with pytest.raises(StoreLeasedError) as refused:
            async with lease(each_store, "home-b", "sync"):
                pass
    assert (refused.value.command, refused.value.host) == ("scan", socket.gethostname())
    assert f"aidchain scan on {socket.gethostname()} (since 20" in str(refused.value)
    assert f"{socket.gethostname()} 上的 aidchain scan（20" in refused.value.told("zh")


async def test_it_is_given_back_and_counts_as_no_content(each_store: Store) -> None:
    async with lease(each_store, "home-a", "scan"):
        pass
    async with lease(each_store, "home-b", "sync"):
        assert await each_store.read("store/holds") == [{"holds": 0}]


async def test_the_home_that_holds_it_takes_it_again_at_once(each_store: Store) -> None:
    # the first as left by a process that was killed
    async with lease(each_store, "home-a", "scan"), lease(each_store, "home-a", "sync"):
        with pytest.raises(StoreLeasedError, match="aidchain sync on"):
            async with lease(each_store, "home-b", "sync"):
                pass


async def test_of_many_homes_that_ask_at_once_one_gets_it(each_store: Store) -> None:
    ended = asyncio.Event()

    async def ask(home: str) -> str:
        try:
            async with lease(each_store, home, "sync"):
                await ended.wait()
                return "held"
        except StoreLeasedError:
            return "refused"

    asked = [asyncio.create_task(ask(f"home-{n}")) for n in range(8)]
    answers = asyncio.as_completed(asked)
    assert [await next(answers) for _ in range(7)] == ["refused"] * 7
    ended.set()
    assert sorted(await asyncio.gather(*asked)) == ["held", *["refused"] * 7]


async def test_a_lease_that_is_not_renewed_is_lost_to_another_home(
    each_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "LASTS", 0.2)
    monkeypatch.setattr(leases, "RENEWED", 2.0)

    async def work() -> None:
        async with lease(each_store, "home-a", "scan"):
            time.sleep(0.25)
            monkeypatch.setattr(leases, "LASTS", 60.0)
            async with lease(each_store, "home-b", "sync"):
                await asyncio.sleep(30)

    with pytest.raises(LeaseLostError, match="another home has begun to write"):
        await work()


async def test_a_lease_is_renewed_while_the_work_goes_on(each_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LASTS", 2.0)
    monkeypatch.setattr(leases, "RENEWED", 0.2)
    async with lease(each_store, "home-a", "scan"):
        await asyncio.sleep(3)
        with pytest.raises(StoreLeasedError):
            async with lease(each_store, "home-b", "sync"):
                pass


async def test_an_interrupted_command_is_not_told_of_a_lost_lease(each_store: Store) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with lease(each_store, "home-a", "scan"):
            begun.set()
            await asyncio.sleep(30)

    working = asyncio.create_task(work())
    await begun.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    async with lease(each_store, "home-b", "sync"):
        pass
