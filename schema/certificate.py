"""A disability certificate; (:Person)-[:HOLDS]->(:DisabilityCertificate)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from schema.code import Code
from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Subject
from schema.values.certificate_number import CertificateNumber, DisabilityGrade, DisabilityKind


class CertificateStatus(Code):
    """持证, 过期, 冻结, 注销."""

    VALID = "valid", "持证", "valid"
    EXPIRED = "expired", "过期", "expired"
    FROZEN = "frozen", "冻结", "frozen"
    CANCELLED = "cancelled", "注销", "cancelled"


class Certificate(Dated):
    """GB/T 26341-2010; kind 1 sight 2 hearing 3 speech 4 limb 5 intellect 6 mind 7 several; grade 1 is the severest."""

    NAME: ClassVar[str] = "certificate"
    LIST: ClassVar[str] = "certificates"
    TITLE: ClassVar[Message] = Message("残疾证", "certificate")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "number": "证号",
        "kind": "类型",
        "grade": "等级",
        "status": "状态",
    }
    LABEL: ClassVar[str] = "DisabilityCertificate"
    VERB: ClassVar[str] = "HOLDS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "certificate"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="certificate",
        type="CertificateEvent",
        line="残疾证",
        description="A disability certificate.",
        fields={"disability": "kind", **same("grade", "status")},
        api={"grade": "disability_grade"},
        order=30,
    )
    SEALED: ClassVar[frozenset[str]] = frozenset({"number"})
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"number"})

    number: Annotated[str, CertificateNumber]
    kind: Annotated[str, DisabilityKind]
    """One digit."""
    grade: Annotated[int, DisabilityGrade] = Field(description="1, the severest, to 4.")
    status: CertificateStatus = CertificateStatus.VALID
