"""A status under which 医保 gives medical aid; (:Person)-[:KNOWN_AS]->(:MedicalIdentity)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.dated import Dated
from schema.message import Message
from schema.record import Subject
from schema.values.catalogue_code import CategoryCode


class MedicalIdentity(Dated):
    """As the insurer's own system has it (idetinfo): without it no bill is settled with aid at once."""

    NAME: ClassVar[str] = "medical_identity"
    LIST: ClassVar[str] = "identities"
    TITLE: ClassVar[Message] = Message("医疗救助身份", "status in medical aid")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "category": "身份类别"}
    LABEL: ClassVar[str] = "MedicalIdentity"
    VERB: ClassVar[str] = "KNOWN_AS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "medical_identity"

    category: Annotated[str, CategoryCode]
    """psn_idet_type."""
