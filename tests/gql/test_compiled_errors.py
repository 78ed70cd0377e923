"""Errors, nulls and odd values below the root: compiled and by graphql-core over a schema made to fail."""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import Any, cast

import orjson
import pytest
import strawberry
from graphql import ExecutionResult, execute, parse, validate
from strawberry import Info

from hub.gql.compiled.operation import Operation
from hub.gql.compiled.run import UnsupportedError
from hub.gql.context import Context
from hub.gql.permissions import SeesPeople
from schema.gql.described import described

CONTEXT = cast("Context", None)


@strawberry.enum
class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@strawberry.interface
class Thing:
    name: str


@strawberry.type
class Leaf(Thing):
    colour: Colour
    number: int
    weight: float | None
    sure: bool | None

    @strawberry.field
    def fails(self) -> str | None:
        raise ValueError("fails")

    @strawberry.field
    def must(self) -> str:
        raise ValueError("must")

    @strawberry.field
    def times(self, n: int = 2, words: list[str] | None = None) -> list[str]:
        return [self.name, *(words or ())] * n


@strawberry.type
class Other(Thing):
    @strawberry.field
    def within(self) -> Leaf:
        return leaf("within")

    @strawberry.field
    def absent(self) -> Leaf:
        return cast("Leaf", None)


def leaf(name: str, **values: Any) -> Leaf:
    return Leaf(**{"name": name, "colour": Colour.RED, "number": 1, "weight": 1.5, "sure": None, **values})


@strawberry.type
class Query:
    @strawberry.field
    async def things(self) -> list[Thing]:
        return [leaf("a"), Other(name="b"), leaf("c")]

    @strawberry.field
    def holes(self) -> list[Leaf | None] | None:
        return [leaf("a"), None, leaf("c")]

    @strawberry.field
    def full(self) -> list[Leaf] | None:
        return [leaf("a"), cast("Leaf", None)]

    @strawberry.field
    def either(self, other: bool) -> Leaf | Other | None:
        return Other(name="o") if other else leaf("l")

    @strawberry.field
    def odd(self) -> Leaf | None:
        return leaf("odd", colour=cast("Any", "green"), number=1 << 40, weight=float("inf"), sure=cast("Any", "yes"))

    @strawberry.field
    def texts(self) -> list[str | None]:
        return cast("list[str | None]", ["a", None, 5, ["no text"]])

    @strawberry.field
    async def late(self, info: Info[Any, None]) -> str:
        await asyncio.sleep(0.01)
        raise ValueError("late")

    @strawberry.field
    def bounded(self, n: int = 1) -> int:
        return n

    @strawberry.field
    def stray(self) -> Leaf | None:
        return cast("Leaf", object())

    @described("For those who see people.", SeesPeople)
    async def guarded(self) -> str | None:
        return "seen"


@strawberry.type
class Deep:
    @strawberry.field
    async def awaits(self) -> str:
        return "late"


@strawberry.type
class Mutation:
    @strawberry.field
    def change(self) -> str:
        return "changed"


@strawberry.type
class Wide(Query):
    @strawberry.field
    def deep(self) -> Deep:
        return Deep()


SCHEMA = strawberry.Schema(query=Wide, mutation=Mutation, types=[Leaf, Other])
ALL = "fragment all on Leaf { __typename name colour number weight sure }"


async def both(query: str, variables: dict[str, Any] | None = None) -> tuple[ExecutionResult, ExecutionResult]:
    document = parse(query)
    assert validate(SCHEMA._schema, document) == []
    reference: Any = execute(SCHEMA._schema, document, None, CONTEXT, variables)
    if not isinstance(reference, ExecutionResult):
        reference = await reference
    ours = await Operation(SCHEMA, document, None).execute(CONTEXT, variables or {})
    return reference, ours


def written(result: ExecutionResult) -> list[bytes]:
    return [orjson.dumps(result.data), *(orjson.dumps(error.formatted) for error in result.errors or ())]


@pytest.mark.parametrize(
    "query",
    [
        "{ things { name ... on Leaf { ...all fails } ... on Other { within { ...all } } } }" + ALL,
        "{ things { name ... on Leaf { must } } __typename }",
        "{ things { ... on Other { absent { name } } } }",
        "{ holes { name fails } full { name } }",
        "{ holes { must } }",
        "{ o: either(other: true) { __typename } either(other: false) { ... on Leaf { name } ... on Other { name } } }",
        "{ odd { name number } }",
        "{ a: odd { weight } b: odd { colour } c: odd { sure } }",
        "{ texts }",
        "{ late }",
        "query($n: Int) { guarded bounded(n: $n) }",
        "{ holes { fails } late }",
        "{ holes { a: times b: times(n: 3) times(n: 1, words: [\"x\"]) times(words: [\"x\"], n: 1) } }",
        "{ guarded texts }",
        "{ holes { name } holes { number ...f ...f } } fragment f on Leaf { name sure }",
        "{ holes { name @skip(if: true) number @include(if: false) sure } }",
        "{ holes @include(if: false) { name } }",
    ],
)  # fmt: skip
@pytest.mark.anyio
async def test_fails_as_graphql_core_does(query: str) -> None:
    reference, ours = await both(query, {"n": None} if "$n" in query else None)
    assert written(ours) == written(reference)


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"n": 3},
        {"n": None},
        {"n": "three"},
        {"n": 1, "w": "one"},
        {"n": 1, "w": ["one", None]},
        {"n": 1, "skip": True},
        {"n": 1, "skip": False, "unknown": 5},
        {"n": 1 << 40},
    ],
)
@pytest.mark.anyio
async def test_binds_variables_as_graphql_core_does(variables: dict[str, Any]) -> None:
    query = """query($n: Int = 2, $w: [String!], $skip: Boolean! = false) {
      holes { times(n: $n, words: $w) name @skip(if: $skip) }
    }"""
    reference, ours = await both(query, variables)
    assert written(ours) == written(reference)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("{ __schema { queryType { name } } }", "introspection"),
        ("mutation { change }", "operation"),
        ("query a { texts } query b { texts }", "operation"),
        ("{ deep { awaits } }", "resolver"),
        ("{ stray { name } }", "value"),
        ("query($i: Boolean = true) { texts @include(if: $i) }", "condition"),
    ],
)
@pytest.mark.anyio
async def test_leaves_the_rest_to_graphql_core(query: str, reason: str) -> None:
    with pytest.raises(UnsupportedError, match=f"^{reason}$"):
        await Operation(SCHEMA, parse(query), None).execute(CONTEXT, {"i": None} if "$i" in query else {})
