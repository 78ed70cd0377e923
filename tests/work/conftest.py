"""The world of two plain sources (tests/support/world.py), and a ``sync`` of it that is under way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hub.settings import Settings
from hub.store import Store
from tests.support.world import Command, World


@pytest.fixture
def world(store: Store, settings: Settings) -> World:
    return World(store, settings)


@pytest.fixture
def syncing(world: World) -> Iterator[Command]:
    """A ``sync`` that has begun and waits for a file that is still being written."""
    world.people("202606", [1])
    command = world.start("sync", settle="60")
    command.until("… sync")
    yield command
    command.process.kill()
    command.end()
