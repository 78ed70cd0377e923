"""A person is another's father or mother; (:Person)-[:PARENT_OF]->(:Parentage)-[:TO]->(:Person)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import FactObject, Subject
from schema.values.relation import Relation


class Parentage(Dated):
    """The subject is the parent, the object the child. Its columns are a guardianship's: both are read as kinship."""

    NAME: ClassVar[str] = "parentage"
    LIST: ClassVar[str] = "parentages"
    TITLE: ClassVar[Message] = Message("亲子关系", "parentage")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "relation": "关系"}
    LABEL: ClassVar[str] = "Parentage"
    VERB: ClassVar[str] = "PARENT_OF"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "parentage"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="parentage",
        type="ParentageEvent",
        line="亲子",
        description="A parent of a child.",
        fields=same("relation"),
        ends=("parent", "child"),
        order=10,
    )
    OBJECT: ClassVar[FactObject | None] = FactObject("TO", Subject.PERSON)

    relation: Annotated[str, Relation] | None = None
    """The parent's relation to the child, GB/T 4761."""
