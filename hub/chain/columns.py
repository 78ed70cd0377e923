"""Which properties of findings, and of the facts they cite, a chain reads; those of facts follow from their records."""

from __future__ import annotations

MAX_PEOPLE = 500
"""Nodes of people ever in one household, beyond which it is not read whole (a collective household is no family)."""

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
"""Columns of every fact that a finding cites; null where a label lacks one."""
