"""One sync at a time in a home: a second one would take the first one's runs for crashed ones."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.errors import SyncRunningError


@contextmanager
def alone(spool: Path) -> Iterator[None]:
    """Hold the home's sync lock; the kernel frees it with the process. Raises ``SyncRunningError``."""
    spool.mkdir(parents=True, exist_ok=True)
    spool.chmod(0o700)
    handle = os.open(spool / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SyncRunningError(str(spool.parent)) from None
        for left in spool.glob("*.spool"):
            left.unlink(missing_ok=True)  # of a sync that was killed: nothing reads it again
        yield
    finally:
        os.close(handle)
