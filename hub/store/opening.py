"""Opening the store that the settings name, ready to be read and written: started, answering, migrated."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from types import FrameType

from neo4j import AsyncDriver, AsyncGraphDatabase
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from hub.settings import Settings
from hub.store.connection import Connection, Renew
from hub.store.embedded import DATABASE, USER, EmbeddedServer
from hub.store.failures import ServerLog, StoreFaultError, failure
from hub.store.retry import conflicts
from hub.store.store import Engine, Store
from hub.store.writing import bring_up_to_date
from schema.errors import AidchainError


def embedded_server(settings: Settings) -> EmbeddedServer:
    """The embedded server of a home, not yet started."""
    return EmbeddedServer(settings.home / "store", heap_mb=settings.heap_mb, timeout=settings.timeout)


Prove = Callable[[Store], Awaitable[object]]
"""Looks at a store before anything is written to it, and raises where it is not to be used."""


@asynccontextmanager
async def open_store(settings: Settings, prove: Prove | None = None, *, patience: float = 0) -> AsyncIterator[Store]:
    """The store of ``settings.store``: the embedded one is joined or started, and stopped by its last user.

    ``patience``: seconds to wait for a store that does not answer.

    Raises ``StoreUnavailableError``, ``StoreInUseError``, ``StoreVersionError``, and what ``prove`` raises.
    """
    if settings.store == "embedded":
        server = embedded_server(settings)
        with _terminated_cleanly():
            address = await _acquire(server)
            try:
                async with connect(
                    address,
                    USER,
                    server.password,
                    DATABASE,
                    settings.timeout,
                    renew=partial(_revived, server),
                    log=ServerLog(server.directory.log),
                    patience=patience,
                ) as store:
                    await _made_ready(store, settings, prove)
                    yield store
            finally:
                # not awaited in a thread: a cancelled task would leave the server running
                server.release()
        return
    password = settings.store_password.get_secret_value() if settings.store_password else ""
    async with connect(
        settings.store,
        settings.store_user,
        password,
        settings.store_database,
        settings.timeout,
        patience=patience,
    ) as store:
        await _made_ready(store, settings, prove)
        yield store


async def _made_ready(store: Store, settings: Settings, prove: Prove | None) -> None:
    if prove is not None:
        await prove(store)
    await bring_up_to_date(store, settings)


async def _acquire(server: EmbeddedServer) -> str:
    """Start or join in a thread; when cancelled meanwhile (Ctrl-C), wait for it and release it."""
    starting = asyncio.ensure_future(asyncio.to_thread(server.acquire))
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        with suppress(AidchainError):
            await starting
        server.release()
        raise


async def _revived(server: EmbeddedServer) -> str:
    """The embedded server's new address; a cancelled command waits for the start under way."""
    reviving = asyncio.ensure_future(asyncio.to_thread(server.revive))
    try:
        return await asyncio.shield(reviving)
    except asyncio.CancelledError:
        with suppress(AidchainError):
            await reviving
        raise


@asynccontextmanager
async def connect(
    address: str,
    user: str,
    password: str,
    database: str | None,
    timeout: float,
    *,
    renew: Renew | None = None,
    log: ServerLog | None = None,
    patience: float = 0,
) -> AsyncIterator[Store]:
    """A store at an address that answers; the engine is identified by the server's agent.

    Raises ``SettingsError``, ``StoreUnavailableError``.
    """

    def make(where: str) -> AsyncDriver:
        return AsyncGraphDatabase.driver(
            where,
            auth=(user, password),
            notifications_min_severity="OFF",
            connection_timeout=10,
            connection_acquisition_timeout=30,
            max_connection_pool_size=64,
            keep_alive=True,
        )

    try:
        connection = Connection(address, make, renew)
    except (DriverError, ValueError) as error:
        raise _refused(error, address) from error
    try:
        if patience:
            async for attempt in conflicts(patience):
                with attempt:
                    engine = await _engine(connection.driver, address, database)
        else:
            engine = await _engine(connection.driver, address, database)
        yield Store(connection, engine, database=database, timeout=timeout, log=log)
    finally:
        await connection.close()


async def _engine(driver: AsyncDriver, address: str, database: str | None) -> Engine:
    try:
        async with driver.session(database=database) as session:
            summary = await (await session.run("RETURN 1 AS one")).consume()
    except (DriverError, Neo4jError, ValueError) as error:
        raise _refused(error, address) from error
    # its own procedures claim to be Neo4j; only the agent differs
    return "arcadedb" if "arcade" in summary.server.agent.lower() else "neo4j"


def _refused(error: Exception, address: str) -> AidchainError:
    """A ValueError is the driver's for an address that it cannot take apart."""
    told = failure(ConfigurationError() if isinstance(error, ValueError) else error, address)
    return told or StoreFaultError(address, getattr(error, "code", None) or type(error).__name__)


@contextmanager
def _terminated_cleanly() -> Iterator[None]:
    """Turn an unhandled SIGTERM into an orderly exit that stops the server with the command."""
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
