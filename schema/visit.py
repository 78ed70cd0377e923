"""Somebody is visited at home; (:Person)-[:WAS_VISITED]->(:Visit)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from schema.code import Code
from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day


class VisitPurpose(Code):
    """探访, 入户调查, 回访."""

    CARE = "care", "探访", "looking after"
    SURVEY = "survey", "入户调查", "survey at home"
    FOLLOW_UP = "follow_up", "回访", "follow-up"


class VisitResult(Code):
    """What the visitor found."""

    SETTLED = "settled", "生活正常", "in order"
    IN_NEED = "in_need", "存在困难", "in need"
    NOT_MET = "not_met", "未见到本人", "not met"


class Visit(Record):
    """One visit by the township or village."""

    NAME: ClassVar[str] = "visit"
    LIST: ClassVar[str] = "visits"
    TITLE: ClassVar[Message] = Message("走访", "visit")
    TITLES: ClassVar[Mapping[str, str]] = {"visited_on": "走访日期", "purpose": "走访类型", "result": "走访结果"}
    LABEL: ClassVar[str] = "Visit"
    VERB: ClassVar[str] = "WAS_VISITED"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "visit"
    ON: ClassVar[str | None] = "visited_on"

    visited_on: Annotated[date, Day]
    purpose: VisitPurpose
    result: VisitResult | None = None
