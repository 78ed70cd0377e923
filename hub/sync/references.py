"""References between streams: a police number of a person, the household that a person heads.

They resolve against what this run has staged and what the store holds. What does not resolve is pending, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.base import HouseholdRef, MappedFact, PersonRef
from hub.sync.context import Run
from hub.sync.entry import Encoder
from hub.sync.roster import stored_bits
from hub.sync.rows import RowSet

CHUNK = 5000

Places = list[tuple[str, int]]
"""Ids, each with the months for which it is meant; the months do not overlap."""


def union(places: Places) -> int:
    """All months for which somebody is meant."""
    bits = 0
    for _, months in places:
        bits |= months
    return bits


def _references(facts: Iterable[MappedFact]) -> Iterator[PersonRef | HouseholdRef]:
    for fact in facts:
        yield fact.subject
        if fact.object is not None:
            yield fact.object


class References:
    """Resolves the references of one group of rows: ``load`` first, then ``places``."""

    def __init__(self, run: Run, encoder: Encoder) -> None:
        self._run = run
        self._encoder = encoder
        self._aliases: dict[str, str] = {}
        self._heads: dict[tuple[str, str], list[tuple[str, int]]] = {}

    @staticmethod
    def needed(facts: Iterable[MappedFact]) -> bool:
        """Whether any reference needs another stream."""
        return any(
            (isinstance(reference, PersonRef) and reference.alias is not None)
            or (isinstance(reference, HouseholdRef) and reference.key is None)
            for reference in _references(facts)
        )

    async def load(self, rows: Iterable[RowSet]) -> None:
        """Ask the store for every reference of the rows that needs another stream, in few questions."""
        aliases: set[str] = set()
        scopes: set[str] = set()
        for row in rows:
            for reference in _references(row.facts):
                if isinstance(reference, PersonRef):
                    if reference.alias is not None:
                        aliases.add(self._alias_key(reference.alias))
                elif reference.key is None and reference.via is not None:
                    scopes.add(f"{reference.via}|{row.division}")
        waiting = sorted(aliases)
        for start in range(0, len(waiting), CHUNK):
            keys = waiting[start : start + CHUNK]
            for found in await self._run.store.read("sync/people_by_alias", keys=keys):
                self._aliases[found["key"]] = min(self._aliases.get(found["key"], found["person"]), found["person"])
        for scope in sorted(scopes):
            for found in await self._run.store.read("sync/households_of_heads", scope=scope):
                self._heads.setdefault((scope, found["head"]), []).append(
                    (found["household"], stored_bits(found["months"]))
                )

    def of(self, reference: PersonRef | HouseholdRef) -> str:
        """The id that a reference gives by itself."""
        if isinstance(reference, PersonRef):
            return self._encoder.person(reference)
        return self._encoder.household(reference)

    def places(self, reference: PersonRef | HouseholdRef, division: str, bits: int) -> Places:
        """Whom a reference means, by id, in which of the months of ``bits``; months without an answer are missing."""
        if isinstance(reference, PersonRef):
            person = self._person(reference)
            return [] if person is None else [(person, bits)]
        if reference.key is not None:
            return [(self._encoder.household(reference), bits)]
        if reference.head is None or reference.via is None:
            return []
        head = self._person(reference.head)
        if head is None:
            return []
        key = (f"{reference.via}|{division}", head)
        found: dict[str, int] = {}
        left = bits
        for household, months in sorted(self._run.heads.get(key, [])) + sorted(self._heads.get(key, [])):
            here = left & months
            if here:
                found[household] = found.get(household, 0) | here
                left &= ~here
        return sorted(found.items())

    def _person(self, reference: PersonRef) -> str | None:
        if reference.alias is None:
            return self._encoder.person(reference)
        return self._aliases.get(self._alias_key(reference.alias))

    def _alias_key(self, alias: str) -> str:
        return self._encoder.alias_key(alias)
