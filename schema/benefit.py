"""An award of one catalogue item (the entitlement layer); -[:RECEIVES]->(:Benefit)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Subject
from schema.values.catalogue_code import Cause, ItemCode
from schema.values.day import Day
from schema.values.key import Key
from schema.values.money import Money


class Term(Code):
    """School terms: autumn is August to January, spring February to July (policy.md §11.12)."""

    AUTUMN = "autumn", "秋季学期", "autumn term"
    SPRING = "spring", "春季学期", "spring term"
    YEAR = "year", "学年", "school year"


class Benefit(Dated):
    """A roster's benefit has the months in which it was listed, a register's its dates, an event's its award's."""

    NAME: ClassVar[str] = "benefit"
    LIST: ClassVar[str] = "benefits"
    TITLE: ClassVar[Message] = Message("待遇", "benefit")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "item": "项目",
        "amount": "金额",
        "cause": "救助原因",
        "awarded_on": "批准日期",
        "school_year": "学年",
        "term": "学期",
        "approval": "审批编号",
        "event": "事件编号",
        "grade": "等级",
    }
    LABEL: ClassVar[str] = "Benefit"
    VERB: ClassVar[str] = "RECEIVES"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (
        Subject.PERSON,
        Subject.HOUSEHOLD,
    )
    TOPIC: ClassVar[str | None] = "benefit"
    CODED: ClassVar[str | None] = "item"
    ON: ClassVar[str | None] = "awarded_on"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="award",
        type="Award",
        line="待遇",
        description="An item is awarded, changes its amount, or ends.",
        fields=same("item", "amount", "cause", "school_year", "term"),
        amount="amount",
        order=80,
    )

    item: Annotated[str, ItemCode]
    amount: Annotated[Decimal, Money] | None = None
    """Yuan a month for monthly items, else the award's sum."""
    cause: Annotated[str, Cause] | None = None
    """Why (临时救助), a code of the table ``cause``; None is unknown."""
    awarded_on: Annotated[date, Day] | None = None
    school_year: str | None = None
    """学年, ``2024-2025``."""
    term: Term | None = None
    approval: Annotated[str, Key] | None = None
    """审批编号: awards of one approval are instalments of one case."""
    event: Annotated[str, Key] | None = None
    """事件编号 (an accident, a disaster): awards for different events are not for one cause."""
    grade: str | None = None
    """The source's own grade of the award (护理等级, 自理能力)."""
