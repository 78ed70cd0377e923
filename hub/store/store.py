"""The store as everybody else sees it: a statement's name and its parameters in, plain rows out.

No caller hands over Cypher text. A statement of a folder that writes runs only in an explicit transaction, and none of
them as a read, because the embedded engine enforces neither.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver, AsyncResult, AsyncSession, AsyncTransaction, Query
from neo4j.exceptions import DriverError, IncompleteCommit, SessionExpired

import cypher
from hub.store import caps
from hub.store.retry import conflicts
from schema.errors import CommitUnknownError, StoreUnavailableError, WriteRefusedError

Engine = Literal["neo4j", "arcadedb"]
Rows = list[dict[str, Any]]
Marker = Callable[["Store"], Awaitable[bool]]
"""Says whether a batch whose commit broke has arrived, by reading what it should have written."""

STREAM_FETCH = 2_000
"""Rows that a stream holds in memory at once."""


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

    def __init__(self, driver: AsyncDriver, engine: Engine, *, address: str, database: str | None, timeout: float):
        self._driver = driver
        self._database = database
        self._timeout = timeout
        self.engine: Engine = engine
        self.address = address

    async def read(self, name: str, /, **parameters: Any) -> Rows:
        """All rows of a reading statement. Raises ``WriteRefusedError``, ``StoreUnavailableError``."""
        statement = cypher.load(name)
        if statement.writes:
            raise WriteRefusedError(name)
        (part,) = caps.parts(name, parameters)
        query = Query(statement.text, timeout=self._timeout)
        with self._errors():
            async for attempt in conflicts():
                with attempt:
                    async with asyncio.timeout(self._timeout), self._session(READ_ACCESS, -1) as session:
                        result = await session.run(query, part)
                        return await _rows(result)
        raise AssertionError("the retry policy re-raises")

    async def stream(self, name: str, /, **parameters: Any) -> AsyncGenerator[dict[str, Any], None]:
        """Rows of a reading statement one by one, in bounded memory; not retried once the first has come."""
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

    async def write(self, name: str, /, **parameters: Any) -> Rows:
        """One statement in one explicit transaction, conflicts retried."""
        return (await self.write_all([(name, parameters)]))[0]

    async def write_all(
        self,
        statements: Sequence[tuple[str, dict[str, Any]]],
        marker: Marker | None = None,
        check: Callable[[list[Rows]], None] | None = None,
    ) -> list[Rows]:
        """Several statements in one explicit transaction, conflicts retried; the rows that each returned.

        ``check`` sees them before the commit: what it raises rolls everything back.

        When the commit breaks, ``marker`` is asked whether it arrived: if so the rows are empty lists, else all is run
        again. Without a marker ``CommitUnknownError`` is raised.
        """
        with self._errors():
            async for attempt in conflicts():
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
        """Run one statement of ``constraints/`` by itself, as declarations must be on both engines."""
        statement = cypher.load(name)
        if statement.folder != "constraints":
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
        async with self._driver.session(
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
            raise StoreUnavailableError(self.address, f"no answer within {self._timeout:g} s") from error
        except DriverError as error:
            raise StoreUnavailableError(self.address, type(error).__name__) from error


def _transactional(name: str) -> cypher.Statement:
    statement = cypher.load(name)
    if statement.folder == "constraints":
        raise WriteRefusedError(name)
    return statement


async def _rows(result: AsyncResult) -> Rows:
    keys = result.keys()
    return [dict(zip(keys, tuple.__iter__(record), strict=True)) async for record in result]
