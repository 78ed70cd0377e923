"""A job was offered to a person by the public employment service; (:Person)-[:OFFERED]->(:JobOffer)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from schema.code import Code
from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day


class OfferOutcome(Code):
    """接受, 无正当理由拒绝, 未录用或有正当理由."""

    ACCEPTED = "accepted", "接受", "accepted"
    REFUSED = "refused", "无正当理由拒绝", "refused without a good reason"
    EXCUSED = "excused", "有正当理由未成", "did not come about, for a good reason"


class JobOffer(Record):
    """One offer of a suitable job."""

    NAME: ClassVar[str] = "job_offer"
    LIST: ClassVar[str] = "offers"
    TITLE: ClassVar[Message] = Message("岗位推荐", "job offer")
    TITLES: ClassVar[Mapping[str, str]] = {"offered_on": "推荐日期", "outcome": "结果"}
    LABEL: ClassVar[str] = "JobOffer"
    VERB: ClassVar[str] = "OFFERED"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "job_offer"
    ON: ClassVar[str | None] = "offered_on"

    offered_on: Annotated[date, Day]
    outcome: OfferOutcome
