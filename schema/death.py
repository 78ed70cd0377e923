"""A person's death as one source reports it; (:Person)-[:DIED]->(:Death)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Annotated, ClassVar

from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day


class Death(Record):
    """Several sources may differ; which date counts is decided in the dossier."""

    NAME: ClassVar[str] = "death"
    LIST: ClassVar[str] = "deaths"
    TITLE: ClassVar[Message] = Message("死亡", "death")
    TITLES: ClassVar[Mapping[str, str]] = {"date": "日期", "basis": "依据"}
    LABEL: ClassVar[str] = "Death"
    VERB: ClassVar[str] = "DIED"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "death"
    ON: ClassVar[str | None] = "date"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="death",
        type="DeathEvent",
        line="死亡",
        description="A death.",
        fields=same("basis"),
        order=20,
    )
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"basis"})

    date: Annotated[Date, Day]
    basis: str | None = None
    """The source's evidence (死亡医学证明, 注销户口)."""
