"""A person is paid from the public budget (财政供养); (:Person)-[:ON_PAYROLL]->(:Payroll)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class Payroll(Dated):
    """One spell on the list of those whom the budget pays."""

    NAME: ClassVar[str] = "payroll"
    LIST: ClassVar[str] = "payrolls"
    TITLE: ClassVar[Message] = Message("财政供养", "public payroll")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "unit": "单位", "standing": "人员性质"}
    LABEL: ClassVar[str] = "Payroll"
    VERB: ClassVar[str] = "ON_PAYROLL"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "payroll"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"unit", "standing"})

    unit: str | None = None
    standing: str | None = None
    """在职, 退休, 遗属 … in the source's own words."""
