"""Keys are rotated and the content comes back from a backup, with the same fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.keys import load_keys
from hub.store.fingerprint import fingerprint
from hub.work.upkeep import backup, drop_old_keys, restore, rotate_keys
from schema.errors import BackupError
from tests.support.engines import Server
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def test_a_backup_is_restored_into_an_empty_store_alone(world: World, embedded: Server, tmp_path: Path) -> None:
    world.people("202605", range(1, 4))
    await world.pull()
    file = tmp_path / "backup.gz"
    written = await backup(world.store, world.settings, file)
    with pytest.raises(BackupError, match="not empty"):
        await restore(world.store, world.settings, file)
    embedded.empty()
    read = await restore(world.store, world.settings, file)
    assert read["fingerprint"] == written["fingerprint"] == (await fingerprint(world.store))["fingerprint"]
    assert read["facts"] > 0


async def test_a_rotated_key_seals_everything_and_the_old_one_goes(world: World) -> None:
    world.people("202605", range(1, 4))
    await world.pull()
    before = await fingerprint(world.store)
    done = await rotate_keys(world.store, world.settings)
    assert (done.version, done.resumed, done.left, done.old) == ("v2", False, 0, ("v1",))
    assert done.resealed > 0
    assert await drop_old_keys(world.store, world.settings) == ("v1",)
    assert list(load_keys(world.settings).encryption) == ["v2"]
    assert await fingerprint(world.store) == before
