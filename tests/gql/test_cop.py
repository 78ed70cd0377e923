"""The twelve weaknesses for which graphql-cop looks, each refused or bounded here."""

from __future__ import annotations

from typing import Any

import pytest

CIRCULAR = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"


def send(world: Any, method: str, **request: Any) -> Any:
    headers = {"Authorization": f"Bearer {world.token('37')}", **request.pop("headers", {})}
    return world.client.request(method, "/graphql", headers=headers, **request)


def codes(world: Any, query: str) -> set[str]:
    return {error["extensions"]["code"] for error in world.ask(query, "37").get("errors", ())}


def test_1_aliases_cannot_be_piled_up(world: Any) -> None:
    assert "TOO_COSTLY" in codes(world, "{" + " ".join(f"alias{n}: __typename" for n in range(101)) + "}")


def test_2_operations_cannot_be_batched(world: Any) -> None:
    assert send(world, "POST", json=[{"query": "{ __typename }"}] * 10).status_code == 400


def test_3_a_get_cannot_be_sent_by_another_site_s_page(world: Any) -> None:
    response = world.client.get("/graphql", params={"query": "{ __typename }"})
    assert (response.status_code, "data" in response.json()) == (401, False)


def test_4_a_form_cannot_ask(world: Any) -> None:
    response = send(world, "POST", data={"query": "{ __typename }"})
    assert (response.status_code, "data" in response.json()) == (415, False)


def test_5_there_is_no_trace(world: Any) -> None:
    answer = send(world, "POST", json={"query": "{ __typename }"}, headers={"Apollo-Tracing": "1", "Debug": "1"}).json()
    assert answer == {"data": {"__typename": "Query"}, "extensions": {"cost": 1}}
    refused = send(world, "POST", json={"query": "{ sources(n: 1) { name } }", "extensions": {"tracing": True}}).json()
    assert [sorted(error) for error in refused["errors"]] == [["extensions", "locations", "message"]]
    assert [list(error["extensions"]) for error in refused["errors"]] == [["code"]]


@pytest.mark.parametrize("query", ["{" + "__typename " * 500 + "}", "{ sources {" + "name " * 1000 + "} }"])
def test_6_a_field_cannot_be_repeated_without_end(world: Any, query: str) -> None:
    answer = world.ask(query, "37")
    assert ("data" in answer, bool(answer["errors"])) == (False, True)


def test_7_no_field_is_suggested(world: Any) -> None:
    answer = world.ask("{ __schema { directive } }", "37")
    assert [error["message"] for error in answer["errors"]] == ["Cannot query field 'directive' on type '__Schema'."]


@pytest.mark.parametrize("path", ["/", "/graphiql", "/playground", "/console", "/altair", "/graphql/console"])
def test_8_there_is_no_other_console_and_the_page_holds_no_token(world: Any, path: str) -> None:
    assert world.client.get(path, headers={"Accept": "text/html"}).status_code == 404
    page = world.client.get("/graphql", headers={"Accept": "text/html"})
    assert [word for word in ("graphiql", "playground", "cdn.", "unpkg") if word in page.text.lower()] == []
    assert "set-cookie" not in page.headers


def test_9_introspection_needs_a_token_and_tells_what_is_public(world: Any) -> None:
    query = "query { __schema { types { name fields { name } } } }"
    assert world.client.post("/graphql", json={"query": query}).status_code == 401
    named = {type["name"] for type in world.data(query, "37")["__schema"]["types"]}
    page = world.client.get("/graphql").text
    assert [name for name in named if not name.startswith("__") and name not in page] == []


def test_10_directives_cannot_be_piled_up(world: Any) -> None:
    answer = world.ask("{ __typename " + "@aa" * 300 + " }", "37")
    assert ("data" in answer, len(answer["errors"]) <= 101) == (False, True)
    repeated = world.ask("{ __typename " + "@include(if: true) " * 50 + "}", "37")
    assert ("data" in repeated, len(repeated["errors"]) <= 101) == (False, True)


def test_11_introspection_cannot_go_in_circles(world: Any) -> None:
    answer = world.ask(CIRCULAR, "37")
    assert ("data" in answer, bool(answer["errors"])) == (False, True)


def test_12_a_get_cannot_change_anything(world: Any) -> None:
    response = send(world, "GET", params={"query": "mutation { __typename }"})
    assert (response.status_code, "data" in response.json()) == (405, False)
