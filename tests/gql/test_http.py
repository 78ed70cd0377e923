"""GraphQL over HTTP: media types, statuses and refusals as JSON; graphql-http's audits are in ``tests/web``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import hub
from hub.gql.errors import CODES
from hub.store import Store
from schema.errors import StoreUnavailableError

JSON, RESPONSE = "application/json; charset=utf-8", "application/graphql-response+json; charset=utf-8"
NAMED = "query a { __typename } query b { sources { name } }"
NUMBER = "370102194803011230"


def headers(world: Any, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {world.token('37')}", **more}


def post(world: Any, body: Any, **more: str) -> Any:
    return world.client.post("/graphql", json=body, headers=headers(world, **more))


def get(world: Any, accept: str = "*/*", **parameters: str) -> Any:
    return world.client.get("/graphql", params=parameters, headers=headers(world, Accept=accept))


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", JSON),
        ("application/json", JSON),
        ("application/graphql-response+json", RESPONSE),
        ("application/graphql-response+json, application/graphql+json, application/json, text/event-stream", RESPONSE),
        ("application/graphql-response+json;q=0.5, application/json", JSON),
        ("application/graphql-response+json;q=0, */*;q=0.1", JSON),
        ("text/html, application/*;q=0.8", JSON),
    ],
)
def test_the_answer_is_of_the_type_that_the_client_prefers(world: Any, accept: str, expected: str) -> None:
    response = post(world, {"query": "{ __typename }"}, Accept=accept)
    assert (response.status_code, response.headers["content-type"]) == (200, expected)
    assert response.json() == {"data": {"__typename": "Query"}, "extensions": {"cost": 1}}


def test_a_client_that_takes_no_json_is_told_so(world: Any) -> None:
    response = post(world, {"query": "{ __typename }"}, Accept="text/html")
    assert (response.status_code, response.headers["content-type"]) == (406, JSON)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "BAD_INPUT"),
        ("{ nothing }", "BAD_INPUT"),
        ("query($id: ID!) { node(id: $id) { id } }", "BAD_INPUT"),
        ("{" + " ".join(f"a{n}: sources {{ name }}" for n in range(21)) + "}", "TOO_COSTLY"),
        (NAMED, "BAD_INPUT"),
    ],
)
def test_what_was_not_run_has_no_data_and_a_status_that_says_so(world: Any, query: str, code: str) -> None:
    for accept, status in (("application/json", 200), ("application/graphql-response+json", 400)):
        response = post(world, {"query": query}, Accept=accept)
        assert (response.status_code, "data" in response.json()) == (status, False)
        assert {error["extensions"]["code"] for error in response.json()["errors"]} == {code}


def test_what_was_run_in_part_has_data_and_200(world: Any) -> None:
    response = post(world, {"query": "{ __typename node(id: 1) { id } }"}, Accept="application/graphql-response+json")
    assert (response.status_code, response.json()["data"]) == (200, {"__typename": "Query", "node": None})


def test_of_several_operations_the_named_one_runs(world: Any) -> None:
    assert post(world, {"query": NAMED, "operationName": "a"}).json()["data"] == {"__typename": "Query"}
    refused = post(world, {"query": NAMED})
    assert [error["message"] for error in refused.json()["errors"]] == ["operationName: say which of the operations"]
    unknown = post(world, {"query": NAMED, "operationName": "c"})
    assert (unknown.status_code, unknown.json()["errors"][0]["extensions"]) == (400, {"code": "BAD_REQUEST"})


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", b'{"query": "{ __typename }"}', 415),
        ("application/x-www-form-urlencoded", b"query=%7B__typename%7D", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("", b'{"query": "{ __typename }"}', 415),
        ("application/json", b"", 400),
        ("application/json", b'{"query": "{', 400),
        ("application/json", b'[{"query": "{ __typename }"}]', 400),
        ("application/json", b"5", 400),
        ("application/json", b"{}", 400),
        ("application/json", b'{"query": "{ __typename }", "operationName": 5}', 400),
        ("application/json", b'{"query": "{ __typename }", "variables": []}', 400),
        ("application/json", b'{"query": "' + b"x" * 140_000 + b'"}', 413),
    ],
)
def test_every_refusal_is_json_of_one_shape(world: Any, content_type: str, body: bytes, status: int) -> None:
    sent = headers(world, **({"Content-Type": content_type} if content_type else {}))
    response = world.client.post("/graphql", content=body, headers=sent)
    assert (response.status_code, response.headers["content-type"]) == (status, JSON)
    assert response.headers["cache-control"] == "no-store"
    ((message, extensions),) = [tuple(error.values()) for error in response.json()["errors"]]
    assert (list(response.json()), extensions) == (["errors"], {"code": "BAD_REQUEST"})
    assert isinstance(message, str)


def test_other_methods_are_refused_in_the_same_shape(world: Any) -> None:
    response = world.client.put("/graphql", headers=headers(world))
    assert (response.status_code, response.json()["errors"][0]["extensions"]) == (405, {"code": "BAD_REQUEST"})


def test_a_store_that_is_away_is_503_and_no_data(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(self: Store, name: str, /, **parameters: object) -> object:
        raise StoreUnavailableError("bolt://nowhere:1", "ServiceUnavailable")

    monkeypatch.setattr(Store, "read", away)
    response = post(world, {"query": '{ __typename node(id: "U291cmNlOng=") { id } }'})
    assert (response.status_code, response.headers["retry-after"], "data" in response.json()) == (503, "5", False)
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["UNAVAILABLE"]


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"])
def test_a_get_with_a_query_is_answered_and_never_by_the_page(world: Any, accept: str) -> None:
    response = get(world, accept, query="query($n: String!) { __type(name: $n) { name } }", variables='{"n": "Run"}')
    assert (response.status_code, response.headers["content-type"]) == (200, JSON)
    assert response.json()["data"] == {"__type": {"name": "Run"}}


def test_a_get_that_asks_nothing_is_the_page_or_says_what_is_missing(world: Any) -> None:
    assert get(world).headers["content-type"] == "text/html; charset=utf-8"
    assert get(world, "text/html, application/json;q=0.9").headers["content-type"] == "text/html; charset=utf-8"
    response = get(world, "application/json, text/plain, */*")
    assert (response.status_code, response.headers["content-type"]) == (400, JSON)


def test_a_get_may_only_ask(world: Any) -> None:
    response = get(world, query="mutation { __typename }")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert response.json()["errors"][0]["extensions"] == {"code": "BAD_REQUEST"}


def test_a_get_needs_the_token_in_a_header_so_no_other_page_can_ask(world: Any) -> None:
    for cookies in ({}, {"Authorization": f"Bearer {world.token('37')}", "token": world.token("37")}):
        response = world.client.get(
            "/graphql",
            params={"query": "{ sources { name } }", "token": world.token("37")},
            headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
        )
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize("name", ["query", "variables"])
def test_no_number_of_a_person_stands_in_an_address(world: Any, name: str) -> None:
    parameters = {"query": "query($n: String) { person(nationalId: $n) { id } }", "variables": f'{{"n": "{NUMBER}"}}'}
    if name == "query":
        parameters = {"query": f'{{ person(nationalId: "{NUMBER}") {{ id }} }}'}
    response = get(world, **parameters)
    assert (response.status_code, NUMBER in response.text) == (400, False)


@pytest.mark.parametrize(
    "query",
    [
        "{ sorces { name } }",
        "{ sources { nam } }",
        "{ runs(frst: 1) { edges { cursor } } }",
        "{ sources { ... on Sourc { name } } }",
        "query($f: FindingFilte) { duplicates(filter: $f) { edges { cursor } } }",
        "{ duplicates(filter: {ruls: []}) { edges { cursor } } }",
        "{ duplicates(filter: {states: [OPN]}) { edges { cursor } } }",
        "query($f: FindingFilter) { duplicates(filter: $f) { edges { cursor } } }",
        "{ sources @skp(if: true) { name } }",
    ],
)
def test_no_error_suggests_a_name(world: Any, query: str) -> None:
    answer = world.ask(query, "37", variables={"f": {"ruls": [], "states": ["OPN"]}})
    assert answer["errors"]
    assert "Did you mean" not in str(answer)


def test_every_code_is_documented_with_its_meaning() -> None:
    page = (Path(hub.__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
    assert re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE) == [
        "UNAUTHENTICATED",
        "BAD_REQUEST",
        "PERSISTED_QUERY_NOT_FOUND",
        "DOCUMENT_REFUSED",
        "BAD_INPUT",
        "TOO_COSTLY",
        "FORBIDDEN",
        "UNAVAILABLE",
        "INTERNAL",
    ]
    assert len(CODES) == 9
    assert [code for code in CODES if f"| `{code}` |" not in page] == []
