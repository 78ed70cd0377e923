"""Abandoned runs: their process is gone; committed data is kept, and they are marked as failed.

The home's writer lock is freed with its process: a run that began before the lock was taken, or while it is free, is
abandoned, whatever its stored state. A store may serve several homes, so a run has the digest of its home.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hub.lock import identity, writer
from hub.store import Rows, Store, repeatable
from schema.message import Message

REASON = Message("中途中断", "interrupted")


async def end_interrupted(store: Store, home: Path) -> None:
    """Mark this home's interrupted runs as failed; the home's writer lock is held."""
    if await store.read("sync/under_way"):
        await store.write(
            "runs/interrupted", repeatable, holder=identity(home), reason=str(REASON), reason_zh=REASON.zh
        )


def as_they_are(rows: Iterable[dict[str, Any]], home: Path) -> Rows:
    """Rows of runs, with *failed* for abandoned ones of this home."""
    found = list(rows)
    if any(row["state"] == "running" for row in found):
        writing, ours = writer(home), (None, identity(home))
        for row in found:
            gone = writing is None or row["started_at"] < writing.since
            if row["state"] == "running" and gone and row.get("holder") in ours:
                row.update(state="failed", reason=str(REASON), reason_zh=REASON.zh)
    return found
