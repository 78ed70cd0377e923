"""Opening a home: its store, with the keys that belong to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hub.keyring import proven_keys
from hub.keys import find_keys
from hub.settings import Settings
from hub.store import Store, open_store
from schema.errors import CallerError
from schema.message import Message


@asynccontextmanager
async def open_home(settings: Settings, *, keyed: bool = True, creates: bool = False) -> AsyncIterator[Store]:
    """The store of a home, migrated.

    ``keyed`` is false for work that needs no keys; only work that ``creates`` may begin a home. Raises ``CallerError``
    where the keys are not those of the store, and without a home.
    """
    if not creates:
        _refuse_no_home(settings)
    if keyed:
        find_keys(settings)  # keys that cannot be used are refused before a store is started

    async def prove(store: Store) -> None:
        await proven_keys(store, settings)

    async with open_store(settings, prove if keyed else None) as store:
        yield store


def _refuse_no_home(settings: Settings) -> None:
    """A command that reads never creates a home. Raises ``CallerError``."""
    if settings.store == "embedded" and not (settings.home / "store").is_dir():
        raise CallerError(
            Message(
                f"{settings.home} 里没有数据：请用 --home 指明所在目录，或先运行 aidchain sync 或 aidchain demo",
                f"nothing is stored in {settings.home}: name the home with --home, or run aidchain sync or demo first",
            )
        )
