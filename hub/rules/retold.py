"""An example's world in words: its people and households, then each fact with its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from hub.rules import codes, names
from hub.rules.example import HOME, ExampleFact, World
from hub.rules.line import joined
from hub.rules.topics import topic
from schema.message import Message
from schema.records import value_types
from schema.values.money import Money
from schema.values.months import Months


def retold(world: World) -> Iterator[Message]:
    for id, person in world.people.items():
        parts = [Message(f"{id}：个人", f"{id}: a person")]
        if person.born is not None:
            parts.append(Message(f"{person.born} 出生", f"born {person.born}"))
        if person.at is None:
            parts.append(Message("没有户籍登记", "not registered"))
        elif person.at != HOME:
            where = names.region(person.at)
            parts.append(Message(f"户籍 {where.zh}", f"registered in {where}"))
        yield joined(parts, "，", ", ")
    for id, household in world.households.items():
        form = household.form.label
        where = names.region(household.at)
        place = "" if household.at == HOME else f"，{where.zh}", "" if household.at == HOME else f", {where}"
        yield Message(f"{id}：{form.zh}{place[0]}", f"{id}: {form}{place[1]}")
    for fact in world.facts:
        yield _fact(fact)
    for silent in world.silent:
        told = topic(silent)
        yield Message(f"没有来源提供{told.zh}", f"no source delivers {told}")


def _fact(fact: ExampleFact) -> Message:
    title, to = names.record(fact.fact), "" if fact.to is None else f" → {fact.to}"
    parts = [_field(fact, name, value) for name, value in fact.fields.items()]
    if fact.months is not None:
        parts.append(_months(fact.months))
    if fact.at is not None:
        where = names.region(fact.at)
        parts.append(Message(f"由{where.zh}提供", f"as {where} says"))
    told = joined(parts, "，", ", ")
    return Message(f"{fact.of}{to} {title.zh}：{told.zh}", f"{fact.of}{to} {title}: {told}")


def _field(fact: ExampleFact, name: str, value: Any) -> Message:
    kind = value_types(fact.fact).get(name)
    told = Message(f"{value} 元", f"{value} yuan") if kind is Money else _value(fact.fact, name, value)
    if name == fact.record.CODED:
        return told
    return Message(f"{fact.record.TITLES.get(name, name)} {told.zh}", f"{name.replace('_', ' ')} {told}")


def _value(record: str, name: str, value: Any) -> Message:
    if isinstance(value, date | Decimal):
        return Message(str(value), str(value))
    return codes.of_field(record, name, value)


def _months(text: str) -> Message:
    runs = [part.split("/") for part in Months.parse(text).text().split(" ")]
    return joined(
        Message(first, first) if first == last else Message(f"{first} 至 {last}", f"{first} to {last}")
        for first, last in runs
    )
