"""One rule explained whole: what ``rules show`` prints and what a rule's page says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from connectors.card import SourceCard
from hub.rules import fields, names
from hub.rules.line import Line, joined
from hub.rules.rests import Asked, asked, rule_parameters
from hub.rules.white import limit
from schema.message import Message
from schema.policy.parameters import ParameterTable, ParameterValue, prefix
from schema.policy.policy import Policy
from schema.policy.rule import Rule, WhiteLine

NO_SOURCE = Message("没有来源提供", "no source delivers this")


@dataclass(frozen=True, slots=True)
class Figures:
    """A parameter of the rule with its values of the regions and days that are asked."""

    name: str
    table: ParameterTable
    values: tuple[ParameterValue, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    region: str
    rule: Rule
    lines: tuple[Line, ...]
    """Its condition in words."""
    figures: tuple[Figures, ...]
    yields_to: tuple[tuple[str, Message | None], ...]
    """(id, title), without a title where the rule is not shipped."""
    white: tuple[tuple[WhiteLine, Message], ...]
    """(line, how it limits the rule)."""
    asked: tuple[Asked, ...]

    @property
    def title(self) -> Message:
        return Message(self.rule.title.zh, self.rule.title.en)

    def to_json(self) -> dict[str, Any]:
        rule = self.rule
        return summary(self.region, rule) | {
            "basis": rule.basis,
            "condition": [line.to_json() for line in self.lines],
            "parameters": [
                {"name": one.name, "title": one.table.title.model_dump(), "unit": one.table.unit, "by": one.table.by}
                | {"values": [value.model_dump(mode="json", by_alias=True) for value in one.values]}
                for one in self.figures
            ],
            "yields_to": [id for id, _ in self.yields_to],
            "white_list": [
                {"id": line.id, "title": line.title.model_dump(), "basis": line.basis} for line, _ in self.white
            ],
            "topics": [{"topic": one.topic, "streams": list(one.streams)} for one in self.asked],
        }


def summary(region: str, rule: Rule) -> dict[str, Any]:
    """What a list of rules tells of each."""
    return {
        "region": region,
        "id": rule.id,
        "version": rule.version,
        "title": rule.title.model_dump(),
        "type": rule.type,
        "severity": rule.severity.value,
        "effect": rule.effect.value,
    }


def explain(
    policy: Policy,
    region: str,
    rule: Rule,
    cards: Iterable[SourceCard] | None = None,
    *,
    within: str = "",
    on: date | None = None,
) -> Explained:
    """``within`` is the prefix of a division and ``on`` a day: figures of other places and days are left out."""
    titles = {other.id: Message(other.title.zh, other.title.en) for _, other in policy.rules}
    figures = []
    for name in rule_parameters(rule, policy):
        table = policy.parameters.table(name)
        figures.append(Figures(name, table, tuple(value for value in table.values if _holds(value, within, on))))
    return Explained(
        region,
        rule,
        fields.lines(rule, policy),
        tuple(figures),
        tuple((id, titles.get(id)) for id in rule.yields_to),
        tuple((line, limit(line, policy)) for line in policy.white if rule.id in line.limits),
        asked(rule, policy, cards),
    )


def _holds(value: ParameterValue, within: str, on: date | None) -> bool:
    mine = prefix(value.region)
    if not (mine.startswith(within) or within.startswith(mine)):
        return False
    return on is None or (value.from_ <= on and (value.until is None or on < value.until))


def amounts(value: ParameterValue) -> Message:
    """The figures of a value, by their keys: ``1：183，3：139``."""
    told = [f"{key}：{amount}" if key else str(amount) for key, amount in value.amounts.items()]
    return joined((Message(one, one.replace("：", ": ")) for one in told), "，", ", ")


def span(value: ParameterValue) -> Message:
    """From when until when it holds."""
    if value.until is None:
        return Message(f"{value.from_} 起", f"from {value.from_}")
    return Message(f"{value.from_} 起，{value.until} 止", f"from {value.from_} until {value.until}")


def source(value: ParameterValue) -> Message:
    """Where the figure comes from, and whether it only serves as an example."""
    if value.illustrative:
        return Message(
            f"{value.source}（示例值，请换成本地标准）", f"{value.source} (illustrative: put the region's own figure)"
        )
    return Message(value.source, value.source)


def in_force(rule: Rule) -> Message:
    """From when until when the rule itself holds."""
    if rule.from_ is None and rule.until is None:
        return Message("不限", "any time")
    first, last = rule.from_ or "", rule.until or ""
    return Message(f"{first} 至 {last}", f"{first} to {last}")


def place(region: str) -> Message:
    name = names.region(region)
    return Message(f"{name.zh} {region}", f"{name} {region}")
