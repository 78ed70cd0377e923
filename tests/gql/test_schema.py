"""What is committed is what the code says: the SDL, and the statements that are written from columns."""

from __future__ import annotations

from pathlib import Path

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


def test_the_ready_queries_of_the_page_are_valid() -> None:
    schema = make_schema()._schema
    examples = sorted((FOLDER / "examples").glob("*.graphql"))
    assert [path.stem for path in examples] == ["duplicates", "household", "person", "sources"]
    for path in examples:
        assert validate(schema, parse(path.read_text(encoding="utf-8"))) == []
