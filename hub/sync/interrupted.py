"""Runs whose process is gone: what they committed stays, and nobody takes them for running any more.

A home's lock is its kernel's: while nobody holds it no sync of that home runs, whatever the store says of its runs. A
store may serve several homes, so a run says which one began it.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from hub.store import Rows, Store, repeatable
from schema.message import Message

REASON = Message("中途中断", "interrupted")


def holder(spool: Path) -> str:
    """What runs of this home carry: this machine and where the spool lies, as a digest."""
    return sha256(f"{socket.gethostname()}|{spool.resolve()}".encode()).hexdigest()[:32]


async def end_interrupted(store: Store, spool: Path) -> None:
    """Mark this home's interrupted runs as failed; to be called while the home's lock is held."""
    if await store.read("sync/under_way"):
        await store.write("runs/interrupted", repeatable, holder=holder(spool), reason=str(REASON), reason_zh=REASON.zh)


def as_they_are(rows: Iterable[dict[str, Any]], spool: Path) -> Rows:
    """Rows of runs, with *failed* for those of this home that are said to run though no sync does."""
    found = list(rows)
    if any(row["state"] == "running" for row in found) and not _locked(spool):
        for row in found:
            if row["state"] == "running" and row.get("holder") in (None, holder(spool)):
                row.update(state="failed", reason=str(REASON), reason_zh=REASON.zh)
    return found


def _locked(spool: Path) -> bool:
    try:
        handle = os.open(spool / "lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
