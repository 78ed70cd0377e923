"""Held deliveries: the reason, and the effect of a release.

A delivery that could not be read is never releasable: its scope stays unknown until a readable one is applied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from hub.ids import Ids
from schema.message import Message, chinese

ID_LENGTH = 12
"""Characters of a delivery's id; commands accept any unambiguous beginning."""
SHORTEST = 4
"""Characters of an id that are enough when they fit one delivery only."""


class HeldKind(StrEnum):
    """Why a delivery is held; the most serious of several."""

    UNREADABLE = "unreadable"
    """It could not be read as a whole; never releasable."""
    EXPECTATION = "expectation"
    """It breaks its card's expectations: too few rows, too many rejected or blank."""
    ENDING = "ending"
    """It would end or retire more than its card allows."""
    COPY = "copy"
    """It has the content of another delivery."""


@dataclass(frozen=True, slots=True)
class Part:
    """One division and month of a delivery; ``month`` is None for all months of a register or event."""

    division: str
    month: str | None
    """``2026-07``"""


@dataclass(slots=True)
class Effect:
    """The effect of a held delivery, as far as it was computed when it was held."""

    ended: Counter[str] = field(default_factory=Counter)
    """Record type -> facts of a roster that would end or lose a month."""
    retired: Counter[str] = field(default_factory=Counter)
    """Record type -> dated facts that would be retired."""
    people: set[str] = field(default_factory=set)
    households: set[str] = field(default_factory=set)
    findings: Counter[str] = field(default_factory=Counter)
    """Rule -> stored findings about those people and households, which a scan would judge again."""

    def add(self, other: Effect) -> None:
        self.ended += other.ended
        self.retired += other.retired
        self.people |= other.people
        self.households |= other.households

    def to_json(self) -> dict[str, Any]:
        return {
            "ended": dict(sorted(self.ended.items())),
            "retired": dict(sorted(self.retired.items())),
            "people": len(self.people),
            "households": len(self.households),
            "findings": dict(sorted(self.findings.items())),
        }


@dataclass(slots=True)
class HeldDelivery:
    """One delivery that is held, whole or in part."""

    id: str
    kind: HeldKind
    stream: str
    place: str
    rows: int
    reasons: list[Message]
    digest: str
    """Digest of the reviewed content; a release applies no other. Empty when unknown."""
    edition: str = ""
    """Mapping version: card, code tables and mapping code."""
    parts: list[Part] = field(default_factory=list)
    """What a release applies."""
    effect: Effect = field(default_factory=Effect)

    @property
    def reason(self) -> Message:
        return joined(self.reasons)

    @property
    def releasable(self) -> bool:
        return self.kind is not HeldKind.UNREADABLE and bool(self.digest)

    def to_json(self) -> dict[str, Any]:
        """As a run's plan and scripts have it."""
        return {
            "delivery": self.id,
            "kind": self.kind.value,
            "releasable": self.releasable,
            "stream": self.stream,
            "place": self.place,
            "rows": self.rows,
            "reason": str(self.reason),
            "reason_zh": chinese(self.reason),
            "digest": self.digest,
            "edition": self.edition,
            "parts": [[part.division, part.month] for part in self.parts],
            **self.effect.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Release:
    """A release: a delivery's content, and the parts of it that were held."""

    digest: str
    parts: frozenset[Part]
    kind: HeldKind


def as_message(text: str) -> Message:
    """A reason in both languages; one that has no Chinese is the same in both."""
    return text if isinstance(text, Message) else Message(text, text)


def joined(reasons: Iterable[str]) -> Message:
    """Several reasons as one."""
    told = list(reasons)
    return Message("；".join(map(chinese, told)), "; ".join(map(str, told)))


def held_id(ids: Ids, stream: str, place: str) -> str:
    """The id by which people name a delivery; equal in every run that holds it."""
    return ids.make("q", stream, place)[:ID_LENGTH]


def plan_of(held: Iterable[HeldDelivery]) -> str:
    """A run's plan, as its node keeps it; empty when nothing is held."""
    entries = [delivery.to_json() for delivery in held]
    return orjson.dumps(entries).decode() if entries else ""


def entries_of(plan: str | None) -> list[dict[str, Any]]:
    """The held deliveries of a stored plan; those of an older release, which had no ids, are left out."""
    return [entry for entry in orjson.loads(plan or "[]") if "delivery" in entry]


def release_of(entry: Mapping[str, Any]) -> Release:
    parts = frozenset(Part(division, month) for division, month in entry["parts"])
    return Release(entry["digest"], parts, HeldKind(entry["kind"]))
