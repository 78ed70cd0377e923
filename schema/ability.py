"""An assessment of a person's ability to care for themselves; (:Person)-[:ASSESSED]->(:AbilityAssessment)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from schema.dated import Dated
from schema.message import Message
from schema.record import Subject
from schema.values.ability_grade import AbilityGrade
from schema.values.day import Day


class Ability(Dated):
    """MZ/T 039: grade 0 able, 1 slightly, 2 moderately, 3 severely disabled."""

    NAME: ClassVar[str] = "ability"
    LIST: ClassVar[str] = "abilities"
    TITLE: ClassVar[Message] = Message("能力评估", "ability assessment")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "grade": "能力等级", "assessed_on": "评估日期"}
    LABEL: ClassVar[str] = "AbilityAssessment"
    VERB: ClassVar[str] = "ASSESSED"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "ability"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"assessed_on"})

    grade: Annotated[int, AbilityGrade] = Field(description="0, able, to 3, severely disabled.")
    assessed_on: Annotated[date, Day] | None = None
