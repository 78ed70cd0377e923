"""A parent does not bring up their children, as 民政 has found; (:Person)-[:FAILS_AS]->(:ParentalState)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class ParentalStateKind(Code):
    """失联, 撤销监护资格, 遣送（驱逐）出境, 被执行其他限制人身自由的措施."""

    LOST_CONTACT = "lost_contact", "失联", "contact lost"
    REVOKED = "revoked", "被撤销监护资格", "custody removed by a court"
    DEPORTED = "deported", "被遣送（驱逐）出境", "deported"
    RESTRAINED = "restrained", "被执行其他限制人身自由的措施", "otherwise deprived of liberty"


class ParentalState(Dated):
    """What no other department tells of a parent: death, custody, disability and illness come from theirs."""

    NAME: ClassVar[str] = "parental_state"
    LIST: ClassVar[str] = "incapacities"
    TITLE: ClassVar[Message] = Message("父母履职情况", "parental state")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "kind": "情形"}
    LABEL: ClassVar[str] = "ParentalState"
    VERB: ClassVar[str] = "FAILS_AS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "parental_state"
    CODED: ClassVar[str | None] = "kind"

    kind: ParentalStateKind
