"""Reading begins no home, and a store is opened only with its own keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.keys import load_keys
from hub.settings import Settings
from hub.work.home import open_home
from schema.errors import CallerError, MissingKeyError
from tests.support.world import World

pytestmark = pytest.mark.anyio


async def test_what_only_reads_creates_no_home(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "home", {})
    with pytest.raises(CallerError, match="nothing is stored in"):
        async with open_home(settings):
            pass
    assert not (tmp_path / "home").exists()


async def test_an_empty_store_gets_keys_and_a_filled_one_wants_its_own(world: World) -> None:
    async with open_home(world.settings):
        pass
    assert load_keys(world.settings, create=False).current == "v1"
    world.people("202605", [1])
    await world.pull()
    world.settings.keys_file.unlink()
    with pytest.raises(MissingKeyError):
        async with open_home(world.settings):
            pass
    async with open_home(world.settings, keyed=False) as store:
        assert len(await store.read("sync/deliveries")) == 1
