"""Names of the API: what can stand in one query has one shape, and a closed list is one enum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    parse,
    validate,
)

from hub.chain.model import Phase as ChainPhase
from hub.detect.finding import FindingType as DetectedType
from hub.detect.finding import HeldReason
from hub.gql.schema import make_schema
from schema.gql.enums import FindingType, MissingReason, Phase, Severity, SubjectType
from schema.policy.rule import Severity as RuleSeverity
from schema.record import Subject

SCHEMA = make_schema()._schema
CODES = {("Period", "type"), ("Rejection", "reason"), ("Run", "reason")}
"""Codes whose list grows, under the name of a field that is an enum elsewhere."""


def shape(type: Any) -> str:
    """Lists and nullability, and for a leaf its name: what GraphQL wants equal under one name."""
    if isinstance(type, GraphQLNonNull):
        return f"{shape(type.of_type)}!"
    if isinstance(type, GraphQLList):
        return f"[{shape(type.of_type)}]"
    return "{}" if isinstance(type, GraphQLObjectType | GraphQLInterfaceType) else str(type)


def objects(type: Any) -> list[GraphQLObjectType[Any]]:
    if isinstance(type, GraphQLInterfaceType):
        return list(SCHEMA.get_possible_types(type))
    return [type] if isinstance(type, GraphQLObjectType) else []


def conflicts(types: Iterable[GraphQLObjectType[Any]], path: tuple[str, ...]) -> Iterator[str]:
    """Fields of one name that cannot be selected side by side on these types, at any depth below."""
    fields = defaultdict(list)
    for type in types:
        for name, field in type.fields.items():
            fields[name].append((type.name, field.type))
    for name, found in fields.items():
        shapes = {shape(type) for _, type in found}
        if len(shapes) > 1:
            yield f"{'.'.join((*path, name))}: {sorted((owner, str(type)) for owner, type in found)}"
        below = {inner.name: inner for _, type in found for inner in objects(get_named_type(type))}
        if len(below) > 1 and len(path) < 4:
            yield from conflicts(below.values(), (*path, name))


def test_all_types_of_an_interface_can_be_asked_side_by_side() -> None:
    for name in ("Node", "ChainEvent"):
        interface = SCHEMA.get_type(name)
        assert isinstance(interface, GraphQLInterfaceType)
        assert list(conflicts(SCHEMA.get_possible_types(interface), (name,))) == []


def test_a_finding_and_a_run_stand_in_one_query() -> None:
    query = """query($id: ID!) { node(id: $id) {
      ... on Finding { state severity type effect subjectType }
      ... on Run { runState department reason run source }
      ... on Rejection { department reason run source stream }
      ... on Source { name department }
      ... on Person { name }
    } }"""
    assert validate(SCHEMA, parse(query)) == []


def test_a_closed_list_is_one_enum_wherever_it_stands() -> None:
    texts, enums = defaultdict(set), defaultdict(set)
    for type in SCHEMA.type_map.values():
        if isinstance(type, GraphQLObjectType) and not type.name.startswith("__"):
            for name, field in type.fields.items():
                named = get_named_type(field.type)
                kind = enums if isinstance(named, GraphQLEnumType) else texts
                kind[name].add((type.name, name) if kind is texts else (named.name, name))
    assert {name for name in enums if len(enums[name]) > 1} == set()
    assert {found for name in enums for found in texts[name]} == CODES
    assert {*enums} == {"severity", "state", "type", "effect", "subjectType", "reason", "form", "phase", "runState"}


def test_the_enums_hold_the_words_of_the_rooms_that_write_them() -> None:
    assert [one.value for one in FindingType] == [one.value for one in DetectedType]
    assert [one.value for one in MissingReason] == [one.value for one in HeldReason]
    assert [one.value for one in Severity] == [one.value for one in RuleSeverity]
    assert [one.value for one in Phase] == [one.value for one in ChainPhase]
    assert {one.value for one in SubjectType} == {one.value for one in Subject}
