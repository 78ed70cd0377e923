"""A person belongs to a household; (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import FactObject, Subject
from schema.values.relation import Relation


class Membership(Dated):
    """The household is the fact's object."""

    NAME: ClassVar[str] = "membership"
    LIST: ClassVar[str] = "memberships"
    TITLE: ClassVar[Message] = Message("家庭成员", "membership")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "relation": "关系", "counted": "计入"}
    LABEL: ClassVar[str] = "Membership"
    VERB: ClassVar[str] = "IN"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "membership"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="membership",
        type="MembershipEvent",
        line="在户",
        description="Somebody joins or leaves the household.",
        fields=same("relation", "counted"),
        order=0,
    )
    OBJECT: ClassVar[FactObject | None] = FactObject("OF", Subject.HOUSEHOLD)

    relation: Annotated[str, Relation] | None = None
    """Relation to the head, GB/T 4761 two digits; 02 is the head."""
    counted: bool = True
    """Whether the household's amount counts this person."""
