"""Records of things that last: a register gives them a first day and the first day on which they hold no longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from pydantic import model_validator

from schema.errors import InvalidValueError
from schema.message import Message
from schema.record import Record
from schema.values.day import Day
from schema.values.reason import Reason


class Dated(Record):
    """``valid_until`` is the first day no longer covered; without it the span is open.

    A roster's facts need no dates: the months in which they are listed count, whatever dates they carry.
    """

    TITLES: ClassVar[Mapping[str, str]] = {"valid_from": "起始日期", "valid_until": "截止日期"}

    valid_from: Annotated[date, Day] | None = None
    valid_until: Annotated[date, Day] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.valid_from is not None and self.valid_until is not None and self.valid_until <= self.valid_from:
            raise InvalidValueError(
                Reason.END_BEFORE_START, Message("截止日期应晚于开始日期", "an end after the start")
            )
        return self
