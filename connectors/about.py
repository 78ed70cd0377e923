"""Default subjects of a card's records.

Imported by the card's checks and by the mapping, which import each other's parts otherwise.
"""

from __future__ import annotations

from connectors.card import MapCard
from schema.record import Subject
from schema.records import RECORDS


def default_subject(record: str, mapped: MapCard) -> str:
    """The default subject of a record."""
    if mapped.subject is not None:
        return mapped.subject
    return "person" if Subject.PERSON in RECORDS[record].SUBJECTS else "household"


def default_object(record: str, mapped: MapCard) -> str | None:
    """The default object of a relation's fact."""
    if mapped.object is not None:
        return mapped.object
    end = RECORDS[record].OBJECT
    return None if end is None else end.kind.value
