"""Locks on an embedded store's directory: one server owns it, any number of commands use that server.

Two advisory locks, never a process id: ``owner`` is held by the server process itself (it inherits the open file), so
it is free exactly when no server runs, whatever was killed; ``users`` is shared by every command that uses the server,
and the command that can take it exclusively is the last user.
"""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from hub.private import write_private


@dataclass(frozen=True, slots=True)
class ServerState:
    """Data with which a second command attaches to a running server."""

    pid: int
    bolt_port: int
    http_port: int
    keep: bool
    """Left running when the last command ends (``store start``)."""


class StoreDirectory:
    """``<home>/store``: data, log, password and the two locks. Nothing is made before it is needed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.log = root / "log" / "server.log"
        self.password = root / "password"
        self._state = root / "server.json"
        self._users: int | None = None

    def prepare(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # made by others (a mounted volume): its mode is their choice
            self.root.chmod(0o700)
        self.log.parent.mkdir(exist_ok=True)
        self.data.mkdir(exist_ok=True)

    def own(self) -> int | None:
        """The open file that owns the directory, to be inherited by the server; None while a server owns it."""
        return _lock(self.root / "owner.lock", fcntl.LOCK_EX)

    def owned(self) -> bool:
        """Whether a server runs (or starts) here."""
        if not (self.root / "owner.lock").exists():
            return False
        probe = self.own()
        if probe is None:
            return True
        os.close(probe)
        return False

    def enter(self, timeout: float) -> None:
        """Register as a user; waits while a server is being stopped. Raises ``TimeoutError``."""
        deadline = time.monotonic() + timeout
        while (held := _lock(self.root / "users.lock", fcntl.LOCK_SH)) is None:
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(0.05)
        self._users = held

    def leave(self) -> int | None:
        """Be counted no longer; the lock of the last one out (to be closed once the server has stopped), else None."""
        held, self._users = self._users, None
        if held is None:
            return None
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            return None
        return held

    def read_state(self) -> ServerState | None:
        """The state that the running server's starter wrote; None while it is missing or incomplete."""
        try:
            return ServerState(**orjson.loads(self._state.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def write_state(self, state: ServerState) -> None:
        fresh = self._state.with_suffix(".new")
        write_private(fresh, orjson.dumps(asdict(state)))
        fresh.replace(self._state)

    def clear_state(self) -> None:
        with suppress(FileNotFoundError):
            self._state.unlink()


def _lock(path: Path, kind: int) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle
