"""What is committed is what the code says: the SDL, and the statements that are written from columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, parse, validate

import cypher
from hub.gql.schema import make_schema
from hub.web.page import FOLDER
from schema.gql.chain import EVENT_TYPES

SNAPSHOT = Path(cypher.__file__).parents[1] / "schema" / "gql" / "schema.graphql"


def test_the_committed_sdl_is_the_schema_s() -> None:
    assert SNAPSHOT.read_text(encoding="utf-8") == make_schema().as_str() + "\n"


def test_every_event_can_be_asked_for_in_one_query() -> None:
    schema = make_schema()._schema
    interface = schema.get_type("ChainEvent")
    assert isinstance(interface, GraphQLInterfaceType)
    kinds = schema.get_possible_types(interface)
    assert len(kinds) == len(EVENT_TYPES) + 1
    asked = " ".join(f"... on {kind.name} {{ {_leaves(kind)} }}" for kind in kinds)
    query = f"query($id: ID!) {{ household(id: $id) {{ chain {{ edges {{ node {{ {asked} }} }} }} }} }}"
    assert validate(schema, parse(query)) == []


def _leaves(kind: GraphQLObjectType) -> str:
    nested = {"Label": "{ code }", "Said": "{ run }"}
    names = []
    for name, field in kind.fields.items():
        type_name = str(field.type).strip("![]")
        names.append(f"{name} {nested.get(type_name, '')}")
    return " ".join(names)


@pytest.mark.parametrize("written", ["12.5", "12", '"NaN"', '"Infinity"', '"1E+3"', '"1_000"', '"１２"', '" 12 "'])
def test_an_amount_is_text_of_digits(written: str) -> None:
    """The library's Decimal takes all of these, a number through a float (findings/strawberry-decimal-literals.sh)."""
    query = "{{ warnings(filter: {{ amountFrom: {} }}) {{ edges {{ node {{ id }} }} }} }}"
    (message,) = _refused(query.format(written))
    assert "expected yuan such as 183.00" in message
    assert _refused(query.format('"12.50"')) == []


@pytest.mark.parametrize("written", ["20260701", "2026-W27-3", "2026-07-01T05:00:00", "2026-7-1", "2026-02-30"])
def test_a_day_is_written_in_one_form(written: str) -> None:
    query = '{{ household(id: "h1") {{ members(at: "{}") {{ relation {{ code }} }} }} }}'
    (message,) = _refused(query.format(written))
    assert "expected a day such as 2026-07-31" in message
    assert _refused(query.format("2026-07-01")) == []


def _refused(query: str) -> list[str]:
    return [error.message for error in validate(make_schema()._schema, parse(query))]


def test_the_ready_queries_of_the_page_are_valid() -> None:
    schema = make_schema()._schema
    examples = sorted((FOLDER / "examples").glob("*.graphql"))
    assert [path.stem for path in examples] == ["duplicates", "household", "person", "sources"]
    for path in examples:
        assert validate(schema, parse(path.read_text(encoding="utf-8"))) == []
