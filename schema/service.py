"""A service is given to somebody; (:Person)-[:IS_SERVED]->(:Service)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject
from schema.values.money import Money


class ServiceKind(Code):
    """托养 (阳光家园), 照料, 探访, 其他."""

    BOARDING = "boarding", "托养服务（阳光家园）", "care centre for disabled people"
    CARE = "care", "照料护理服务", "care at home"
    VISITING = "visiting", "探访关爱服务", "regular visits"
    OTHER = "other", "其他服务", "other"


class Service(Dated):
    """服务类社会救助 of a month: who gave it, and for how long."""

    NAME: ClassVar[str] = "service"
    LIST: ClassVar[str] = "services"
    TITLE: ClassVar[Message] = Message("救助服务", "service")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "kind": "服务类型",
        "provider": "服务机构",
        "hours": "服务时长",
        "amount": "购买服务金额",
    }
    LABEL: ClassVar[str] = "Service"
    VERB: ClassVar[str] = "IS_SERVED"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "service"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"provider", "hours", "amount"})

    kind: ServiceKind
    provider: str | None = None
    hours: int | None = None
    amount: Annotated[Decimal, Money] | None = None
    """Yuan that the service cost in the month."""
