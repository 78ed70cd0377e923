"""Runs whose process is gone: what they committed stays, and nobody takes them for running any more.

The home's writer lock is freed with its process: a run that began before the lock was taken, or while nobody holds it,
runs no more, whatever the store says. A store may serve several homes, so a run says which one began it.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from hub.lock import writer
from hub.store import Rows, Store, repeatable
from schema.message import Message

REASON = Message("中途中断", "interrupted")


def holder(spool: Path) -> str:
    """What runs of this home carry: this machine and where the spool lies, as a digest."""
    return sha256(f"{socket.gethostname()}|{spool.resolve()}".encode()).hexdigest()[:32]


async def end_interrupted(store: Store, spool: Path) -> None:
    """Mark this home's interrupted runs as failed; the home's writer lock is held."""
    if await store.read("sync/under_way"):
        await store.write("runs/interrupted", repeatable, holder=holder(spool), reason=str(REASON), reason_zh=REASON.zh)


def as_they_are(rows: Iterable[dict[str, Any]], home: Path) -> Rows:
    """Rows of runs, with *failed* for those of this home that are said to run and whose process is gone."""
    found = list(rows)
    if any(row["state"] == "running" for row in found):
        writing, ours = writer(home), (None, holder(home / "spool"))
        for row in found:
            gone = writing is None or row["started_at"] < writing.since
            if row["state"] == "running" and gone and row.get("holder") in ours:
                row.update(state="failed", reason=str(REASON), reason_zh=REASON.zh)
    return found
