"""Basic medical cover of a person; (:Person)-[:COVERED_BY]->(:InsuranceCover)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from pydantic import model_validator

from schema.errors import InvalidValueError
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Record, Subject
from schema.values.catalogue_code import InsuranceScheme
from schema.values.day import Day
from schema.values.reason import Reason


class InsuranceCover(Record):
    """One insured period; ``valid_until`` is the first day no longer covered, None is open."""

    NAME: ClassVar[str] = "insurance_cover"
    LIST: ClassVar[str] = "covers"
    TITLE: ClassVar[Message] = Message("参保", "insurance_cover")
    TITLES: ClassVar[Mapping[str, str]] = {
        "scheme": "险种",
        "valid_from": "起始日期",
        "valid_until": "截止日期",
        "subsidised": "资助参保",
    }
    LABEL: ClassVar[str] = "InsuranceCover"
    VERB: ClassVar[str] = "COVERED_BY"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "cover"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="cover",
        type="CoverEvent",
        line="参保",
        description="Basic medical cover.",
        fields=same("scheme", "subsidised"),
        order=60,
    )

    scheme: Annotated[str, InsuranceScheme]
    """insutype: 310 employees, 390 residents."""
    valid_from: Annotated[date, Day]
    valid_until: Annotated[date, Day] | None = None
    subsidised: bool | None = None
    """Whether the premium was paid for the person (资助参保)."""

    @model_validator(mode="after")
    def _in_order(self) -> InsuranceCover:
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise InvalidValueError(
                Reason.END_BEFORE_START, Message("晚于开始日期的截止日期", "an end after the start")
            )
        return self
