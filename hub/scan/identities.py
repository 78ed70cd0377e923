"""People whose sources disagree under one identity number, for review."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from hub.detect.dossier import IdentityReport, PersonView
from hub.detect.identity import WORDS, differing, own_of
from hub.dossier.forms import born
from hub.dossier.identity_reports import COLUMNS, DIVISION, STREAM, disagreeing_reports
from hub.dossier.page import DossierRow, joined
from hub.dossier.validity import Times
from hub.facts.versions import Row
from hub.store import Store
from schema.values.months import OPEN, Months, Window
from schema.values.name import Name

_MONTHS, _LEARNED = COLUMNS.at("months"), COLUMNS.at("learned_at")
LATEST = 9999 * 12
"""A window without any listed month: reports are compared regardless of time."""


@dataclass(frozen=True, slots=True)
class Source:
    """One source's report; the name is masked, sex and birth are shown only as differences from the number's own."""

    stream: str
    division: str
    name: str | None
    against_number: tuple[str, ...]
    """Which of sex and birth differ from the number's own."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    person: str
    differs: tuple[str, ...]
    """``name``, ``sex``, ``birth``."""
    since: int
    """Epoch milliseconds at which the hub first knew of both sides."""
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        since = datetime.fromtimestamp(self.since / 1000, UTC).isoformat(timespec="milliseconds")
        return {
            "person": self.person,
            "differs": list(self.differs),
            "since": since.replace("+00:00", "Z"),
            "sources": [
                {
                    "stream": one.stream,
                    "division": one.division,
                    "name": one.name,
                    "against_number": list(one.against_number),
                }
                for one in self.sources
            ],
        }


async def disagreements(store: Store) -> AsyncIterator[Disagreement]:
    """Everybody of whom any two current reports disagree, or one and the number itself."""
    times = Times(Window(LATEST), {})
    several = {row["id"] async for row in store.stream("dossier/merged")}
    nodes: list[DossierRow] = []
    async for row in store.stream("dossier/identities"):
        if row["id"] in several:
            nodes.append(row)
        elif (found := _disagreement(times, row)) is not None:
            yield found
    for row in joined(nodes).values():
        if (found := _disagreement(times, row)) is not None:
            yield found


def _latest(records: Iterable[Row]) -> list[Row]:
    """The last listed report of each stream and division: a corrected name is no disagreement."""
    units: dict[tuple[str, str], tuple[int, list[Row]]] = {}
    for record in records:
        months = record[_MONTHS]
        last = OPEN if months is None else max((end for _, end in Months.parse(months).runs), default=0)
        unit = (record[STREAM], record[DIVISION])
        known = units.get(unit)
        if known is None or known[0] < last:
            units[unit] = (last, [record])
        elif known[0] == last:
            known[1].append(record)
    return [record for _, listed in units.values() for record in listed]


def _disagreement(times: Times, row: DossierRow) -> Disagreement | None:
    view = PersonView(row["id"], born(row["birth"]), row["sex"])
    records = sorted(_latest(row["records"]), key=lambda one: (one[STREAM], one[DIVISION] or "", one[_LEARNED]))
    found = disagreeing_reports(times, records, view)
    return _between(view, found, [record[_LEARNED] for record in records]) if found else None


def _between(view: PersonView, found: tuple[IdentityReport, ...], learned: list[int]) -> Disagreement:
    own = own_of(view)
    differs: set[str] = set()
    since: list[int] = []
    sides = [*zip(found, learned, strict=True), (own, 0)]
    for (left, first), (right, second) in combinations(sides, 2):
        apart = differing(left, right, own)
        if apart:
            differs.update(apart)
            since.append(max(first, second))
    sources = {
        Source(
            one.stream,
            one.division,
            None if one.name is None else Name.mask(one.name),
            differing(one._replace(name=None), own, own),
        ): None
        for one in found
    }
    return Disagreement(view.id, tuple(field for field in WORDS if field in differs), min(since), tuple(sources))
