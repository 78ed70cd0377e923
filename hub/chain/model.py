"""A household's chain of assistance as plain data: events in order over every department and member.

Nothing here knows the store, GraphQL or the terminal. Identity numbers and accounts are masked before they get here;
money is in fen; ``on`` is an ISO date, the first day of the month where only the month is known (``exact`` is False).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    """The kind of event: a spell begins, changes or ends, or something happens once."""

    BEGINS = "begins"
    CHANGES = "changes"
    ENDS = "ends"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The source: one fact of one stream, and the time at which the hub learned it (epoch ms)."""

    fact: str
    stream: str
    department: str
    division: str
    run: str
    learned_at: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event; ``id`` is stable while the fact and its spell are.

    ``first`` and ``last`` are the months ("2026-05") of the spell that begins, changes or ends here; ``last`` None
    means that it is open in the last month its source covers. The end of an ending is ``on``.
    """

    kind: str
    """``award``, ``death`` …: that of its record's form, or ``finding``."""
    id: str
    on: str
    exact: bool
    phase: Phase
    subject_type: str
    """``person`` or ``household``."""
    subject: str
    provenance: Provenance | None
    """None for the hub's own events (findings)."""
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class FactEvent(Event):
    """A fact begins, changes or ends, or happens once."""

    record: str = ""
    """The record's name."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """By the names in the form of its record's events; codes as in the graph."""


@dataclass(frozen=True, slots=True)
class FindingEvent(Event):
    """A lead of a rule, placed in the first month it names; never a verdict."""

    finding: str = ""
    rule: str = ""
    type: str = ""
    severity: str = ""
    effect: str = ""
    months: tuple[str, ...] = ()
    amount: int | None = None
    state: str = ""
    sentence_zh: str = ""
    sentence_en: str = ""
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A current or former member of the household; ``spells`` are (first month, last month or None while open)."""

    person: str
    name: str | None
    birth: str | None
    sex: str | None
    relation: str | None
    spells: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """The months that a stream has covered for a division: there, absence from its list means *no*."""

    stream: str
    division: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """One household and its events, oldest first."""

    household: str
    form: str
    number: str | None
    """The source's number of the household, where it is not personal (低保证号)."""
    divisions: tuple[str, ...]
    members: tuple[Member, ...]
    events: tuple[Event, ...]
    covered_until: str | None
    """The last month that any stream with facts here covers."""
    covered: tuple[Covered, ...] = ()
    """Coverage of every stream with facts here, by stream and division; other months are unknown."""
