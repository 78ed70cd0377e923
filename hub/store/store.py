"""The store: a statement's name and its parameters in, plain rows out.

Callers never pass Cypher text. Statements of writing folders run only in an explicit transaction, never as a read:
the embedded engine enforces neither.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any, Literal, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncResult, AsyncSession, AsyncTransaction, Query
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError, SessionExpired
from tenacity import AsyncRetrying

import cypher
from hub.store import caps
from hub.store.connection import Connection
from hub.store.failures import ServerLog, failure
from hub.store.retry import AWAY, conflicts
from schema.errors import AidchainError, CommitUnknownError, StoreUnavailableError, WriteRefusedError
from schema.message import Message

Engine = Literal["neo4j", "arcadedb"]
Rows = list[dict[str, Any]]
T = TypeVar("T")
Told = Callable[[Message], None]
"""Told that the store is away and waited for."""
Marker = Callable[["Store"], Awaitable[bool]]
"""Whether a batch whose commit broke has arrived, by reading what it should have written."""

DECLARING = frozenset({"constraints", "types"})
"""Folders of declarations, which run by themselves."""
SOON = 0.2
"""Seconds that a caller without patience waits for a server that may have moved."""
IDS = 5_000
"""Ids that one statement takes at most."""
STREAM_FETCH = 2_000
"""Rows that a stream holds in memory at once."""


async def repeatable(store: Store) -> bool:
    """The ``Marker`` of idempotent work: it is written again."""
    return False


class Transaction:
    """Several statements, one commit; ``run`` hands over rows of any number, cut into parts within the caps."""

    def __init__(self, inner: AsyncTransaction, timeout: float) -> None:
        self._inner = inner
        self._timeout = timeout

    async def run(self, name: str, /, **parameters: Any) -> Rows:
        """Run one statement, of any folder but ``constraints``; the rows it returns, all parts together."""
        text = _transactional(name).text
        found: Rows = []
        for part in caps.parts(name, parameters):
            async with asyncio.timeout(self._timeout):
                found += await _rows(await self._inner.run(text, part))
        return found


class Store:
    """One engine behind one driver; safe to share between tasks. Made by ``open_store``."""

    def __init__(
        self,
        connection: Connection,
        engine: Engine,
        *,
        database: str | None,
        timeout: float,
        log: ServerLog | None = None,
    ) -> None:
        self._connection = connection
        self._database = database
        self._timeout = timeout
        self._log = log
        self._patience = 0.0
        self._told: Told | None = None
        self.engine: Engine = engine

    @property
    def address(self) -> str:
        return self._connection.address

    @contextmanager
    def patient(self, seconds: float, told: Told) -> Iterator[None]:
        """Wait so long for a store that goes away; ``told`` is called at every attempt."""
        before = self._patience, self._told
        self._patience, self._told = seconds, told
        try:
            yield
        finally:
            self._patience, self._told = before

    async def patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """The result of work that only reads, begun again as a whole when the store went away in its midst."""
        async for attempt in self._attempts():
            with attempt:
                return await work()
        raise AssertionError("the retry policy re-raises")

    async def read(self, name: str, /, **parameters: Any) -> Rows:
        """All rows of a reading statement. Raises ``WriteRefusedError``, ``StoreUnavailableError``."""
        statement = cypher.load(name)
        if statement.writes:
            raise WriteRefusedError(name)
        (part,) = caps.parts(name, parameters)
        query = Query(statement.text, timeout=self._timeout)
        with self._errors():
            async for attempt in self._attempts():
                with attempt:
                    async with asyncio.timeout(self._timeout), self._session(READ_ACCESS, -1) as session:
                        result = await session.run(query, part)
                        return await _rows(result)
        raise AssertionError("the retry policy re-raises")

    async def read_many(self, name: str, ids: Iterable[str], /, **parameters: Any) -> Rows:
        """All rows of a reading statement over ``$ids``, asked in parts of thousands; ids are asked in order, once."""
        wanted = sorted(set(ids))
        found: Rows = []
        for start in range(0, len(wanted), IDS):
            found += await self.read(name, ids=wanted[start : start + IDS], **parameters)
        return found

    async def stream(self, name: str, /, **parameters: Any) -> AsyncGenerator[dict[str, Any], None]:
        """Rows of a reading statement one by one, in bounded memory; begun once (``patiently`` begins again)."""
        statement = cypher.load(name)
        if statement.writes:
            raise WriteRefusedError(name)
        (part,) = caps.parts(name, parameters)
        with self._errors():
            async with self._session(READ_ACCESS, STREAM_FETCH) as session:
                result = await session.run(Query(statement.text), part)
                keys = result.keys()
                async for record in result:
                    yield dict(zip(keys, tuple.__iter__(record), strict=True))

    async def gather(self, name: str, /, **parameters: Any) -> Rows:
        """All rows of a ``stream``, few of them at a time on their way; begun again while the store is away."""

        async def rows() -> Rows:
            return [row async for row in self.stream(name, **parameters)]

        return await self.patiently(rows)

    async def write(self, name: str, /, marker: Marker | None = None, **parameters: Any) -> Rows:
        """One statement in one explicit transaction, conflicts retried (``write_all``)."""
        return (await self.write_all([(name, parameters)], marker))[0]

    async def write_all(
        self,
        statements: Sequence[tuple[str, dict[str, Any]]],
        marker: Marker | None = None,
        check: Callable[[list[Rows]], None] | None = None,
    ) -> list[Rows]:
        """Several statements in one explicit transaction, conflicts retried; the rows that each returned.

        ``check`` gets them before the commit: an exception rolls everything back.

        When the commit breaks, ``marker`` reports whether it arrived: if so the rows are empty lists, else all is run
        again. Without a marker ``CommitUnknownError`` is raised.
        """
        with self._errors():
            async for attempt in self._attempts():
                with attempt:
                    try:
                        async with self._begin() as transaction:
                            found = [await transaction.run(name, **parameters) for name, parameters in statements]
                            if check is not None:
                                check(found)
                            return found
                    except IncompleteCommit as error:
                        if marker is None:
                            raise CommitUnknownError(self.address) from error
                        if await marker(self):
                            return [[] for _ in statements]
                        raise SessionExpired("the commit did not arrive") from error
        raise AssertionError("the retry policy re-raises")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """An explicit transaction: committed at the end, rolled back on any exception, never retried.

        Raises ``CommitUnknownError`` when the connection breaks during the commit.
        """
        try:
            with self._errors():
                async with self._begin() as transaction:
                    yield transaction
        except IncompleteCommit as error:
            raise CommitUnknownError(self.address) from error

    async def declare(self, name: str) -> None:
        """Run one statement of ``constraints/`` or ``types/`` by itself, as declarations must be on both engines."""
        statement = cypher.load(name)
        if statement.folder not in DECLARING:
            raise WriteRefusedError(name)
        with self._errors():
            async with self._session(WRITE_ACCESS, -1) as session:
                await (await session.run(Query(statement.text))).consume()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[Transaction]:
        async with self._session(WRITE_ACCESS, -1) as session:
            # the embedded engine ignores the time-out and has its own (embedded.py)
            inner = await session.begin_transaction(timeout=self._timeout)
            async with inner:
                yield Transaction(inner, self._timeout)
                async with asyncio.timeout(self._timeout):
                    await inner.commit()

    @asynccontextmanager
    async def _session(self, access: str, fetch: int) -> AsyncIterator[AsyncSession]:
        async with self._connection.driver.session(
            database=self._database, default_access_mode=access, fetch_size=fetch
        ) as session:
            yield session

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except IncompleteCommit:
            raise
        except TimeoutError as error:
            seconds = f"{self._timeout:g}"
            reason = Message(f"{seconds} 秒内没有答复", f"no answer within {seconds} s")
            raise StoreUnavailableError(self.address, reason) from error
        except (DriverError, Neo4jError) as error:
            told = failure(error, self.address, self._log)
            if told is None:
                raise
            raise told from error

    def _attempts(self) -> AsyncRetrying:
        if not self._patience:
            self._connection.refuse_while_reviving()
        return conflicts(self._patience, self._look_for_it)

    async def _look_for_it(self) -> None:
        """Before the next attempt: with patience wait until the server is found, else for others' reconnection."""
        if self._told is not None:
            self._told(AWAY)
        if not self._patience:
            await self._connection.revive(SOON)
            return
        with suppress(AidchainError):  # another process may still start it
            await self._connection.revive()


def _transactional(name: str) -> cypher.Statement:
    statement = cypher.load(name)
    if statement.folder in DECLARING:
        raise WriteRefusedError(name)
    return statement


async def _rows(result: AsyncResult) -> Rows:
    keys = result.keys()
    return [dict(zip(keys, tuple.__iter__(record), strict=True)) async for record in result]
