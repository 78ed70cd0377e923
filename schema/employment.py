"""A person works, or is registered as unemployed; (:Person)-[:WORKS]->(:Employment)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class EmploymentKind(Code):
    """单位就业, 登记失业. Who has a public-interest post is on that post's list."""

    EMPLOYED = "employed", "单位就业", "employed"
    UNEMPLOYED = "unemployed", "登记失业", "registered as unemployed"


class Employment(Dated):
    """One spell."""

    NAME: ClassVar[str] = "employment"
    LIST: ClassVar[str] = "employments"
    TITLE: ClassVar[Message] = Message("就业失业", "employment")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "kind": "类型", "employer": "就业单位"}
    LABEL: ClassVar[str] = "Employment"
    VERB: ClassVar[str] = "WORKS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "employment"
    CODED: ClassVar[str | None] = "kind"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"employer"})

    kind: EmploymentKind
    employer: str | None = None
