"""A pupil is on a school's roll; (:Person)-[:ENROLLED]->(:Enrolment)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Subject
from schema.values.school_number import SchoolNumber


class Stage(Code):
    """学前, 小学, 初中, 普高, 中职, 高校."""

    PRESCHOOL = "preschool", "学前", "preschool"
    PRIMARY = "primary", "小学", "primary school"
    JUNIOR = "junior", "初中", "junior secondary school"
    SENIOR = "senior", "普通高中", "senior secondary school"
    VOCATIONAL = "vocational", "中职", "vocational school"
    COLLEGE = "college", "高校", "university or college"


class EnrolmentStatus(Code):
    """在读, 休学, 离校."""

    ENROLLED = "enrolled", "在读", "enrolled"
    SUSPENDED = "suspended", "休学", "suspended"
    LEFT = "left", "离校", "left"


class Enrolment(Dated):
    """One row of 学籍."""

    NAME: ClassVar[str] = "enrolment"
    LIST: ClassVar[str] = "enrolments"
    TITLE: ClassVar[Message] = Message("学籍", "enrolment")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "school_number": "学籍号",
        "stage": "学段",
        "school": "学校",
        "grade": "等级",
        "status": "状态",
    }
    LABEL: ClassVar[str] = "Enrolment"
    VERB: ClassVar[str] = "ENROLLED"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "enrolment"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="enrolment",
        type="EnrolmentEvent",
        line="在学",
        description="A place on a school's roll.",
        fields=same("stage", "school", "grade", "status"),
        api={"grade": "school_grade"},
        order=40,
    )
    CODED: ClassVar[str | None] = "stage"
    """A county's school roll knows nothing of universities."""
    SEALED: ClassVar[frozenset[str]] = frozenset({"school_number"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"grade", "school", "school_number"})
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset({"school_number"})

    school_number: Annotated[str, SchoolNumber] | None = None
    """学籍号: G and the national ID, or J/L and 18 characters that are none."""
    stage: Stage
    school: str | None = None
    grade: str | None = None
    status: EnrolmentStatus = EnrolmentStatus.ENROLLED
