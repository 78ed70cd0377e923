"""Stored findings that a scan did not raise: their subjects are read again, to distinguish *no* from *unknown*.

Only these are read a second time, so the cost is small where little has changed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from hub.detect.compiled import CompiledPolicy
from hub.detect.coverage import around
from hub.detect.dossier import Dossier
from hub.detect.evidence import EVENTS
from hub.detect.finding import Missing
from hub.detect.rests import Asked, Rest
from hub.detect.undecided import undecided
from hub.dossier.reader import PAGE, Reader
from hub.store import Store
from schema.values.month import month_index
from schema.values.months import Window

NOBODY = Dossier(None, {}, {}, [])


@dataclass(frozen=True, slots=True)
class Waits:
    """A finding of state unknown."""

    id: str
    rule: str
    subject: str
    discriminator: str
    missing: tuple[tuple[str, str], ...]
    """(stream, division) of everything that is missing, where it is known."""

    def hears(self, changed: Iterable[tuple[str, str]]) -> bool:
        """Whether one of the (stream, division) with changed coverage is missing for it."""
        return any(
            stream == own and (division in around(place) or place in around(division))
            for stream, division in changed
            for own, place in self.missing
        )


async def waiting_findings(store: Store) -> list[Waits]:
    return [
        Waits(
            row["id"],
            row["rule"],
            row["subject"],
            row["discriminator"],
            tuple(
                (one["stream"], one["division"])
                for one in orjson.loads(row["missing"] or "[]")
                if one["stream"] and one["division"]
            ),
        )
        async for row in store.stream("findings/unknown")
    ]


async def no_longer_known(
    reader: Reader, policy: CompiledPolicy, unseen: Mapping[str, tuple[str, str, tuple[str, ...]]]
) -> dict[str, tuple[Missing, ...]]:
    """Finding id -> what is missing; ``unseen`` are (rule, subject, months) of findings that are not raised now."""
    frame = reader.builder.frame
    rules = {rule.id for rule in policy.rules}
    wanted = sorted(id for id, (rule, _, _) in unseen.items() if rule in rules)
    found: dict[str, tuple[Missing, ...]] = {}
    for start in range(0, len(wanted), PAGE):
        part = wanted[start : start + PAGE]
        rows = await reader.store.read("findings/premises", ids=part)
        asked: dict[str, list[Asked]] = {}
        for row in rows:
            rule, subject, months = unseen[row["id"]]
            asked.setdefault(subject, []).append(_asked(row, rule, subject, months, frame.window))
        named = {
            subject: frozenset(rest.division for one in ones for rest in one.rests) for subject, ones in asked.items()
        }
        async for dossier in _dossiers(Reader(reader.store, reader.sealer, frame, named), asked):
            subjects = (*dossier.residents, *([] if dossier.home is None else [dossier.home]))
            here = [one for subject in subjects for one in asked.pop(subject, ())]
            found |= undecided(dossier, policy, frame.window, frame.coverage, here)
        rest = [one for left in asked.values() for one in left]
        found |= undecided(NOBODY, policy, frame.window, frame.coverage, rest)
    return found


async def _dossiers(reader: Reader, subjects: Iterable[str]) -> AsyncIterator[Dossier]:
    """The dossiers in which some people and households are judged, each once."""
    households = {id for id in subjects if not id.startswith("p")}
    alone: list[str] = []
    async for belonging in reader.belongings(sorted(id for id in subjects if id.startswith("p"))):
        households.update(belonging.homes)
        if not belonging.homes:
            alone.append(belonging.person)
    homes, people = sorted(households), sorted(set(alone))
    for start in range(0, len(homes), PAGE):
        page = await reader.households(homes[start : start + PAGE])
        for dossier in reader.builder.dossiers(page):
            yield dossier
    for start in range(0, len(people), PAGE):
        page = await reader.people(people[start : start + PAGE])
        for dossier in reader.builder.dossiers(page):
            yield dossier


def _asked(row: Mapping[str, Any], rule: str, subject: str, months: Iterable[str], window: Window) -> Asked:
    known = {fact[0]: fact[1:] for fact in row["facts"]}
    return Asked(
        row["id"],
        rule,
        subject,
        row["discriminator"],
        _bits(months, window),
        tuple(_rest(cite, known.get(cite["fact"]), window) for cite in orjson.loads(row["cites"])),
    )


def _rest(cite: Mapping[str, Any], known: Sequence[Any] | None, window: Window) -> Rest:
    # a fact that is no more was taken out with its delivery
    what, listed, dated, retired, withdrawn = known or (None, False, False, True, True)
    return Rest(
        cite["fact"],
        cite["type"],
        what,
        cite["stream"],
        cite["division"],
        _bits(cite["months"], window),
        listed,
        dated or cite["type"] in EVENTS,
        retired,
        withdrawn,
    )


def _bits(months: Iterable[str], window: Window) -> int:
    bits = 0
    for month in months:
        bits |= window.bit(month_index(month))
    return bits
