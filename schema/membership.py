"""A person belongs to a household; (:Person)-[:IN]->(:Membership)-[:OF]->(:Household)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from schema.dated import Dated
from schema.record import FactObject, Subject
from schema.values.relation import Relation


class Membership(Dated):
    """The household is the fact's object."""

    NAME: ClassVar[str] = "membership"
    LIST: ClassVar[str] = "memberships"
    LABEL: ClassVar[str] = "Membership"
    VERB: ClassVar[str] = "IN"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    OBJECT: ClassVar[FactObject | None] = FactObject("OF", Subject.HOUSEHOLD)

    relation: Annotated[str, Relation] | None = None
    """Relation to the head, GB/T 4761 two digits; 02 is the head."""
    counted: bool = True
    """Whether the household's amount counts this person."""
