"""An operation's cost is known before it runs; what is too deep, too wide or too large is refused unread."""

from __future__ import annotations

import time
from typing import Any

import pytest
from graphql import parse

from hub.gql.measure import Measurer


def codes(answer: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in answer["errors"]}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{" + " ".join(f"a{n}: sources {{ name }}" for n in range(21)) + "}", "21 aliases"),
        ("{" + " ".join("sources { name }" for _ in range(9)) + "}", "9 root fields"),
        (
            "{"
            + "node(id: 1) { ... on Household { members { person { findings { cites { " * 3
            + "x"
            + "}}}}}}" * 3
            + "}",
            "levels deep",
        ),
        ("{ sources { " + "name " * 1100 + "} }", "tokens"),
        ("query a { sources { name } } " * 2, "operation"),
    ],
)
def test_refuses_what_is_too_large(world: Any, query: str, told: str) -> None:
    answer = world.ask(query, "37")
    assert "data" not in answer
    assert any(told in error["message"] for error in answer["errors"])


def test_refuses_an_operation_whose_pages_multiply(world: Any) -> None:
    query = """query($id: ID!) { household(id: $id) { members { person { findings { cites { fact stream months }
      absences { stream months } } } } } }"""
    answer = world.ask(query, "37", variables={"id": world.ids["X1"]})
    assert answer["data"] is not None
    wide = (
        "{ "
        + " ".join(f"a{n}: duplicates(first: 200) {{ edges {{ node {{ cites {{ fact }} }} }} }}" for n in range(6))
        + "}"
    )
    answer = world.ask(wide, "37")
    assert ("data" in answer, codes(answer)) == (False, {"TOO_COSTLY"})
    assert answer["extensions"]["cost"] > 20_000


def test_says_the_cost_of_what_it_runs(world: Any) -> None:
    answer = world.ask("{ duplicates(first: 10) { edges { node { rule amount } } } }", "37")
    # the list and, ten times, an edge, its node and two fields
    assert answer["extensions"] == {"cost": 41}


@pytest.mark.parametrize("size", ["$n", "10"])
def test_a_page_size_counts_as_a_variable_too(size: str) -> None:
    document = parse(f"query q($n: Int!) {{ runs(first: {size}) {{ edges {{ node {{ run }} }} }} }}")
    assert Measurer(document, {"n": 10}).operation("q").cost == 31


def test_a_page_size_that_is_not_known_counts_as_the_largest() -> None:
    document = parse("query($n: Int = 3) { runs(first: $n) { edges { cursor } } }")
    assert Measurer(document, {}).operation(None).cost == 1 + 200 * 2


def test_fragments_that_multiply_are_measured_in_no_time(world: Any) -> None:
    bomb = (
        "query { ...f0 }"
        + "".join(f" fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(60))
        + " fragment f60 on Query { sources { name } }"
    )
    began = time.perf_counter()
    answer = world.ask(bomb, "37")
    assert time.perf_counter() - began < 5
    assert "data" not in answer
    assert "TOO_COSTLY" in codes(answer)


def test_a_fragment_that_spreads_itself_is_refused(world: Any) -> None:
    answer = world.ask("{ ...f } fragment f on Query { ...f sources { name } }", "37")
    assert "data" not in answer
    assert any("Cannot spread fragment" in error["message"] for error in answer["errors"])


def test_introspection_works_and_cannot_be_nested_without_end(world: Any) -> None:
    assert world.data('{ __type(name: "Household") { fields { name } } }', "37")["__type"]["fields"][0] == {
        "name": "id"
    }
    deep = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    answer = world.ask(deep, "37")
    assert ("data" in answer, "introspection" in answer["errors"][0]["message"].lower()) == (False, True)


def test_a_request_over_the_limit_is_refused_before_it_is_parsed(world: Any) -> None:
    headers = {"Authorization": f"Bearer {world.token('37')}", "Content-Type": "application/json"}
    response = world.client.post("/graphql", content=b'{"query": "' + b"x" * 140_000 + b'"}', headers=headers)
    assert response.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 5000, b"\xff\xfe", b'[{"query": "{ sources { name } }"}]', b'{"query": 5}', b"{}"]
)
def test_a_body_that_is_no_request_is_the_caller_s_mistake(world: Any, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {world.token('37')}", "Content-Type": "application/json"}
    assert world.client.post("/graphql", content=body, headers=headers).status_code == 400
