"""A dossier: everything known about one household and the people in it, ready for pure evaluation.

Every fact carries two sets of months over the window: ``yes``, in force on the month's first day, and ``some``,
possibly in force on some day (a superset of ``yes``). A month that a stream covers and in which no fact is in ``some``
is *no*; all else is unknown (semantics.md §2). Money is in fen. The store is not used here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple


@dataclass(slots=True)
class Fact:
    """Common fields of facts; ``run`` and ``learned_at`` (epoch ms) are those of their delivery.

    The fields of a subclass have the names of its record's, or name the field in their metadata as ``column``.
    """

    id: str
    stream: str
    division: str
    run: str
    learned_at: int
    yes: int
    some: int


@dataclass(slots=True)
class MembershipFact(Fact):
    household: str = ""
    relation: str | None = None
    counted: bool = True


@dataclass(slots=True)
class CategoryFact(Fact):
    category: str = ""
    status: str = "active"


@dataclass(slots=True)
class BenefitFact(Fact):
    item: str = ""
    amount: int | None = None
    cause: str | None = None
    awarded_on: date | None = None
    school_year: str | None = None
    term: str | None = None
    grade: str | None = None
    approval: str | None = None
    event: str | None = None
    one_sum: bool = False
    """Its months are those of one award: of a term, a school year, or from one date to another."""


@dataclass(slots=True)
class PaymentFact(Fact):
    """``yes`` is the one benefit month; ``month`` its index."""

    item: str = ""
    month: int = 0
    amount: int = 0
    account: str | None = None
    back_pay: bool = False


@dataclass(slots=True)
class CertificateFact(Fact):
    kind: str = ""
    grade: int = 0
    status: str = "valid"
    starts: date | None = None
    """Its first day, where a register gives it."""


@dataclass(slots=True)
class DeathFact(Fact):
    on: date = field(default=date.min, metadata={"column": "date"})


@dataclass(slots=True)
class EnrolmentFact(Fact):
    stage: str = ""
    status: str = "enrolled"
    starts: date | None = None
    """Its first day, where a register gives it."""


@dataclass(slots=True)
class CoverFact(Fact):
    scheme: str = ""
    subsidised: bool | None = None


@dataclass(slots=True)
class ExpenseFact(Fact):
    on: date = field(default=date.min, metadata={"column": "settled_on"})
    total: int = 0
    self_paid: int = 0
    aid: int | None = None
    invoice: str | None = None
    """As a keyed hash."""


@dataclass(slots=True)
class KinshipFact(Fact):
    """``verb`` is GUARDS or PARENT_OF; ``guardian`` and ``ward`` are person ids."""

    verb: str = "GUARDS"
    guardian: str = ""
    ward: str = ""
    relation: str | None = None


KIN: Mapping[str, str] = {"GUARDS": "guardianship", "PARENT_OF": "parentage"}
"""The record of each verb between two people."""


@dataclass(slots=True)
class DeclaredFact(Fact):
    """Of a record without a class above: what rules may read of it, by the names of its fields."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        values: Mapping[str, Any] = object.__getattribute__(self, "values")
        if name not in values:
            raise AttributeError(name)
        return values[name]


NOTHING_DECLARED: Mapping[str, Sequence[DeclaredFact]] = {}
"""Shared by all who have no such fact."""


class IdentityReport(NamedTuple):
    """A source's report on the holder of a number: name, sex (1 or 2) and birth, each may be missing."""

    stream: str
    division: str
    months: int
    """Months in which it is listed so; every month for facts without months."""
    name: str | None = None
    sex: str | None = None
    birth: date | None = None


@dataclass(slots=True)
class PersonView:
    """One person (entity) with all their facts, wherever they come from."""

    id: str
    birth: date | None = None
    sex: str | None = None
    memberships: list[MembershipFact] = field(default_factory=list)
    categories: list[CategoryFact] = field(default_factory=list)
    benefits: list[BenefitFact] = field(default_factory=list)
    payments: list[PaymentFact] = field(default_factory=list)
    certificates: list[CertificateFact] = field(default_factory=list)
    deaths: list[DeathFact] = field(default_factory=list)
    enrolments: list[EnrolmentFact] = field(default_factory=list)
    covers: list[CoverFact] = field(default_factory=list)
    expenses: list[ExpenseFact] = field(default_factory=list)
    kinships: list[KinshipFact] = field(default_factory=list)
    """As guardian, parent or ward."""
    declared: Mapping[str, Sequence[DeclaredFact]] = field(default_factory=lambda: NOTHING_DECLARED)
    """The facts of records without a class of their own, by the records' names."""
    doubts: dict[str, int] = field(default_factory=dict)
    """Stream -> months in which a rejected row may be about this person: unknown, never *no*."""
    elsewhere: dict[str, dict[str, int]] = field(default_factory=dict)
    """Division -> the same of that division alone, for divisions that a stored finding about them names."""
    identity_reports: tuple[IdentityReport, ...] = ()
    """Sources' reports on this person, where any two of them disagree (``hub.detect.identity``); else empty."""


@dataclass(slots=True)
class HouseholdView:
    """One household with its own facts."""

    id: str
    form: str
    divisions: dict[str, int] = field(default_factory=dict)
    """6-digit division -> months in which a source placed the household there."""
    categories: list[CategoryFact] = field(default_factory=list)
    benefits: list[BenefitFact] = field(default_factory=list)
    payments: list[PaymentFact] = field(default_factory=list)
    declared: Mapping[str, Sequence[DeclaredFact]] = field(default_factory=lambda: NOTHING_DECLARED)
    members: list[tuple[str, MembershipFact]] = field(default_factory=list)
    """(person id, membership), every one within the window."""


@dataclass(slots=True)
class Dossier:
    """The input of one evaluation."""

    home: str | None
    """The household that is judged; None for a person without a household."""
    people: dict[str, PersonView]
    """Everyone who is or was a member, their parents and guardians."""
    households: dict[str, HouseholdView]
    """Every household of every one of them."""
    residents: list[str]
    """Persons whose home this is: the only ones judged here."""
