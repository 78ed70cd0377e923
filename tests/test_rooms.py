"""Every field of every record, and every list of the API, is known in each room that must know it.

A field that a dossier, the chain or the API leaves out is named in its record's ``NOT_ASKED`` or ``NOT_SHOWN``.
"""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
import yaml
from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, build_schema

import connectors
from hub.chain.model import FactEvent
from hub.dossier import forms
from hub.facts.columns import shown
from hub.gql import measure, plan
from schema.code import Code
from schema.event_form import COMMON
from schema.gql import facts as gql
from schema.record import Record
from schema.records import RECORDS, declared, event_form, events

EACH = pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))
NOT_A_FACT = {"household": {"number"}}
"""What the API shows of a record elsewhere than in a fact's type: on ``Household`` itself."""
DESCRIBED = {"person": {"name", "sex", "birth", "township"}, "household": set[str]()}
"""What a dossier reads of who somebody is: for reports that disagree, and for doubts."""
SPAN = {"valid_from", "valid_until"}
"""What becomes a fact's months."""
ALWAYS_READ = {"members", "records", "memberships"}
"""Lists of a household or a person that every plan reads."""
PARTS_OF_THEIR_OWN = {"payments", "findings"}


@EACH
def test_a_field_is_in_the_dossier_or_named_as_not_asked(record: type[Record]) -> None:
    form = next((form for form in forms.EVERY if form.record is record), None)
    read = DESCRIBED[record.NAME] if form is None else form.fields
    assert set(record.model_fields) - read - SPAN == record.NOT_ASKED


@EACH
def test_a_field_is_in_the_api_or_named_as_not_shown(record: type[Record]) -> None:
    fields = NOT_A_FACT.get(record.NAME) or set(gql.FACTS[record.NAME].__annotations__)
    assert set(record.model_fields) - fields == record.NOT_SHOWN


@EACH
def test_the_chain_reads_every_field_that_is_shown(record: type[Record]) -> None:
    read = shown(record)
    assert set(record.model_fields) - set(read.names) == record.NOT_SHOWN
    assert read.sealed & set(record.model_fields) == record.SEALED - record.NOT_SHOWN


@pytest.mark.parametrize("record", events())
def test_a_value_of_an_event_has_no_name_that_all_events_have(record: str) -> None:
    form = event_form(record)
    assert {field.name for field in fields(FactEvent)} | {"said"} == COMMON  # which is the provenance in the API
    assert COMMON & {*form.fields, *form.api.values(), *(form.ends or ())} == set()


@EACH
def test_a_record_is_delivered_by_a_shipped_card(record: type[Record]) -> None:
    cards = Path(connectors.__file__).parent / "sources"
    streams = [
        stream for card in cards.glob("*.yml") for stream in yaml.safe_load(card.read_text(encoding="utf-8"))["streams"]
    ]
    assert record.NAME in {name for stream in streams for name in stream["map"]}


@EACH
def test_a_record_and_each_of_its_fields_have_a_word(record: type[Record]) -> None:
    assert record.TITLE.zh != record.TITLE
    assert record.TITLES.keys() == record.model_fields.keys()


@EACH
def test_every_code_of_a_record_has_a_label(record: type[Record]) -> None:
    parts = [part for name in record.model_fields for part in declared(record.NAME)[name] if isinstance(part, type)]
    assert [part for part in parts if issubclass(part, StrEnum) and not issubclass(part, Code)] == []


def api() -> GraphQLSchema:
    return build_schema((Path(gql.__file__).parent / "schema.graphql").read_text(encoding="utf-8"))


def lists(of: GraphQLObjectType) -> list[tuple[str, GraphQLObjectType]]:
    """A type's fields that give lists of objects."""
    found = []
    for name, field in of.fields.items():
        kind, listed = field.type, False
        while isinstance(kind, GraphQLList | GraphQLNonNull):
            listed, kind = listed or isinstance(kind, GraphQLList), kind.of_type
        if listed and isinstance(kind, GraphQLObjectType):
            found.append((name, kind))
    return found


def test_every_list_of_the_api_has_a_length_for_its_cost() -> None:
    types = [kind for kind in api().type_map.values() if isinstance(kind, GraphQLObjectType) and kind.name[:2] != "__"]
    named = {(kind.name, name) for kind in types for name, _ in lists(kind) if name != "edges"}
    assert len(named) > 25
    assert {(of, name) for of, name in named if name not in measure._LENGTHS} == set()


@pytest.mark.parametrize("subject", ["Household", "Person"])
def test_every_list_of_a_subject_has_a_part_of_its_plan(subject: str) -> None:
    kind = api().type_map[subject]
    assert isinstance(kind, GraphQLObjectType)
    names = {name for name, _ in lists(kind)}
    assert names - ALWAYS_READ - PARTS_OF_THEIR_OWN <= set(plan.FACTS)
    assert names & (ALWAYS_READ | PARTS_OF_THEIR_OWN) != set()


def test_every_masked_field_of_the_api_asks_for_sealed_values() -> None:
    """A sealed field that the API shows is named in its list of fields to open."""
    sealed = {field for record in RECORDS.values() for field in record.SEALED - record.NOT_SHOWN}
    shown = {"".join((first, *(part.title() for part in rest))) for first, *rest in (f.split("_") for f in sealed)}
    assert shown <= set(plan.SEALED)
