"""One writer at a time: every use case that writes holds the home's lock from its first statement to its last.

With the lock held the store is brought up to date: whoever opened it may have found another process writing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hub.lock import exclusive
from hub.settings import Settings
from hub.store import Store
from hub.store.migrations import migrate


@asynccontextmanager
async def writing(store: Store, settings: Settings, command: str) -> AsyncIterator[None]:
    """Be the only writer of a home and its store. Raises ``HomeLockedError``."""
    with exclusive(settings.home, command):
        await migrate(store)
        yield
