"""A person is lawfully no member of the home for a time; (:Person)-[:ABSENT]->(:HomeAbsence)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class AbsenceKind(Code):
    """宣告失踪, 义务兵."""

    MISSING = "missing", "宣告失踪", "declared missing"
    CONSCRIPT = "conscript", "义务兵", "conscript"


class HomeAbsence(Dated):
    """One spell."""

    NAME: ClassVar[str] = "home_absence"
    LIST: ClassVar[str] = "absences"
    TITLE: ClassVar[Message] = Message("失踪与服役", "absence")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "kind": "类型"}
    LABEL: ClassVar[str] = "HomeAbsence"
    VERB: ClassVar[str] = "ABSENT"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "home_absence"
    CODED: ClassVar[str | None] = "kind"

    kind: AbsenceKind
