"""The driver behind a store, and how it finds its server again when that was killed and another took its place.

A server at a fixed address is found by the driver itself. The embedded one comes back on another port: ``renew`` joins
or starts it and says where.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from neo4j import AsyncDriver

from hub.store.failures import StoreAwayError
from schema.message import Message

STARTING = Message("正在重新启动，请稍后再试", "it is being started again; try again in some seconds")

Renew = Callable[[], Awaitable[str]]
"""The address at which the server answers now. Raises ``StoreUnavailableError``, ``StoreInUseError``."""


class Connection:
    """One per store; whoever finds the server gone asks for it, and all get the same answer."""

    def __init__(self, address: str, make: Callable[[str], AsyncDriver], renew: Renew | None = None) -> None:
        self.address = address
        self.driver = make(address)
        self._make = make
        self._renew = renew
        self._reviving: asyncio.Task[None] | None = None

    async def revive(self, wait: float | None = None) -> None:
        """Look for the server, or wait for whoever does: until it is found or given up, or for some seconds.

        Nothing to do where the driver looks itself. Raises ``StoreUnavailableError`` when the server is not to be had,
        or not yet.
        """
        if self._renew is None:
            return
        if self._reviving is None or self._reviving.done():
            self._reviving = asyncio.create_task(self._revive(self._renew))
            self._reviving.add_done_callback(_heard)
        done, _ = await asyncio.wait({self._reviving}, timeout=wait)
        if not done:
            raise StoreAwayError(self.address, STARTING)
        self._reviving.result()

    def refuse_while_reviving(self) -> None:
        """Raises ``StoreAwayError`` at once, where nobody is to wait."""
        if self._reviving is not None and not self._reviving.done():
            raise StoreAwayError(self.address, STARTING)

    async def close(self) -> None:
        if self._reviving is not None:
            await asyncio.gather(self._reviving, return_exceptions=True)
        await self.driver.close()

    async def _revive(self, renew: Renew) -> None:
        address = await renew()
        if address != self.address:
            old, self.driver = self.driver, self._make(address)
            self.address = address
            await old.close()


def _heard(task: asyncio.Task[None]) -> None:
    """An error that nobody waited for is no news: whoever asks next looks again."""
    if not task.cancelled():
        task.exception()
