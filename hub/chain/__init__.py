"""One household's chain of assistance: ``read_chain`` reads it with one statement and returns plain data."""

from __future__ import annotations

from hub.chain.model import (
    AwardEvent,
    CertificateEvent,
    Chain,
    CoverEvent,
    DeathEvent,
    DeterminationEvent,
    EnrolmentEvent,
    Event,
    EventKind,
    ExpenseEvent,
    FindingEvent,
    GuardianshipEvent,
    Member,
    MembershipEvent,
    PaymentEvent,
    Phase,
    Said,
)

__all__ = [
    "AwardEvent",
    "CertificateEvent",
    "Chain",
    "CoverEvent",
    "DeathEvent",
    "DeterminationEvent",
    "EnrolmentEvent",
    "Event",
    "EventKind",
    "ExpenseEvent",
    "FindingEvent",
    "GuardianshipEvent",
    "Member",
    "MembershipEvent",
    "PaymentEvent",
    "Phase",
    "Said",
]
