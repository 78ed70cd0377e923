"""One household's chain of assistance: ``read_chain`` reads it with one statement and returns plain data."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hub.chain.events import Filter, make_chain
from hub.chain.model import (
    Chain,
    Event,
    FactEvent,
    FindingEvent,
    Member,
    Phase,
    Provenance,
)
from hub.chain.read import EVERYWHERE, Parts, read_household
from hub.store import Store

__all__ = [
    "Chain",
    "Event",
    "FactEvent",
    "FindingEvent",
    "Member",
    "Phase",
    "Provenance",
    "read_chain",
]


async def read_chain(
    store: Store,
    household: str,
    *,
    divisions: Sequence[str] = EVERYWHERE,
    at: str | None = None,
    known_at: int | None = None,
    members: Collection[str] = (),
    departments: Collection[str] = (),
    dated: bool = False,
) -> Chain | None:
    """The chain of one household; None for an unknown one, or outside the divisions (prefixes of 6-digit codes).

    ``at``: only facts in force on that ISO day; ``known_at``: as known to the hub then (epoch ms); ``members``:
    person ids; ``departments``: Chinese names as on the cards; ``dated``: the coverage of payments, bills and covers.
    """
    loaded = await read_household(store, household, divisions, Parts(history=known_at is not None, dated=dated))
    if loaded is None:
        return None
    return make_chain(loaded.household(known_at), Filter(at, members, departments))
