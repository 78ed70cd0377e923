"""Names of the API: what can stand in one query has one shape, and a closed list is one enum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    parse,
    specified_scalar_types,
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


def objects(type: Any) -> list[GraphQLObjectType]:
    if isinstance(type, GraphQLInterfaceType):
        return list(SCHEMA.get_possible_types(type))
    return [type] if isinstance(type, GraphQLObjectType) else []


def conflicts(types: Iterable[GraphQLObjectType], path: tuple[str, ...]) -> Iterator[str]:
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
    texts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    enums: dict[str, set[tuple[str, str]]] = defaultdict(set)
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


def undescribed() -> Iterator[str]:
    for type in SCHEMA.type_map.values():
        if type.name.startswith("__"):
            continue
        if not type.description:
            yield type.name
        if isinstance(type, GraphQLEnumType):
            yield from (f"{type.name}.{name}" for name, value in type.values.items() if not value.description)
        elif isinstance(type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for name, field in type.fields.items():
                if not field.description:
                    yield f"{type.name}.{name}"
                arguments = {} if isinstance(field, GraphQLInputField) else field.args
                yield from (f"{type.name}.{name}({key})" for key, given in arguments.items() if not given.description)


def test_everything_has_a_description() -> None:
    assert list(undescribed()) == []


@pytest.mark.parametrize("name", ["JobOffer", "JobOfferEvent"])
def test_a_record_s_field_is_described_by_its_word_and_codes(name: str) -> None:
    type = SCHEMA.get_type(name)
    assert isinstance(type, GraphQLObjectType)
    assert type.fields["outcome"].description == (
        "结果: `accepted` 接受 (accepted); `refused` 无正当理由拒绝 (refused without a good reason); "
        "`excused` 有正当理由未成 (did not come about, for a good reason)."
    )


def test_every_scalar_of_the_hub_says_where_it_is_specified() -> None:
    own = {type.name: type for type in SCHEMA.type_map.values() if isinstance(type, GraphQLScalarType)}
    own = {name: type for name, type in own.items() if name not in specified_scalar_types}
    assert {name: (type.specified_by_url or "").partition("#")[2] for name, type in own.items()} == {
        "Date": "date",
        "Instant": "dateTimeStamp",
        "Month": "gYearMonth",
        "Yuan": "decimal",
    }
