"""One process writes to a home at a time; who it is, is told; one that was killed is no obstacle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.lock import FILE, HomeLockedError, exclusive, writer

HOLD = "import sys; from pathlib import Path; from hub.lock import exclusive\n"
HOLD += "with exclusive(Path(sys.argv[1]), 'scan'): print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of ``tmp_path`` until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_and_told_who_writes(held: subprocess.Popen[str], tmp_path: Path) -> None:
    with pytest.raises(HomeLockedError) as refused, exclusive(tmp_path, "sync"):
        pass
    told = refused.value.writer
    assert told is not None
    assert (told.command, told.pid) == ("scan", held.pid)
    assert 0 <= time.time() * 1000 - told.since < 60_000
    assert f"aidchain scan (process {held.pid}, since 20" in str(refused.value)
    assert f"aidchain scan（进程 {held.pid}，20" in refused.value.told("zh")


def test_who_writes_can_be_asked_without_disturbing(held: subprocess.Popen[str], tmp_path: Path) -> None:
    for _ in range(3):
        found = writer(tmp_path)
        assert found is not None
        assert found.pid == held.pid


def test_the_lock_of_a_killed_process_is_free(held: subprocess.Popen[str], tmp_path: Path) -> None:
    os.kill(held.pid, signal.SIGKILL)
    held.wait()
    assert (tmp_path / FILE).read_bytes() != b""
    assert writer(tmp_path) is None
    with exclusive(tmp_path, "sync"):
        found = writer(tmp_path)
    assert found is not None
    assert (found.command, found.pid) == ("sync", os.getpid())


def test_nobody_writes_where_nobody_has_written(tmp_path: Path) -> None:
    assert writer(tmp_path / "home") is None
    assert not (tmp_path / "home").exists()


def test_who_wrote_is_forgotten_afterwards_and_the_file_is_its_owners(tmp_path: Path) -> None:
    with exclusive(tmp_path, "sync"):
        pass
    assert (tmp_path / FILE).read_bytes() == b""
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_an_error_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), exclusive(tmp_path, "sync"):
        raise ZeroDivisionError
    with exclusive(tmp_path, "scan"):
        assert writer(tmp_path) is not None
