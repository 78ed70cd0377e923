"""The graph's catalogue beyond the records' own declarations: labels, indexes and sealed properties.

Every fact node also carries the ids of its ``subject`` and ``object``: comparing and copying then need no traversal.
"""

from __future__ import annotations

from schema.record import Record, Subject
from schema.records import RECORDS

STORE_FORMAT = 6
"""The store's format: a release refuses a store of a later one. Raise it when older releases must not write there."""

NODE = {Subject.PERSON: "Person", Subject.HOUSEHOLD: "Household"}
"""The labels of the subjects of facts."""

FINDING_ORDERS = ("amount", "severity", "first_seen", "last_seen")
"""Orders of lists of findings; the index of each is the property ``by_<order>``."""
AREA_ORDERS = ("amount", "severity")
"""Those that the list of an area has an index of its own for: no scan changes them while a finding stays as it is."""
AREA_DIGITS = (6, 4)
"""Digits of the codes of areas with a list of their own, the smallest area first: counties, prefectures."""

INDEXES: dict[str, tuple[tuple[str, ...], ...]] = {
    "Person": (("entity",),),
    "PersonRecord": (("alias_key",),),
    "HouseholdRecord": (("head",), ("address_key",)),
    "Payment": (("account_key",),),
    "MedicalExpense": (("invoice_key",),),
    "Superseded": (("fact",), ("subject",)),
    "Run": (("source",), ("state",)),
    "Coverage": (("stream",), ("stream", "division")),
    "Delivered": (("source",),),
    "Doubt": (("stream",), ("stream", "division", "month"), ("person",)),
    "Rejection": (("run",), ("source",)),
    "Pending": (("stream", "place"),),
    "Finding": (
        ("rule",),
        ("type",),
        ("state",),
        ("subject",),
        ("household",),
        *((f"by_{order}",) for order in FINDING_ORDERS),
    ),
    "Decision": (("finding",),),
    "FindingPlace": tuple((f"by_{order}",) for order in AREA_ORDERS),
    "FindingTotal": (),
    "Household": (),
    "Source": (),
    "Schema": (),
}
"""Label -> indexed properties besides ``id``; for fact labels ``FACT_INDEXES`` are added."""
FACT_INDEXES = ("scope", "division", "item", "month", "category")
"""Properties of facts that are searched by: the first two of every fact, the others of records with that field."""
PLAIN = (
    "Person",
    "Household",
    "Source",
    "Run",
    "Coverage",
    "Delivered",
    "Doubt",
    "Rejection",
    "Pending",
    "Finding",
    "FindingTotal",
)
"""Nodes that are no facts, in the order in which a backup holds them."""

VERSION = frozenset({"id", "fact", "type", "retired_at", "change", "was_retired_at"})
"""Properties of an old version beside its fact's; ``change`` is source, mapping, repair or withdrawn."""

SEALED_NODES = {"superseded": "Superseded", "rejection": "Rejection", "pending": "Pending", "decision": "Decision"}
"""Nodes that hold sealed values and are no facts."""
FORMERLY_SEALED: dict[str, tuple[str, ...]] = {"payment": ("account_name",)}
"""Fields that older releases sealed and that are now kept in clear; a rotation opens them."""


def labels() -> list[str]:
    """Every label of the graph."""
    return sorted({record.LABEL for record in RECORDS.values()} | set(INDEXES))


def indexes(label: str) -> list[tuple[str, ...]]:
    """Indexes of a label besides ``id``; each is a tuple of properties."""
    facts = {record.LABEL: record for record in RECORDS.values()}
    own = list(INDEXES.get(label, ()))
    return [*((field,) for field in _searched(facts[label])), *own] if label in facts else own


def _searched(record: type[Record]) -> list[str]:
    return [field for field in FACT_INDEXES if field in ("scope", "division") or field in record.model_fields]


def sealed() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Nodes with sealed values: name -> label and the sealed properties."""
    facts = {
        name: (
            record.LABEL,
            ("key_enc", *(f"{field}_enc" for field in sorted(record.SEALED | set(FORMERLY_SEALED.get(name, ()))))),
        )
        for name, record in RECORDS.items()
    }
    every = tuple(dict.fromkeys(field for _, fields in facts.values() for field in fields))
    own = {"superseded": every, "decision": ("reason_enc",)}
    return facts | {name: (label, own.get(name, ("raw_enc",))) for name, label in SEALED_NODES.items()}
