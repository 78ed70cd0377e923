"""Constraints, indexes and numbered migrations, applied in order and once, at every start.

A migration is a folder ``cypher/constraints/<number>/`` of single declarations, each ``IF NOT EXISTS``: one that was
cut short is simply run again. Declarations come before any data, for the embedded engine derives (and then coerces) a
property's type from the data it finds.
"""

from __future__ import annotations

import cypher
from hub.store.store import Store, repeatable
from schema.errors import StoreVersionError


def numbers() -> list[int]:
    """The migrations this release knows, in order."""
    return sorted({int(name.split("/")[1]) for name in cypher.names("constraints")})


async def version(store: Store) -> int:
    """The last migration applied; 0 for an empty store."""
    rows = await store.read("store/version")
    return int(rows[0]["version"]) if rows else 0


async def migrate(store: Store) -> list[int]:
    """Apply what is missing; the numbers applied. Raises ``StoreVersionError`` on a newer store."""
    found = await version(store)
    known = numbers()
    if found > known[-1]:
        raise StoreVersionError(found, known[-1])
    missing = [number for number in known if number > found]
    for number in known if missing else ():
        # the older ones too: a label that came since is declared where its like are
        for name in cypher.names(f"constraints/{number:04d}"):
            await store.declare(name)
        if number in missing:
            await store.write("write/schema_version", repeatable, version=number)
    return missing
