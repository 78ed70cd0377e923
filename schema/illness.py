"""A serious or chronic illness that a medical department registered; (:Person)-[:SUFFERS]->(:Illness)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class Illness(Dated):
    """One disease of the region's list of outpatient chronic and special diseases (门诊慢特病)."""

    NAME: ClassVar[str] = "illness"
    LIST: ClassVar[str] = "illnesses"
    TITLE: ClassVar[Message] = Message("病种", "illness")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "disease": "病种名称", "serious": "重病"}
    LABEL: ClassVar[str] = "Illness"
    VERB: ClassVar[str] = "SUFFERS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "illness"
    SEALED: ClassVar[frozenset[str]] = frozenset({"disease"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"disease"})

    disease: str
    """慢病卡病种, as the source names it."""
    serious: bool | None = None
    """Whether the region's list counts it as 重病; None where the list does not say."""
