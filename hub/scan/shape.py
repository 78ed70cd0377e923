"""Which properties of which fact a dossier reads, in which order: the one list behind statements and parsers.

Every fact comes from the store as a flat list: the columns of ``COMMON``, then its own, then what its pattern adds
(the ids at the other end). A column of ``COMMON`` that a fact's label does not have is null there.
"""

from __future__ import annotations

from dataclasses import dataclass

COMMON = ("id", "stream", "division", "run", "learned_at", "months", "month")
"""Of every fact; ``months`` is a roster's, ``month`` an event's."""
OWN = len(COMMON)
"""Where a fact's own columns begin. An event's end with ``key_id``, by which one that two files list counts once."""

SPAN = ("valid_from", "valid_until")
"""Of facts that last: a register's own dates."""


@dataclass(frozen=True, slots=True)
class FactShape:
    """One kind of fact: its node's label, its relationship and its own columns."""

    label: str
    verb: str
    own: tuple[str, ...]
    common: tuple[str, ...] = COMMON

    @property
    def columns(self) -> tuple[str, ...]:
        return self.common + self.own


MEMBERSHIP = FactShape("Membership", "IN", ("relation", "counted", *SPAN))
CATEGORY = FactShape("Category", "HAS_CATEGORY", ("category", "status", *SPAN))
BENEFIT = FactShape(
    "Benefit",
    "RECEIVES",
    ("item", "amount", "cause", "awarded_on", "school_year", "term", "grade", "approval", "event", *SPAN, "key_id"),
)
PAYMENT = FactShape("Payment", "PAID", ("item", "amount", "account_key", "back_pay", "key_id"))
CERTIFICATE = FactShape("DisabilityCertificate", "HOLDS", ("kind", "grade", "status", *SPAN))
DEATH = FactShape("Death", "DIED", ("date", "key_id"))
ENROLMENT = FactShape("Enrolment", "ENROLLED", ("stage", "status", *SPAN))
COVER = FactShape("InsuranceCover", "COVERED_BY", (*SPAN, "scheme", "subsidised"))
EXPENSE = FactShape("MedicalExpense", "SPENT", ("settled_on", "total", "self_paid", "aid", "key_id"))
KINSHIP = FactShape("Kinship", "GUARDS|PARENT_OF", ("relation", *SPAN))
PERSON_RECORD = FactShape(
    "PersonRecord",
    "DESCRIBES",
    ("division", "name", "township", "stream", "sex", "birth", "months", "month"),
    common=(),
)
"""What finds the person whom a rejected row may be about, and tells whether sources mean one person."""
HOUSEHOLD_RECORD = FactShape("HouseholdRecord", "DESCRIBES", ())

PERSON_FACTS: dict[str, FactShape] = {
    "categories": CATEGORY,
    "benefits": BENEFIT,
    "payments": PAYMENT,
    "certificates": CERTIFICATE,
    "deaths": DEATH,
    "enrolments": ENROLMENT,
    "covers": COVER,
    "expenses": EXPENSE,
}
"""Facts of a person that have no other end, by the list of ``PersonView`` that they fill, in the order of a row."""
HOUSEHOLD_FACTS: dict[str, FactShape] = {"categories": CATEGORY, "benefits": BENEFIT, "payments": PAYMENT}
"""Facts of a household likewise."""
