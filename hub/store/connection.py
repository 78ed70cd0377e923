"""The driver behind a store, and reconnection to a server that was killed and restarted.

The driver itself reconnects to a fixed address. The embedded server comes back on another port: ``renew`` joins or
starts it and returns the address.
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
    """One per store; concurrent callers that lost the server share one reconnection."""

    def __init__(self, address: str, make: Callable[[str], AsyncDriver], renew: Renew | None = None) -> None:
        self.address = address
        self.driver = make(address)
        self._make = make
        self._renew = renew
        self._reviving: asyncio.Task[None] | None = None

    async def revive(self, wait: float | None = None) -> None:
        """Reconnect, or wait for a reconnection under way, until it succeeds, fails, or some seconds pass.

        A no-op where the driver reconnects itself. Raises ``StoreUnavailableError`` when the server is not available.
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
        """Raises ``StoreAwayError`` at once, where no waiting is wanted."""
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
    """Retrieve an error that no caller awaited; the next caller tries again."""
    if not task.cancelled():
        task.exception()
