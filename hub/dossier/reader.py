"""Reads dossiers from the store, a page of households or people at a time.

People are read by ``entity``: a person with several nodes has the facts of all of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hub.dossier.build import Builder, DossierFrame
from hub.dossier.home import Belonging, Key
from hub.dossier.page import DossierRow, Page, joined
from hub.seal import Sealer
from hub.store import Store

PAGE = 500
"""Households a statement; larger pages gain nothing on either engine."""

_RANGE = 2_000
"""People of one range, about: as many rows a record as spare the driver most of its work."""


def id_ranges(people: int) -> Iterator[tuple[str, str]]:
    """Ranges ``[low, high)`` of people's ids that together hold all of them, each about ``_RANGE`` people."""
    digits = 0
    while people > _RANGE << 4 * digits:
        digits += 1
    starts = ["p" + f"{number:0{digits}x}" * (digits > 0) for number in range(1 << 4 * digits)]
    yield from zip(starts, [*starts[1:], "q"], strict=True)


class Reader:
    """Reads for one scan, the graph as it is or as it was known."""

    def __init__(
        self, store: Store, sealer: Sealer, frame: DossierFrame, named: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        self.store = store
        self.sealer = sealer
        self.builder = Builder(frame, named)
        self._form = "" if frame.known_at is None else "_known"
        self._when: dict[str, Any] = {} if frame.known_at is None else {"known_at": frame.known_at}

    async def households(self, ids: Sequence[str]) -> Page:
        """Some households, with all data of their dossiers."""
        own = await self._households(ids)
        people = await self._people({member for row in own.values() for member in self.builder.members(row)})
        return await self._page(ids, people, own)

    async def people(self, ids: Sequence[str]) -> Page:
        """People who are judged alone."""
        return await self._page(ids, await self._people(ids), {})

    async def belongings(self, ids: Collection[str] | None = None) -> AsyncIterator[Belonging]:
        """Memberships of all people, or of some."""
        if ids is None:
            (count,) = await self.store.read("dossier/count")
            for low, high in id_ranges(count["people"]):
                for row in await self.store.read(f"dossier/homes{self._form}", low=low, high=high, **self._when):
                    for person, memberships in row["rows"]:
                        yield self.builder.belonging(person, memberships)
            return
        for row in await self.store.read_many(f"dossier/homes_of{self._form}", ids, **self._when):
            for person, memberships in row["rows"]:
                yield self.builder.belonging(person, memberships)

    async def _page(
        self, wanted: Sequence[str], people: dict[str, DossierRow], households: dict[str, DossierRow]
    ) -> Page:
        """Adds guardians, and the households of all people."""
        guardians = {guardian for person in people.values() for guardian in self.builder.guardians(person)}
        people |= await self._people(guardians - people.keys())
        others = {id for person in people.values() for id in self.builder.households(person)}
        households |= await self._households(others - households.keys())
        page = Page(tuple(wanted), people, households)
        tied = self._tied(page)
        return Page(page.wanted, people, households, await self._keys(tied)) if tied else page

    async def _households(self, ids: Collection[str]) -> dict[str, DossierRow]:
        rows = await self.store.read_many(f"dossier/households{self._form}", ids, **self._when)
        return {row["id"]: row for row in rows}

    async def _people(self, ids: Collection[str]) -> dict[str, DossierRow]:
        return joined(await self.store.read_many(f"dossier/people{self._form}", ids, **self._when))

    def _tied(self, page: Page) -> set[str]:
        """Households that form and latest month leave tied for a person of the page."""
        found: set[str] = set()
        for person in page.people.values():
            if len(set(self.builder.households(person))) > 1:
                belonging = self.builder.belonging(person["id"], person["memberships"])
                if len(belonging.homes) > 1:
                    found.update(belonging.homes)
        return found

    async def _keys(self, ids: Iterable[str]) -> dict[str, Key]:
        rows = await self.store.read_many("dossier/keys", set(ids))
        return {row["id"]: min(map(self._key, row["records"] or row["memberships"]), default=("", "")) for row in rows}

    def _key(self, row: list[Any]) -> Key:
        record, id, stream, key, sealed = row
        return stream.partition(".")[0], key or ("" if sealed is None else self.sealer.open(sealed, record, "key", id))
