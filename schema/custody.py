"""A person is held by a court's or an authority's decision; (:Person)-[:IN_CUSTODY]->(:Custody)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class CustodyKind(Code):
    """服刑, 强制隔离戒毒, 社区矫正. Who is corrected in the community lives at home: it stops nothing."""

    PRISON = "prison", "监狱服刑", "in prison"
    REHABILITATION = "rehabilitation", "强制隔离戒毒", "in compulsory drug rehabilitation"
    CORRECTION = "correction", "社区矫正", "corrected in the community"


class Custody(Dated):
    """One spell."""

    NAME: ClassVar[str] = "custody"
    LIST: ClassVar[str] = "custodies"
    TITLE: ClassVar[Message] = Message("羁押与矫正", "custody")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "kind": "类型"}
    LABEL: ClassVar[str] = "Custody"
    VERB: ClassVar[str] = "IN_CUSTODY"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "custody"
    CODED: ClassVar[str | None] = "kind"

    kind: CustodyKind
