"""A disk that is full says so, whatever was being written: one sentence, status 3, and what was there stays."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.store.embedded import EmbeddedServer

TOLD = ("disk", "No space left on device")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root can mount a small disk")
    yield disk
    EmbeddedServer(disk / "store").stop()
    subprocess.run(["umount", "-l", str(disk)], check=True)


def aidchain(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("AIDCHAIN_")}
    return subprocess.run(
        [sys.executable, "-m", "hub.cli.main", *arguments, "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=own | {"AIDCHAIN_HEAP_MB": "384"} | more,
    )


def says_so(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 3, done.stderr
    assert any(text in done.stderr for text in TOLD), done.stderr
    for text in ("Traceback", "bug in aidchain", "Neo.", "java."):
        assert text not in done.stderr


@pytest.mark.long
def test_the_store_the_spool_and_a_backup_say_that_the_disk_is_full(small: Path, tmp_path: Path) -> None:
    deliveries = str(tmp_path / "deliveries")
    assert aidchain("population", "make", "--people", "3000", "--seed", "5", "--out", deliveries).returncode == 0
    for _ in range(2):
        says_so(aidchain("sync", "--home", str(small), "--json", AIDCHAIN_DELIVERIES=deliveries))
    home = tmp_path / "home"
    assert aidchain("store", "start", "--home", str(home)).returncode == 0
    try:
        done = aidchain("sync", "--home", str(home), "--json", AIDCHAIN_DELIVERIES=deliveries)
        assert done.returncode in (0, 1), done.stderr
        fill(small, leaving=200_000)
        says_so(aidchain("store", "backup", str(small / "b.gz"), "--home", str(home)))
        assert not list(small.glob("b.gz*"))
        says_so(aidchain("store", "rotate-keys", "--home", str(home), AIDCHAIN_KEYS_FILE=keys_on(small, home)))
    finally:
        EmbeddedServer(home / "store").stop()


def fill(disk: Path, leaving: int) -> None:
    """Leave only so many bytes."""
    (disk / "fill").unlink(missing_ok=True)
    free = os.statvfs(disk)
    with (disk / "fill").open("wb") as file:
        file.write(b"x" * max(0, free.f_bavail * free.f_frsize - leaving))


def keys_on(disk: Path, home: Path) -> str:
    """The home's keys on a disk without room for another file."""
    (disk / "fill").unlink(missing_ok=True)
    keys = disk / "keys.json"
    keys.write_bytes((home / "keys.json").read_bytes())
    keys.chmod(0o600)
    fill(disk, leaving=0)
    return str(keys)
