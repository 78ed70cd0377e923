"""A person guards another; (:Person)-[:GUARDS]->(:Kinship)-[:TO]->(:Person)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import FactObject, Subject
from schema.values.relation import Relation


class Guardianship(Dated):
    """The subject is the guardian, the object the ward."""

    NAME: ClassVar[str] = "guardianship"
    LIST: ClassVar[str] = "guardianships"
    TITLE: ClassVar[Message] = Message("监护", "guardianship")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "relation": "关系"}
    LABEL: ClassVar[str] = "Kinship"
    VERB: ClassVar[str] = "GUARDS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "guardianship"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="guardianship",
        type="GuardianshipEvent",
        line="监护",
        description="A guardian for a ward.",
        fields=same("relation"),
        ends=("guardian", "ward"),
        order=10,
    )
    OBJECT: ClassVar[FactObject | None] = FactObject("TO", Subject.PERSON)

    relation: Annotated[str, Relation] | None = None
    """The guardian's relation to the ward, GB/T 4761."""
