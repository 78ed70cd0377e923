"""Whatever writes to a home holds its lock meanwhile; with a real ``sync`` under way all of it is refused."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from hub.lock import HomeLockedError, writer
from hub.store.fingerprint import fingerprint
from hub.store.lease import StoreLeasedError
from hub.work.decisions import dismiss, release, withdraw
from hub.work.judge import judge_one
from hub.work.pull import pull
from hub.work.reporter import Advance, Count
from hub.work.scan import ScanOptions, scan
from hub.work.upkeep import backup, drop_old_keys, restore, rotate_keys
from schema.message import Message
from tests.support.world import Command, World

pytestmark = pytest.mark.anyio
Work = Callable[[World], Awaitable[object]]

WRITING: dict[str, Work] = {
    "sync": lambda world: pull(world.store, world.settings, world.sources),
    "scan": lambda world: scan(world.store, world.settings, world.sources),
    "release": lambda world: release(world.store, world.settings, world.sources, "x"),
    "dismiss": lambda world: dismiss(world.store, world.settings, "x"),
    "withdraw": lambda world: withdraw(world.store, world.settings, world.sources, "x"),
    "rotate-keys": lambda world: rotate_keys(world.store, world.settings),
    "rotate-keys --drop-old": lambda world: drop_old_keys(world.store, world.settings),
    "backup": lambda world: backup(world.store, world.settings, world.settings.home / "backup.gz"),
    "restore": lambda world: restore(world.store, world.settings, world.settings.home / "backup.gz"),
}


class Watching:
    """A ``Reporter`` that notes who holds the lock whenever it is told of progress."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.commands: set[str | None] = set()

    def _note(self, *_: object) -> None:
        found = writer(self._home)
        self.commands.add(found.command if found else None)

    @contextmanager
    def step(self, title: Message, total: int | None = None, /) -> Iterator[Advance]:
        self._note()
        yield self._note
        self._note()

    def counter(self, title: Message, /) -> Count:
        return self._note

    def waits(self, text: Message, /) -> None:
        self._note()


async def test_whatever_writes_is_refused_while_another_process_syncs(world: World, syncing: Command) -> None:
    before = await fingerprint(world.store)
    refused = {}
    for name, work in WRITING.items():
        with pytest.raises(HomeLockedError) as error:
            await work(world)
        told = error.value.writer
        assert told is not None
        refused[name] = (told.command, told.pid)
    assert refused == dict.fromkeys(WRITING, ("sync", syncing.process.pid))
    assert await fingerprint(world.store) == before
    assert not (world.settings.home / "backup.gz").exists()


async def test_another_home_is_refused_while_a_process_syncs_into_the_same_store(
    world: World, syncing: Command, tmp_path: Path
) -> None:
    other = world.settings.model_copy(update={"home": tmp_path / "other"})
    with pytest.raises(StoreLeasedError, match=f"aidchain sync on {re.escape(socket.gethostname())}"):
        await scan(world.store, other, world.sources)
    assert writer(other.home) is None


async def test_a_second_command_ends_with_wrong_use_and_says_who_writes(syncing: Command, world: World) -> None:
    commands = (("sync",), ("scan",), ("store", "rotate-keys"), ("sources", "withdraw", "x"))
    for running in [world.start(*arguments) for arguments in commands]:
        status, out, err = running.end()
        assert (status, out) == (2, "")
        assert f"aidchain sync (process {syncing.process.pid}, since " in err
        assert "Traceback" not in err


async def test_readers_go_on_while_another_process_syncs(syncing: Command, world: World) -> None:
    for running in [world.start(*arguments) for arguments in (("runs", "--json"), ("findings", "--json"))]:
        assert running.end() == (0, "", "")
    options = ScanOptions(as_of=date(2026, 7, 31))
    assert await judge_one(world.store, world.settings, world.sources, "pnobody", options=options) is None


async def test_a_sync_that_was_killed_is_no_obstacle(syncing: Command, world: World) -> None:
    os.kill(syncing.process.pid, signal.SIGKILL)
    syncing.process.wait()
    (result, *_) = (await world.pull()).results
    assert (result.state, result.applied) == ("applied", 1)


async def test_each_use_case_holds_the_lock_from_beginning_to_end(world: World, tmp_path: Path) -> None:
    watching = Watching(world.settings.home)

    def noted() -> set[str | None]:
        found, watching.commands = watching.commands, set()
        return found

    for month in ("202605", "202606"):
        world.people(month, range(1, 6))
    world.death("202606", 1, "2026-04-11")
    await pull(world.store, world.settings, world.sources, watching)
    assert noted() == {"sync"}
    await scan(world.store, world.settings, world.sources, watching)
    assert noted() == {"scan"}
    await backup(world.store, world.settings, tmp_path / "backup.gz", watching)
    assert noted() == {"store backup"}
    await rotate_keys(world.store, world.settings, watching)
    assert noted() == {"store rotate-keys"}
    world.people("202606", range(1, 2))
    (held, *_) = (await world.pull()).results
    await release(world.store, world.settings, world.sources, held.run, watching)
    assert noted() == {"sources release"}
    assert writer(world.settings.home) is None
