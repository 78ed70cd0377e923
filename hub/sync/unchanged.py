"""Whether a source has nothing to read: answered beside the store's writer, without a process that stages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from connectors.base import Connector
from connectors.registry import connector
from hub.settings import compare_days
from hub.sync.cursor import Cursor
from hub.sync.edition import edition_of
from hub.sync.run import Run
from schema.errors import AidchainError


async def unchanged(run: Run, env: Mapping[str, str]) -> bool:
    """Whether every delivery of the run's source is applied already; if so they are counted as skipped.

    An unreadable delivery is not unchanged: staging reports the reason.
    """
    delivered = await run.store.read("sync/delivered", source=run.card.source)
    if not delivered:
        return False
    cursor = Cursor(run, delivered, compare_days(env))
    try:
        source = connector(run.card, env)
        skipped = await asyncio.to_thread(_skipped, run, source, cursor)
    except AidchainError:
        return False
    run.result.skipped += skipped or 0
    return skipped is not None


def _skipped(run: Run, source: Connector, cursor: Cursor) -> int | None:
    """The number of deliveries; None as soon as one has to be read."""
    skipped = 0
    for stream in run.card.streams:
        found = cursor.all_applied(source, stream, edition_of(stream, run.ids))
        if found is None:
            return None
        skipped += found
    return skipped
