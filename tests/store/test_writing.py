"""A store is brought up to date by its one writer; reading waits for a format and not for a declaration."""

from __future__ import annotations

import pytest

from hub.lock import HomeLockedError, exclusive, writer
from hub.settings import Settings
from hub.store import Store, open_store
from hub.store import writing as rooms
from hub.store.migrations import lacking, version
from hub.store.writing import writing
from schema.graph import STORE_FORMAT

pytestmark = pytest.mark.anyio


async def lose(store: Store, declaration: str, format: int = STORE_FORMAT) -> None:
    """Leave a store as one that lacks a declaration."""
    (row,) = await store.read("store/version")
    declared = [name for name in row["declared"] if name != declaration]
    await store.write("write/schema_version", version=format, declared=declared)


async def test_a_declaration_is_left_to_the_next_writer_while_another_writes(store: Store, settings: Settings) -> None:
    await lose(store, "person_id")
    with exclusive(settings.home, "sync"):
        async with open_store(settings):
            pass
        assert await lacking(store) == (STORE_FORMAT, ["constraints/person_id"])
    async with writing(store, settings, "sync"):
        assert await lacking(store) == (STORE_FORMAT, [])


async def test_an_older_format_is_not_read_while_another_writes(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "FIRST", 0.1)
    await lose(store, "person_id", STORE_FORMAT - 1)
    with exclusive(settings.home, "sync"), pytest.raises(HomeLockedError, match="aidchain sync "):
        async with open_store(settings):
            pass
    assert await version(store) == STORE_FORMAT - 1
    async with open_store(settings):
        pass
    assert (await version(store), writer(settings.home)) == (STORE_FORMAT, None)
