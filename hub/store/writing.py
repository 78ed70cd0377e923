"""One writer at a time: of a home by its lock, and of a store that other homes may share by a lease.

A writer holds both from the first statement to the last. The store is migrated first: at its opening another process
may have been writing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from hub.lock import GRACE, HomeLockedError, exclusive, identity
from hub.settings import Settings
from hub.store.lease import StoreLeasedError, lease
from hub.store.migrations import lacking, migrate
from hub.store.store import Store
from schema.graph import STORE_FORMAT

FIRST = 30.0
"""Seconds for which a command waits for another that is bringing the store up to this release."""


@asynccontextmanager
async def writing(store: Store, settings: Settings, command: str, *, patience: float = GRACE) -> AsyncIterator[None]:
    """Be the only writer of a home and its store. Raises ``HomeLockedError``, ``StoreLeasedError``."""
    async with AsyncExitStack() as stack:
        stack.enter_context(exclusive(settings.home, command, patience=patience))
        if settings.store != "embedded":  # an embedded store belongs to one home
            await stack.enter_async_context(lease(store, identity(settings.home), command))
        await migrate(store)
        yield


async def bring_up_to_date(store: Store, settings: Settings) -> None:
    """Declare and upgrade what a store lacks, as its writer.

    While another process writes, a declaration is left to the next writer; without the present format nothing can be
    read, so that is waited for. Raises ``StoreVersionError``, ``HomeLockedError``, ``StoreLeasedError``.
    """
    found, missing = await lacking(store)
    if found == 0:  # no lease: its node would come before the declarations
        with exclusive(settings.home, _MIGRATE, patience=FIRST):
            await migrate(store)
    elif found < STORE_FORMAT:
        async with writing(store, settings, _MIGRATE, patience=FIRST):
            pass
    elif missing:
        with suppress(HomeLockedError, StoreLeasedError):
            async with writing(store, settings, _MIGRATE):
                pass


_MIGRATE = "store migrate"
