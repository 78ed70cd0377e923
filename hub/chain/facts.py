"""Facts as read: one class for every kind, because old versions come as properties, not as columns.

A fact's ``months`` are a roster's runs; the coverage of its stream in its division gives their meaning.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import inf
from typing import Any

from hub.chain.model import Provenance
from hub.facts.versions import known, once
from schema.records import RECORDS
from schema.values.month import month_index, month_text
from schema.values.months import Months


@dataclass(slots=True)
class Fact:
    """One version of one fact; ``retired_at`` (epoch ms) is set when it no longer holds in the hub."""

    record: str
    """The record's name: ``benefit``."""
    provenance: Provenance
    key_id: str | None
    """Equal for one key of a source under changing content."""
    retired_at: int | None
    months: Months | None
    subject: str
    subject_type: str
    values: dict[str, Any]
    object: str | None = None
    """The household of a membership, the ward of a guardianship, the child of a parentage."""
    replaced_at: int | None = None
    """When (epoch ms) a later version took its place; None for the current one."""
    listed: tuple[int, ...] = ()
    """Months of a roster in which it was listed, as far as known."""
    covered: tuple[int, ...] = ()
    """Months that its stream has answered for its division, as far as that was known."""

    def in_force(self, day: str) -> bool:
        """Whether it was so on that day (ISO)."""
        month = month_index(day)
        if self.months is not None:
            return month in self.listed
        values = self.values
        if self.dated:
            until = values.get("valid_until")
            return values.get("valid_from", day) <= day and (until is None or day < until)
        if self.record == "death":
            return bool(values["date"] <= day)
        happened = self.happened
        if happened is None:
            return False
        return happened == day if len(happened) == 10 else month_index(happened) == month

    @property
    def happened(self) -> str | None:
        """The day or month of something that happens once, where its source gives it."""
        on = RECORDS[self.record].ON
        return None if on is None else self.values.get(on)

    @property
    def dated(self) -> bool:
        """Whether it has dates of its own, and no list's months."""
        return self.months is None and ("valid_from" in self.values or "valid_until" in self.values)

    def spells(self) -> list[tuple[str, str | None]]:
        """Unbroken runs of a roster over covered months; the last has no end while it is open.

        A register's fact has one: the months in which it begins and ends, as far as it has dates.
        """
        if self.dated:
            until = self.values.get("valid_until")
            begins = str(self.values.get("valid_from") or until)
            return [(begins[:7], None if until is None else _month_before(until))]
        spells: list[tuple[str, str | None]] = []
        listed = set(self.listed)
        first = last = -1
        for month in self.covered:
            if month in listed:
                first, last = (month if first < 0 else first), month
            elif first >= 0:
                spells.append((month_text(first), month_text(last)))
                first = -1
        if first >= 0:
            spells.append((month_text(first), None))
        return spells


def _month_before(until: str) -> str:
    """The month of the last day before an ISO date."""
    return (date.fromisoformat(until) - timedelta(days=1)).isoformat()[:7]


def standing(facts: Iterable[Fact], known_at: int | None) -> list[Fact]:
    """Each fact in the version that stood at ``known_at`` (epoch ms); None: as it stands now.

    Where months change, both versions were learned on one day: the one that was replaced first is the one that stood.
    """
    if known_at is None:
        return [fact for fact in facts if fact.replaced_at is None and fact.retired_at is None]
    found: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda fact: fact.replaced_at or inf):
        if known(fact.provenance.learned_at, fact.replaced_at, known_at):
            found.setdefault(fact.provenance.fact, fact)
    return [fact for fact in found.values() if known(fact.provenance.learned_at, fact.retired_at, known_at)]


def listed_once(facts: Iterable[Fact]) -> list[Fact]:
    """Events that several files of one division list with equal content as one."""
    return once(facts, lambda fact: fact.provenance.fact, _content)


def _content(fact: Fact) -> Hashable:
    """Equal for an event that several files of a division list; unique for a roster's fact."""
    if fact.months is not None or fact.key_id is None:
        return fact.provenance.fact
    source = fact.provenance
    return (fact.key_id, source.stream, source.division, fact.subject, fact.object, tuple(fact.values.items()))


@dataclass(slots=True)
class Cited:
    """A fact that a finding rests on; ``visible`` is false for one outside the reader's divisions."""

    fact: str
    division: str
    stream: str
    item: str | None
    months: tuple[str, ...]
    visible: bool


@dataclass(slots=True)
class FindingRow:
    """A finding with what it cites, as read; ``values`` are its properties."""

    id: str
    values: dict[str, Any]
    household_visible: bool
    cited: dict[str, Cited]


@dataclass(slots=True)
class PersonFacts:
    """One person: data of the identity number, and every fact within the reader's scope."""

    id: str
    birth: str | None
    sex: str | None
    facts: list[Fact] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)

    def of(self, record: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.record == record]


@dataclass(slots=True)
class HouseholdFacts:
    """One household, its facts, and all current and former members."""

    id: str
    form: str
    facts: list[Fact]
    findings: list[FindingRow]
    people: dict[str, PersonFacts]

    def of(self, record: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.record == record]

    def memberships(self) -> list[Fact]:
        """The memberships of this household, of all its people."""
        return [
            fact
            for person in self.people.values()
            for fact in person.facts
            if fact.record == "membership" and fact.object == self.id
        ]


CoverageLines = Mapping[tuple[str, str], tuple[tuple[int, int], ...]]
"""(stream, division) -> (month index, learned_at), sorted."""
