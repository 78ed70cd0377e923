"""A finding: a lead with its evidence, basis and amount at stake. Never a verdict: a person decides.

A finding's identity is its rule, its subject and its discriminator, so it survives a new month, a move, a policy edit
and a merge; everything else is an attribute. No finding names a person: facts and subjects are keyed ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256


class FindingType(StrEnum):
    DUPLICATE = "duplicate"
    OMISSION = "omission"
    WARNING = "warning"


class HeldReason(StrEnum):
    """Why "could be" is not a finding."""

    UNCOVERED = "uncovered"
    """A stream has not answered for a division and month, or no stream answers at all."""
    DOUBT = "doubt"
    """A rejected row may be about this person."""
    DEATH_DISPUTED = "death_disputed"
    """There are signs of life after the registered death."""
    PARAMETER = "parameter"
    """The region has no such parameter on file."""
    PARTIAL = "partial"
    """Something began or ended within the month, or a value is missing."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A fact that the finding rests on; ``months`` are those of the finding (or of the event) that it speaks for."""

    fact: str
    type: str
    """The record's name: ``membership``, ``benefit``, ``payment`` …"""
    stream: str
    division: str
    months: tuple[str, ...]
    run: str
    """A roster's fact is cited with the run that covered the latest month named."""
    learned_at: int
    """Epoch milliseconds."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A stream answered for the division and months, and the thing was not there."""

    stream: str
    division: str
    months: tuple[str, ...]
    run: str


@dataclass(frozen=True, slots=True)
class Period:
    """``type``: month, term, year or season; ``label``: ``2026``, ``2025-2026-spring``."""

    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """The part of one month of one item in the amount, in fen; totals count each (subject, item, month) once.

    The sum of an award for a term, a season or a year is one part, in the first month that the award is for.
    """

    item: str
    month: str
    amount: int


@dataclass(frozen=True, slots=True)
class Sentence:
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One lead. Months are texts in order; amounts are fen."""

    id: str
    rule: str
    version: int
    type: FindingType
    effect: str
    severity: str
    subject_type: str
    """``person`` or ``household``."""
    subject: str
    household: str | None
    """The home in which the subject was judged."""
    discriminator: str
    months: tuple[str, ...]
    period: Period | None
    amount: int | None
    parts: tuple[Part, ...]
    cites: tuple[Cite, ...]
    absences: tuple[Absence, ...]
    basis: str
    sentence: Sentence
    items: tuple[str, ...]
    divisions: tuple[str, ...]
    """Every division that a cite or an absence names: each may see the finding."""
    streams: tuple[str, ...]
    about: tuple[str, ...]
    """Every subject it is about: the subject, and for a pattern everybody else in it."""
    identity_in_doubt: bool = False
    """It rests on sources that disagree on a person's identity; its severity is lowered, and its sentence mentions
    it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a held-back finding is missing: a stream that has not answered, or a topic without a stream."""

    reason: HeldReason
    topic: str
    """``benefit:disab_living``, ``cover``, or the name of a parameter."""
    stream: str | None
    division: str | None
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A possible finding, depending on missing data: not raised, but counted."""

    rule: str
    version: int
    subject_type: str
    subject: str
    months: tuple[str, ...]
    missing: tuple[Missing, ...]
    discriminator: str = ""
    """With rule and subject, the identity of the finding that it could be."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    findings: tuple[Finding, ...]
    held_back: tuple[HeldBack, ...]


@lru_cache(maxsize=4096)
def finding_id(rule: str, subject: str, discriminator: str = "") -> str:
    """``n`` and 31 hex digits; subjects are keyed hashes already, so a plain hash gives nothing away."""
    return "n" + sha256("\x1f".join((rule, subject, discriminator)).encode()).hexdigest()[:31]
