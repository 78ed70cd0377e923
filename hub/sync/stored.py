"""What the store holds of a stream's facts, as a delivery is compared with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hub.store import Store

CHUNK = 4000
"""Ids or scopes in one question."""


class Stored(NamedTuple):
    """One current or retired fact; the fields are those of ``cypher.generate.COMPARED``, in its order."""

    id: str
    key_id: str
    scope: str
    digest: str
    months: str | None
    """A roster's runs."""
    learned_at: int
    retired_at: int | None
    subject: str
    object: str | None


async def stored_in_scopes(store: Store, record: str, scopes: Iterable[str]) -> dict[str, Stored]:
    """Every fact of a record type in some scopes, by id."""
    return await _ask(store, f"read/{record}_in_scopes", "scopes", sorted(scopes))


async def stored_by_ids(store: Store, record: str, ids: Iterable[str]) -> dict[str, Stored]:
    """Those of some facts that the store holds, in whatever scope, by id."""
    return await _ask(store, f"read/{record}_by_ids", "ids", sorted(ids))


async def _ask(store: Store, statement: str, parameter: str, values: list[str]) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    for start in range(0, len(values), CHUNK):
        async for row in store.stream(statement, **{parameter: values[start : start + CHUNK]}):
            for fact in row["facts"]:
                found[fact[0]] = Stored._make(fact)
    return found
