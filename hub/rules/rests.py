"""What a rule rests on: its topics, and the streams that deliver each of them.

A topic that no shipped stream delivers is said to be so; the rule is held back where it asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from connectors.answers import mapped_topics, topics
from connectors.card import SourceCard
from connectors.registry import load_cards
from hub.detect.compiled import compile_policy
from hub.detect.conditions import Compiler
from hub.detect.node import Atom
from hub.rules.fields import flat, own_fields
from schema.policy.condition import (
    Condition,
    FactAtom,
    LocalAtom,
    NamedCondition,
    SpendingAtom,
    SpendingShareAtom,
    is_condition,
    parts,
)
from schema.policy.model import PolicyModel
from schema.policy.policy import ITEMS, PARAMETERS, Policy
from schema.policy.rule import Pattern, Rule
from schema.records import RECORDS

_PAID = "payment:"
_BY_FIELD = {"two_households": ("membership:assistance",), "spending": ("expense",)}
"""Topics of forms that name none: field of the rule -> topics."""

_AT_ANCHOR = {"account": "payment", "invoice": "expense", "dwelling": "membership:hukou"}
"""Anchor of a pattern -> the topic of the facts that lead to it."""
_OF_TEST = {"after_death": ("death",), "divided": ("membership:assistance",)}
"""Test of a pattern -> further topics."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One topic of a rule and the streams that deliver it; none: no source delivers this."""

    topic: str
    streams: tuple[str, ...]


def asked(rule: Rule, policy: Policy, cards: Iterable[SourceCard] | None = None) -> tuple[Asked, ...]:
    """Every topic of the rule, in order, with the streams of the cards, by default of the shipped ones."""
    streams = _delivered(tuple(cards)) if cards is not None else _shipped()
    return tuple(Asked(topic, streams.get(topic, ())) for topic in sorted(rule_topics(rule, policy)))


def rule_topics(rule: Rule, policy: Policy) -> frozenset[str]:
    """Topics of its conditions and items, and those whose absence it rests on."""
    if isinstance(rule, Pattern):
        return frozenset({_AT_ANCHOR[rule.anchor], *_OF_TEST.get(rule.test, ())})
    compiled = compile_policy(_only(policy, rule), only=[rule.id])
    found = set(compiled.asked())
    compiler = Compiler(policy.named)
    for condition in _conditions(rule):
        for part in _unfolded(condition, policy):
            node = compiler.node(part)
            found.update(node.topics if isinstance(node, Atom) else frozenset().union(*node.needs))
    for name, value in flat(rule):
        if name in ITEMS:
            found.add("benefit" if value == "all" else f"benefit:{value}")
        elif name == "fact":
            found.add(RECORDS[value].TOPIC or value)
    if rule.kind == "moved":
        found.add("membership:hukou")
    found.update(topic for name, _ in own_fields(rule) for topic in _BY_FIELD.get(name, ()))
    return frozenset(found)


def rule_parameters(rule: Rule, policy: Policy) -> tuple[str, ...]:
    """Names of the parameters that the rule reads, in its order."""
    named = [value for name, value in flat(rule) if name in PARAMETERS and value is not None]
    for condition in _conditions(rule):
        for part in _unfolded(condition, policy):
            if isinstance(part, LocalAtom):
                named.append(part.local)
            elif isinstance(part, SpendingAtom):
                named.append(part.spending.over)
            elif isinstance(part, SpendingShareAtom):
                named.append(part.spending_share.over)
            elif isinstance(part, FactAtom):
                named += [name for test in part.where for name in (test.over, test.under) if name is not None]
    return tuple(dict.fromkeys(named))


def _only(policy: Policy, rule: Rule) -> Policy:
    return Policy((("000000", rule),), policy.named, policy.parameters, policy.white)


def _unfolded(condition: Condition, policy: Policy) -> Iterator[Condition]:
    for part in parts(condition):
        if isinstance(part, NamedCondition):
            yield from _unfolded(policy.named[part.named], policy)
        else:
            yield part


def _conditions(model: PolicyModel) -> Iterator[Condition]:
    for _, value in own_fields(model):
        for part in value if isinstance(value, tuple) else (value,):
            if is_condition(part):
                yield part
            elif isinstance(part, PolicyModel):
                yield from _conditions(part)


@cache
def _shipped() -> dict[str, tuple[str, ...]]:
    return _delivered(tuple(load_cards()))


def _delivered(cards: Iterable[SourceCard]) -> dict[str, tuple[str, ...]]:
    """Topic -> streams; a payment is evidence of receipt, so an item that is paid is delivered."""
    found: dict[str, set[str]] = {}
    for card in cards:
        for stream in card.streams:
            for topic in topics(stream) | mapped_topics(stream):
                kinds = {topic, topic.partition(":")[0]}
                if topic.startswith(_PAID):
                    kinds.add("benefit:" + topic.removeprefix(_PAID))
                for each in kinds:
                    found.setdefault(each, set()).add(stream.full_name)
    return {topic: tuple(sorted(streams)) for topic, streams in found.items()}
