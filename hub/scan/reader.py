"""Reads dossiers from the store, a page of households or people at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hub.detect.dossier import Dossier
from hub.scan.build import Builder, Frame
from hub.scan.facts import Row
from hub.scan.home import Belonging
from hub.store import Store

PAGE = 500
"""Households a statement; larger pages gain nothing on either engine."""
_MOST = 5_000
"""Ids that one statement takes at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was read of some households, or of some people who have none; dossiers are built from it one by one."""

    households: list[dict[str, Any]]
    people: list[Row]
    guardians: dict[str, Row]

    def dossiers(self, builder: Builder) -> Iterable[Dossier]:
        for household in self.households:
            yield builder.household(household, self.guardians)
        for person in self.people:
            yield builder.person(person, self.guardians)


class Reader:
    """Reads for one scan, as things stand or as they were known."""

    def __init__(self, store: Store, frame: Frame, named: Mapping[str, frozenset[str]] | None = None) -> None:
        self.store = store
        self.builder = Builder(frame, named)
        self._form = "" if frame.known_at is None else "_known"
        self._when: dict[str, Any] = {} if frame.known_at is None else {"known_at": frame.known_at}

    async def households(self, ids: Sequence[str]) -> Page:
        found = await self.store.read(f"dossier/household{self._form}", ids=list(ids), **self._when)
        members = [member[-1] for row in found for member in self.builder.members(row)]
        within = {member[0] for member in members}
        wanted = {guardian for member in members for guardian in self.builder.guardians(member)} - within
        return Page(found, [], await self._people(wanted))

    async def people(self, ids: Sequence[str]) -> Page:
        """People who are judged alone."""
        found = await self._people(ids)
        wanted = {guardian for row in found.values() for guardian in self.builder.guardians(row)} - found.keys()
        return Page([], [found[id] for id in ids if id in found], found | await self._people(wanted))

    async def belongings(self, ids: Sequence[str] | None = None) -> AsyncIterator[Belonging]:
        """Where everybody belongs, or some people."""
        if ids is None:
            async for row in self.store.stream(f"dossier/homes{self._form}", **self._when):
                yield self.builder.belonging(row)
            return
        for start in range(0, len(ids), _MOST):
            part = list(ids[start : start + _MOST])
            for row in await self.store.read(f"dossier/homes_of{self._form}", ids=part, **self._when):
                yield self.builder.belonging(row)

    async def _people(self, ids: Iterable[str]) -> dict[str, Row]:
        wanted = sorted(ids)
        found: dict[str, Row] = {}
        for start in range(0, len(wanted), _MOST):
            part = wanted[start : start + _MOST]
            for row in await self.store.read(f"dossier/person{self._form}", ids=part, **self._when):
                found[row["person"][0]] = row["person"]
        return found
