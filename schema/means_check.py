"""A person's means as 核对 found them; (:Person)-[:CHECKED_IN]->(:MeansCheck)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from schema.code import Code
from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day
from schema.values.money import Money


class Supporters(Code):
    """法定赡养、抚养、扶养义务人."""

    NONE = "none", "无义务人", "nobody is bound to support"
    UNABLE = "unable", "义务人无履行能力", "supporters are unable"
    ABLE = "able", "义务人有履行能力", "supporters are able"


class MeansCheck(Record):
    """One report (核对报告) about one person of a household."""

    NAME: ClassVar[str] = "means_check"
    LIST: ClassVar[str] = "checks"
    TITLE: ClassVar[Message] = Message("经济状况核对", "means check")
    TITLES: ClassVar[Mapping[str, str]] = {
        "checked_on": "核对日期",
        "own_income": "本人月收入",
        "household_income": "家庭年收入",
        "supporters": "法定义务人",
        "authorised_on": "授权日期",
        "vehicles": "机动车（辆）",
        "dwellings": "产权住房（套）",
        "deposits": "金融资产",
    }
    LABEL: ClassVar[str] = "MeansCheck"
    VERB: ClassVar[str] = "CHECKED_IN"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "means_check"
    ON: ClassVar[str | None] = "checked_on"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"authorised_on"})

    checked_on: Annotated[date, Day]
    own_income: Annotated[Decimal, Money] | None = None
    """Of the person, a month."""
    household_income: Annotated[Decimal, Money] | None = None
    """Of the whole household, a year."""
    supporters: Supporters | None = None
    authorised_on: Annotated[date, Day] | None = None
    """The day of the signed authorisation (授权书) on which the check rests."""
    vehicles: Annotated[int, Field(ge=0)] | None = None
    dwellings: Annotated[int, Field(ge=0)] | None = None
    """Owned by the person; as `vehicles`, none is 0 and what the report leaves open is None."""
    deposits: Annotated[Decimal, Money] | None = None
    """All financial assets of the person, in yuan."""
