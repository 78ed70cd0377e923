"""Current facts of a stream, for comparison with a delivery.

Only a few columns of every fact are read, because most are unchanged; the rest of changed ones.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from hub.store import Store

CHUNK = 4000
"""Ids or scopes in one question."""


class CurrentFact(NamedTuple):
    """A current or retired fact; its fields are those of ``read/RECORD_in_scopes``, in its order, and its scope."""

    id: str
    key_id: str
    digest: str
    months: str | None
    """A roster's runs."""
    retired_at: int | None
    scope: str


class Ends(NamedTuple):
    """Whom a stored fact is about, and since when it is known (epoch ms)."""

    learned_at: int
    subject: str
    object: str | None


C = TypeVar("C")


async def stored_in_scopes(store: Store, record: str, scopes: Iterable[str]) -> dict[str, CurrentFact]:
    """Every fact of a record type in some scopes, by id."""
    found: dict[str, CurrentFact] = {}

    async def read(part: list[str]) -> None:
        async for row in store.stream(f"read/{record}_in_scopes", scopes=part):
            scope = row["scope"]
            for fact in row["facts"]:
                found[fact[0]] = CurrentFact._make((*fact, scope))

    for part in _parts(sorted(scopes)):
        await store.patiently(partial(read, part))
    return found


async def subjects_in_scopes(store: Store, record: str, scopes: Iterable[str]) -> set[str]:
    """Whom and which households the facts of a record type in some scopes are about."""
    found: set[str] = set()

    async def read(part: list[str]) -> None:
        async for row in store.stream(f"read/{record}_subjects", scopes=part):
            found.update(id for id in row.values() if id is not None)

    for part in _parts(sorted(scopes)):
        await store.patiently(partial(read, part))
    return found


async def with_ends(
    store: Store, record: str, changes: Sequence[tuple[CurrentFact, C]]
) -> AsyncIterator[tuple[CurrentFact, Ends, C]]:
    """Current facts of a record type, each with its operation and the data needed for it."""
    for start in range(0, len(changes), CHUNK):
        part = changes[start : start + CHUNK]
        rows = await store.read(f"read/{record}_by_ids", ids=[known.id for known, _ in part])
        ends = {row["id"]: Ends(row["learned_at"], row["subject"], row["object"]) for row in rows}
        for known, change in part:
            yield known, ends[known.id], change


def _parts(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
