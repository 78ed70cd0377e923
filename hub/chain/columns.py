"""Which properties of which fact the chain reads, in which order: the one list behind the statements and the reader."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PEOPLE = 500
"""People ever in one household, beyond which it is not read whole (a collective household is no family)."""

COMMON = ("id", "key_id", "stream", "division", "run", "learned_at", "retired_at", "months")
"""Of every fact; ``months`` is a roster's."""

SPAN = ("valid_from", "valid_until")
"""Of facts that last: a register's own dates."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of fact: label, relationship, its own columns, and those that must be opened to be shown."""

    label: str
    verb: str
    own: tuple[str, ...]
    sealed: tuple[str, ...] = ()
    formerly_sealed: tuple[str, ...] = ()
    """Fields of ``own`` that an older release sealed; ``<field>_enc`` until a rotation."""

    @property
    def values(self) -> tuple[str, ...]:
        """Names of the values after ``COMMON``; a sealed field under its plain name."""
        return self.own + self.sealed + tuple(f"{field}_enc" for field in self.formerly_sealed)


SHAPES: dict[str, Shape] = {
    "person": Shape(
        "PersonRecord", "DESCRIBES", ("name", "sex", "birth", "township"), ("national_id", "phone", "address")
    ),
    "household": Shape("HouseholdRecord", "DESCRIBES", ("number", "head", "size", "township")),
    "membership": Shape("Membership", "IN", ("relation", "counted", *SPAN)),
    "guardianship": Shape("Kinship", "GUARDS", ("relation", *SPAN)),
    "category": Shape("Category", "HAS_CATEGORY", ("category", "tier", "status", *SPAN)),
    "benefit": Shape(
        "Benefit",
        "RECEIVES",
        ("item", "amount", "cause", "awarded_on", "school_year", "term", "grade", "approval", "event", "month", *SPAN),
    ),
    "payment": Shape(
        "Payment", "PAID", ("item", "month", "amount", "back_pay", "account_name"), ("account",), ("account_name",)
    ),
    "certificate": Shape("DisabilityCertificate", "HOLDS", ("kind", "grade", "status", *SPAN), ("number",)),
    "death": Shape("Death", "DIED", ("date", "basis")),
    "enrolment": Shape("Enrolment", "ENROLLED", ("stage", "school", "grade", "status", *SPAN)),
    "insurance_cover": Shape("InsuranceCover", "COVERED_BY", ("scheme", *SPAN, "subsidised")),
    "medical_expense": Shape("MedicalExpense", "SPENT", ("settled_on", "total", "self_paid", "aid", "visit")),
}
"""By the record's name (schema/records.py)."""

PERSONAL = ("category", "benefit", "payment", "certificate", "death", "enrolment", "insurance_cover", "medical_expense")
"""Facts of a person that have no other end, in the order of a person's row."""

SHARED = ("category", "benefit", "payment")
"""Facts of a household likewise."""

FINDING = (
    "id",
    "rule",
    "version",
    "type",
    "effect",
    "severity",
    "subject_type",
    "subject",
    "household",
    "months",
    "period_type",
    "period_label",
    "amount",
    "basis",
    "sentence_zh",
    "sentence_en",
    "state",
    "first_seen",
    "last_seen",
    "as_of",
    "divisions",
    "departments",
    "items",
    "cites",
    "absences",
    "identity_in_doubt",
    "missing",
)
CITED = ("id", "division", "stream", "item", "category", "months", "month")
"""Of every fact that a finding cites; what is missing on a label is null."""
