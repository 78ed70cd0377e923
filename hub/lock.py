"""The writer lock of a home: one process writes at a time, whichever command it runs; readers never take it.

The kernel frees the lock with its process, so a killed one does not block. The file names the holder.
"""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import orjson

from schema.errors import CallerError
from schema.message import Message

FILE = "write.lock"
GRACE = 0.5
"""Seconds for which the lock is tried: ``writer`` takes it for a moment when it looks."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The command that writes to a home."""

    command: str
    """As its user types it, without ``aidchain``: ``sync``, ``store rotate-keys``."""
    pid: int
    since: int
    """Epoch milliseconds."""


class HomeLockedError(CallerError):
    """Another process writes to the home; nothing was written."""

    def __init__(self, home: Path, writer: Writer | None) -> None:
        self.home = home
        self.writer = writer
        who = Message("另一条 aidchain 命令", "another aidchain command")
        if writer is not None:
            since = datetime.fromtimestamp(writer.since / 1000).astimezone().strftime("%Y-%m-%d %H:%M:%S")
            who = Message(
                f"aidchain {writer.command}（进程 {writer.pid}，{since} 开始）",
                f"aidchain {writer.command} (process {writer.pid}, since {since})",
            )
        super().__init__(
            Message(
                f"{who.zh} 正在写入 {home}；本命令没有写入任何内容，请等它结束后再运行",
                f"{who} is writing to {home}; this command has written nothing: run it when that one has ended",
            )
        )


def identity(home: Path) -> str:
    """A home's identity in a store that several homes share: a digest of this machine and the home's path."""
    return sha256(f"{socket.gethostname()}|{(home / 'spool').resolve()}".encode()).hexdigest()[:32]


@contextmanager
def exclusive(home: Path, command: str, *, patience: float = GRACE) -> Iterator[None]:
    """Hold the writer lock of a home, tried for ``patience`` seconds. Raises ``HomeLockedError``."""
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, home, time.monotonic() + patience)
        writer = Writer(command, os.getpid(), int(time.time() * 1000))
        os.ftruncate(handle, 0)
        os.pwrite(handle, orjson.dumps(asdict(writer)), 0)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def writer(home: Path) -> Writer | None:
    """The current writer of a home."""
    try:
        handle = os.open(home / FILE, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        until = time.monotonic() + GRACE
        while time.monotonic() < until:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                if found := _read(handle):
                    return found
                time.sleep(0.01)  # it has the lock and has not written its name yet
            else:
                return None
        return None
    finally:
        os.close(handle)


def _take(handle: int, home: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise HomeLockedError(home, _read(handle)) from None
            time.sleep(0.05)
        else:
            return


def _read(handle: int) -> Writer | None:
    """The writer that the file names; None in the moment before it is written."""
    with suppress(ValueError, TypeError):
        return Writer(**orjson.loads(os.pread(handle, 1_000, 0)))
    return None
