"""One department's record of one household; (:HouseholdRecord)-[:DESCRIBES]->(:Household)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.code import Code
from schema.message import Message
from schema.record import Record, Subject
from schema.values.division import Division
from schema.values.national_id import NationalId
from schema.values.phone import Phone


class HouseholdForm(Code):
    """The kind of household: the rule by which people are counted together."""

    HUKOU = "hukou", "户籍户", "registered together"
    """户籍户: registered together."""
    ASSISTANCE = "assistance", "共同生活家庭", "judged together for assistance"
    """共同生活家庭: judged together for 低保, 低保边缘, 刚性支出."""
    FANPIN = "fanpin", "防返贫监测户", "monitored against falling back into poverty"
    """防返贫监测户."""
    TENANCY = "tenancy", "承租户", "tenants of public housing"
    """承租户."""


class Household(Record):
    """A household has a form; one person in two households of different forms is normal."""

    NAME: ClassVar[str] = "household"
    LIST: ClassVar[str] = "records"
    TITLE: ClassVar[Message] = Message("家庭", "household")
    TITLES: ClassVar[Mapping[str, str]] = {
        "form": "家庭形式",
        "number": "证号",
        "head": "户主",
        "size": "人数",
        "township": "乡镇街道",
        "address": "地址",
        "phone": "电话",
    }
    LABEL: ClassVar[str] = "HouseholdRecord"
    VERB: ClassVar[str] = "DESCRIBES"
    FROM_FACT: ClassVar[bool] = True
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.HOUSEHOLD,)
    SEALED: ClassVar[frozenset[str]] = frozenset({"address", "phone"})
    KEYED: ClassVar[frozenset[str]] = frozenset({"address"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"address", "form", "head", "number", "phone", "size", "township"})
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset({"address", "form", "head", "phone", "size", "township"})

    form: HouseholdForm
    number: str | None = None
    """The source's number of the household (低保证号, 户号)."""
    head: Annotated[str, NationalId] | None = None
    """National ID of the head; in the graph only as the person's id."""
    size: int | None = None
    """People that the source counts in it."""
    township: Annotated[str, Division] | None = None
    address: str | None = None
    phone: Annotated[str, Phone] | None = None
