"""Somebody applies for help; (:Person)-[:APPLIED_FOR]->(:Application)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject
from schema.values.day import Day


class Matter(Code):
    """What the application is about."""

    ASSISTANCE = "assistance", "社会救助（分类认定）", "social assistance, to be classified"
    EVALUATION = "evaluation", "退出后评估", "evaluation for the next category after leaving one"
    TEMPORARY = "temporary", "临时救助", "temporary aid"
    OTHER = "other", "其他", "other"


class Outcome(Code):
    """The state of the proceeding in the listed months."""

    PENDING = "pending", "办理中", "in progress"
    APPROVED = "approved", "已认定", "approved"
    REJECTED = "rejected", "不予认定", "rejected"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"


class Application(Dated):
    """One line of the ledger of applications, in the months in which it is in progress or decided."""

    NAME: ClassVar[str] = "application"
    LIST: ClassVar[str] = "applications"
    TITLE: ClassVar[Message] = Message("救助申请", "application")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "matter": "申请事项",
        "applied_on": "受理日期",
        "outcome": "办理结果",
        "decided_on": "办结日期",
        "urgent": "急难情形",
        "consent": "核对授权",
    }
    LABEL: ClassVar[str] = "Application"
    VERB: ClassVar[str] = "APPLIED_FOR"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "application"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"applied_on", "decided_on", "consent"})

    matter: Matter
    applied_on: Annotated[date, Day]
    outcome: Outcome
    decided_on: Annotated[date, Day] | None = None
    urgent: bool | None = None
    """The township found the home in real difficulty."""
    consent: bool | None = None
    """Every member has authorised the check of incomes and property (核对授权)."""
