"""How a household's chain shows the facts of a record: as events of a kind, with some of the record's fields.

A record that declares no form has the one that ``schema.records.event_form`` derives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

COMMON = frozenset(
    {
        "kind",
        "id",
        "on",
        "exact",
        "phase",
        "subject_type",
        "subject",
        "provenance",
        "said",
        "first",
        "last",
        "record",
        "values",
    }
)
"""Names that every event has: no value of a record may have one of them."""


@dataclass(frozen=True, slots=True)
class EventForm:
    """The events of one record."""

    kind: str
    """Their kind for scripts: ``award``."""
    type: str
    """Their type in the API: ``DeathEvent``."""
    line: str
    """The Chinese label of their line in a time line."""
    description: str
    """Of the type in the API."""
    fields: Mapping[str, str]
    """The name of each value in an event, and the record's field that it is."""
    api: Mapping[str, str] = field(default_factory=dict)
    """The names of values that the API calls otherwise: there a name has one type in all events."""
    ends: tuple[str, str] | None = None
    """The names of subject and object in an event of a fact that joins two people."""
    amount: str | None = None
    """The field that is the amount of a month."""
    order: int = 50
    """Of events of one day: who belongs together first, aid last."""


def same(*names: str) -> dict[str, str]:
    """Fields under their own names."""
    return {name: name for name in names}
