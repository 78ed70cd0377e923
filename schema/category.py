"""A person or household has a status (the identity layer); -[:HAS_CATEGORY]->(:Category)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.event_form import EventForm, same
from schema.message import Message
from schema.record import Subject
from schema.values.catalogue_code import CategoryCode


class CategoryStatus(Code):
    """Whether it is held outright or in its running-out period (渐退期)."""

    ACTIVE = "active", "在享", "held outright"
    GRACE = "grace", "渐退期", "running out"


class Category(Dated):
    """policy.md §1; codes in schema/catalogue/categories.yml."""

    NAME: ClassVar[str] = "category"
    LIST: ClassVar[str] = "categories"
    TITLE: ClassVar[Message] = Message("身份类别", "category")
    TITLES: ClassVar[Mapping[str, str]] = {**Dated.TITLES, "category": "类别", "tier": "档次", "status": "状态"}
    LABEL: ClassVar[str] = "Category"
    VERB: ClassVar[str] = "HAS_CATEGORY"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (
        Subject.PERSON,
        Subject.HOUSEHOLD,
    )
    TOPIC: ClassVar[str | None] = "category"
    CODED: ClassVar[str | None] = "category"
    EVENT: ClassVar[EventForm | None] = EventForm(
        kind="determination",
        type="Determination",
        line="身份类别",
        description="A category is determined or ends.",
        fields=same("category", "tier", "status"),
        order=70,
    )
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"tier"})

    category: Annotated[str, CategoryCode]
    tier: str | None = None
    """The source's own grade (A档, 集中供养)."""
    status: CategoryStatus = CategoryStatus.ACTIVE
