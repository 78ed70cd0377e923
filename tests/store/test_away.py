"""A store that was killed is found again: waited for by who has patience, said to be away to who has none."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hub.settings import Settings
from hub.store import Store, open_store
from hub.store.embedded import DATABASE, USER, EmbeddedServer
from hub.store.failures import StoreAwayError
from hub.store.neo4j_server import LTS, Neo4jServer, unavailable
from hub.store.retry import AWAY
from schema.errors import StoreUnavailableError
from schema.message import Message

pytestmark = pytest.mark.anyio


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path / "store", heap_mb=256)
    yield server
    server.stop()


@pytest.fixture
async def own(tmp_path: Path, server: EmbeddedServer) -> AsyncIterator[Store]:
    """A store of its own, that may be killed."""
    async with open_store(Settings.load(tmp_path, {"AIDCHAIN_HEAP_MB": "256"})) as store:
        yield store


def kill(server: EmbeddedServer) -> int:
    state = server.status()
    assert state is not None
    os.kill(state.pid, signal.SIGKILL)
    return state.pid


async def people(store: Store) -> int:
    return len([row async for row in store.stream("backup/nodes_person")])


async def add(store: Store, id: str) -> None:
    await store.write("write/person", rows=[{"id": id, "birth": None, "sex": None}])


async def test_with_patience_a_killed_server_is_started_again_and_nothing_is_lost(
    own: Store, server: EmbeddedServer
) -> None:
    told: list[Message] = []
    await add(own, "p1")
    killed = kill(server)
    with own.patient(60, told.append):
        await add(own, "p2")
    state = server.status()
    assert state is not None
    assert state.pid != killed
    assert await people(own) == 2
    assert set(told) == {AWAY}
    kill(server)
    with own.patient(60, told.append):
        assert len(await own.gather("backup/nodes_person")) == 2


async def test_without_patience_it_is_said_at_once_and_works_again_soon(own: Store, server: EmbeddedServer) -> None:
    await add(own, "p1")
    kill(server)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(StoreAwayError) as refused:
        await own.read("store/version")
    assert loop.time() - began < 5
    assert "请稍后再试" in refused.value.told("zh")
    async with asyncio.timeout(90):
        while True:
            try:
                assert await people(own) == 1
                break
            except StoreAwayError:
                await asyncio.sleep(0.2)


async def test_another_process_s_server_is_joined(own: Store, server: EmbeddedServer, tmp_path: Path) -> None:
    await add(own, "p1")
    kill(server)
    other = EmbeddedServer(tmp_path / "store", heap_mb=256)
    address = await asyncio.to_thread(other.acquire)
    try:
        with own.patient(60, lambda text: None):
            assert len(await own.read("store/version")) == 1
        assert own.address == address
    finally:
        other.release()


async def test_one_that_was_stopped_on_purpose_stays_so(own: Store, server: EmbeddedServer) -> None:
    await asyncio.to_thread(server.stop)
    with pytest.raises(StoreUnavailableError, match="it was stopped; run aidchain store start"):
        await own.read("store/version")
    assert server.status() is None


async def test_patience_ends(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path / "store", heap_mb=256)
    address = await asyncio.to_thread(server.acquire)
    try:
        environ = {
            "AIDCHAIN_STORE": address,
            "AIDCHAIN_STORE_USER": USER,
            "AIDCHAIN_STORE_PASSWORD": server.password,
            "AIDCHAIN_STORE_DATABASE": DATABASE,
        }
        async with open_store(Settings.load(tmp_path / "home", environ)) as store:
            kill(server)
            told: list[Message] = []
            with store.patient(4, told.append), pytest.raises(StoreAwayError, match="nothing listens there"):
                await store.read("store/version")
            assert told
    finally:
        server.release()


@pytest.mark.neo4j
async def test_neo4j_is_found_again_where_it_was(tmp_path: Path) -> None:
    reason = unavailable(LTS)
    if reason is not None:
        pytest.skip(f"Neo4j {LTS} cannot be started: {reason}")
    server = Neo4jServer(tmp_path / "neo4j", LTS, heap_mb=512)
    address = await asyncio.to_thread(server.start)
    environ = {"AIDCHAIN_STORE": address, "AIDCHAIN_STORE_PASSWORD": server.password}
    try:
        async with open_store(Settings.load(tmp_path / "home", environ)) as store:
            await add(store, "p1")
            server.kill()
            with pytest.raises(StoreAwayError):
                await store.read("store/version")
            restarting = asyncio.create_task(asyncio.to_thread(server.start_again))
            with store.patient(120, lambda text: None):
                await add(store, "p2")
            await restarting
            assert await people(store) == 2
    finally:
        server.stop()
