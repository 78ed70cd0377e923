"""What 农业农村 knows of a member of a monitored home; (:Person)-[:WATCHED_AS]->(:Monitoring)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from schema.code import Code
from schema.dated import Dated
from schema.message import Message
from schema.record import Subject
from schema.values.money import Money


class MonitoredKind(Code):
    """监测对象类型."""

    UNSTABLE = "unstable", "脱贫不稳定户", "out of poverty, not yet stable"
    MARGINAL = "marginal", "边缘易致贫户", "at the edge of poverty"
    SUDDEN = "sudden", "突发严重困难户", "in sudden severe hardship"


class Monitoring(Dated):
    """One line of the list of monitored homes, about one member; kind and income are those of the home."""

    NAME: ClassVar[str] = "monitoring"
    LIST: ClassVar[str] = "monitorings"
    TITLE: ClassVar[Message] = Message("防返贫监测", "monitoring against poverty")
    TITLES: ClassVar[Mapping[str, str]] = {
        **Dated.TITLES,
        "kind": "监测对象类型",
        "risk": "致贫返贫风险",
        "cleared": "风险是否消除",
        "income_per_head": "人均纯收入（年）",
    }
    LABEL: ClassVar[str] = "Monitoring"
    VERB: ClassVar[str] = "WATCHED_AS"
    SUBJECTS: ClassVar[tuple[Subject, ...]] = (Subject.PERSON,)
    TOPIC: ClassVar[str | None] = "monitoring"
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset({"risk"})

    kind: MonitoredKind
    risk: str | None = None
    """致贫原因1, as the source names it."""
    cleared: bool
    income_per_head: Annotated[Decimal, Money] | None = None
    """Of the home, in a year."""
