"""A person runs a registered business; (:Person)-[:RUNS]->(:Business)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject


class BusinessKind(Code):
    """企业 (legal representative or shareholder), 个体工商户."""

    COMPANY = "company", "企业", "company"
    SOLE_TRADER = "sole_trader", "个体工商户", "sole trader"


class Business(Dated):
    """One registration, from the day it was made to the day it was cancelled or revoked."""

    NAME: ClassVar[str] = "business"
    LIST: ClassVar[str] = "businesses"
    TITLE: ClassVar[Message] = Message("经营主体登记", "business registration")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "kind": "类型", "role": "身份"}
    LABEL: ClassVar[str] = "Business"
    VERB: ClassVar[str] = "RUNS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "business"
    CODED: ClassVar[str | None] = "kind"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"role"})

    kind: BusinessKind
    role: str | None = None
    """法定代表人, 股东, 经营者."""
