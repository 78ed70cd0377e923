"""Constraints, indexes and upgrades: those of ``schema`` that a store lacks are added when it is opened.

The store lists its own, so a record or an index added later is declared in an old store too.
Each declaration is ``IF NOT EXISTS``: work that was cut short is simply done again. Declarations come before any data,
for the embedded engine derives (and then coerces) a property's type from the data it finds; what a later release
indexes is text, which no such type changes (findings/arcadedb-type-from-data.sh). Statements of ``upgrade/`` upgrade
nodes of an older format in batches; each changes only old ones.
"""

from __future__ import annotations

import cypher
from hub.store.store import Engine, Store, repeatable
from schema.errors import StoreVersionError
from schema.graph import STORE_FORMAT


def declarations(engine: Engine) -> list[str]:
    """The declarations of an engine. Types of properties are for the embedded one: Neo4j Community refuses them."""
    return [*cypher.names("constraints"), *(cypher.names("types") if engine == "arcadedb" else ())]


async def version(store: Store) -> int:
    """The store's format; 0 for an empty store."""
    return (await _stored(store))[0]


async def _stored(store: Store) -> tuple[int, frozenset[str]]:
    rows = await store.read("store/version")
    return (int(rows[0]["version"]), frozenset(rows[0]["declared"] or ())) if rows else (0, frozenset())


async def lacking(store: Store) -> tuple[int, list[str]]:
    """The store's format, and the names of the declarations that it lacks. Raises ``StoreVersionError``."""
    found, declared = await _stored(store)
    if found > STORE_FORMAT:
        raise StoreVersionError(found, STORE_FORMAT)
    return found, [name for name in declarations(store.engine) if name.partition("/")[2] not in declared]


async def migrate(store: Store) -> list[str]:
    """Declare what is missing; the names declared. Raises ``StoreVersionError`` on a store of a later format."""
    found, missing = await lacking(store)
    for name in missing:
        await store.declare(name)
    if found < STORE_FORMAT:
        await upgrade(store)
    if missing or found < STORE_FORMAT:
        _, declared = await _stored(store)
        names = sorted(declared | {name.partition("/")[2] for name in declarations(store.engine)})
        await store.write("write/schema_version", repeatable, version=STORE_FORMAT, declared=names)
    return missing


async def upgrade(store: Store) -> None:
    """Bring nodes that an older release wrote up to this format."""
    for name in cypher.names("upgrade"):
        while any(row["changed"] for row in await store.write(name, repeatable)):
            pass
