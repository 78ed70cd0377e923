"""Opening the store that the settings name, ready to be read and written: started, answering, migrated."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from types import FrameType

from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from hub.settings import Settings
from hub.store.embedded import DATABASE, USER, EmbeddedServer
from hub.store.migrations import migrate
from hub.store.store import Engine, Store
from schema.errors import AidchainError, SettingsError, StoreUnavailableError


def embedded_server(settings: Settings) -> EmbeddedServer:
    """The embedded server of a home, not yet started."""
    return EmbeddedServer(settings.home / "store", heap_mb=settings.heap_mb, timeout=settings.timeout)


Prove = Callable[[Store], Awaitable[object]]
"""Looks at a store before anything is written to it, and raises where it is not to be used."""


@asynccontextmanager
async def open_store(settings: Settings, prove: Prove | None = None) -> AsyncIterator[Store]:
    """The store of ``settings.store``: the embedded one is joined or started, and stopped by its last user.

    Raises ``StoreUnavailableError``, ``StoreInUseError``, ``StoreVersionError``, and what ``prove`` raises.
    """
    if settings.store == "embedded":
        server = embedded_server(settings)
        with _terminated_cleanly():
            address = await _acquire(server)
            try:
                async with connect(address, USER, server.password, DATABASE, settings.timeout) as store:
                    await _made_ready(store, prove)
                    yield store
            finally:
                # not awaited in a thread: a cancelled task would leave the server running
                server.release()
        return
    password = settings.store_password.get_secret_value() if settings.store_password else ""
    async with connect(
        settings.store, settings.store_user, password, settings.store_database, settings.timeout
    ) as store:
        await _made_ready(store, prove)
        yield store


async def _made_ready(store: Store, prove: Prove | None) -> None:
    if prove is not None:
        await prove(store)
    await migrate(store)


async def _acquire(server: EmbeddedServer) -> str:
    """Start or join in a thread; when cancelled meanwhile (Ctrl-C), wait for it and let go again."""
    starting = asyncio.ensure_future(asyncio.to_thread(server.acquire))
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        with suppress(AidchainError):
            await starting
        server.release()
        raise


@asynccontextmanager
async def connect(address: str, user: str, password: str, database: str | None, timeout: float) -> AsyncIterator[Store]:
    """A store at an address that answers, its engine told by what the server calls itself."""
    async with AsyncGraphDatabase.driver(
        address,
        auth=(user, password),
        notifications_min_severity="OFF",
        connection_timeout=10,
        connection_acquisition_timeout=30,
        max_connection_pool_size=64,
        keep_alive=True,
    ) as driver:
        yield Store(
            driver, await _engine(driver, address, database), address=address, database=database, timeout=timeout
        )


async def _engine(driver: AsyncDriver, address: str, database: str | None) -> Engine:
    try:
        async with driver.session(database=database) as session:
            summary = await (await session.run("RETURN 1 AS one")).consume()
    except AuthError:
        raise SettingsError(
            address, "user or password refused", "AIDCHAIN_STORE_USER, AIDCHAIN_STORE_PASSWORD"
        ) from None
    except (DriverError, Neo4jError) as error:
        raise StoreUnavailableError(address, type(error).__name__) from error
    # its own procedures claim to be Neo4j; only the agent tells
    return "arcadedb" if "arcade" in summary.server.agent.lower() else "neo4j"


@contextmanager
def _terminated_cleanly() -> Iterator[None]:
    """Turn SIGTERM, where nobody handles it, into an orderly exit that stops the server with the command."""
    main = threading.current_thread() is threading.main_thread()
    usual = main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    if usual:
        signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        if usual:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
