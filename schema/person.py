"""One department's record of one person; (:PersonRecord)-[:DESCRIBES]->(:Person)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from schema.message import Message
from schema.record import Record, Subject
from schema.values.day import Day
from schema.values.division import Division
from schema.values.name import Name
from schema.values.national_id import NationalId
from schema.values.phone import Phone
from schema.values.sex import Sex


class Person(Record):
    """Kept as reported: two departments may disagree, and both statements are kept."""

    NAME: ClassVar[str] = "person"
    LIST: ClassVar[str] = "records"
    TITLE: ClassVar[Message] = Message("人员", "person")
    TITLES: ClassVar[Mapping[str, str]] = {
        "national_id": "身份证号",
        "name": "姓名",
        "sex": "性别",
        "birth": "出生日期",
        "township": "乡镇街道",
        "address": "地址",
        "phone": "电话",
        "alias": "来源人员编号",
    }
    LABEL: ClassVar[str] = "PersonRecord"
    VERB: ClassVar[str] = "DESCRIBES"
    FROM_FACT: ClassVar[bool] = True
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    SEALED: ClassVar[frozenset[str]] = frozenset({"national_id", "address", "phone", "alias"})
    KEYED: ClassVar[frozenset[str]] = frozenset({"alias"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"address", "alias", "national_id", "phone"})
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset({"alias"})

    national_id: Annotated[str, NationalId] | None = None
    """18 characters (GB 11643); 15 digits are upgraded. None where the source has no valid one."""
    name: Annotated[str, Name] | None = None
    sex: Annotated[str, Sex] | None = None
    """GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated."""
    birth: Annotated[date, Day] | None = None
    """Date of birth as reported; the identity number's own date takes precedence."""
    township: Annotated[str, Division] | None = None
    """Division of the place of registration, 6, 9 or 12 digits."""
    address: str | None = None
    phone: Annotated[str, Phone] | None = None
    alias: str | None = None
    """The source's own number of the person (公安 RKBS), by which another stream refers to them."""
