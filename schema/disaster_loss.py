"""A disaster took something from somebody; (:Person)-[:LOST]->(:DisasterLoss)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from schema.code import Code
from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day
from schema.values.key import Key
from schema.values.money import Money


class Loss(Code):
    """倒塌, 损坏, 农作物, 其他."""

    COLLAPSED = "collapsed", "房屋倒塌", "house collapsed"
    DAMAGED = "damaged", "房屋损坏", "house damaged"
    CROPS = "crops", "农作物受灾", "crops lost"
    OTHER = "other", "其他损失", "other loss"


class DisasterLoss(Record):
    """One line of the disaster's verified losses, about the head of a home."""

    NAME: ClassVar[str] = "disaster_loss"
    LIST: ClassVar[str] = "losses"
    TITLE: ClassVar[Message] = Message("灾害损失", "disaster loss")
    TITLES: ClassVar[Mapping[str, str]] = {
        "struck_on": "受灾日期",
        "loss": "损失类型",
        "amount": "损失金额",
        "event": "灾害编号",
    }
    LABEL: ClassVar[str] = "DisasterLoss"
    VERB: ClassVar[str] = "LOST"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "disaster_loss"
    ON: ClassVar[str | None] = "struck_on"

    struck_on: Annotated[date, Day]
    loss: Loss
    amount: Annotated[Decimal, Money] | None = None
    event: Annotated[str, Key] | None = None
    """The disaster's number, as awards name it."""
