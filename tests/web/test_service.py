"""Health, metrics, errors and logs of the service; none of them tells what somebody asked."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import orjson
import pytest
import structlog
from starlette.testclient import TestClient

from hub.auth import Role, Viewer, issue
from hub.keys import load_keys
from hub.logs import configure
from hub.settings import Settings
from hub.store import Store
from schema.errors import StoreUnavailableError

NUMBER = "370102194803011230"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that would be logged; the root logger is left as it was."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure("DEBUG", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def test_is_ready_when_the_store_has_answered(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"
    assert ready.json()["engine"] == "arcadedb"
    assert ready.json()["schema"] >= 1


def test_is_not_ready_while_the_store_does_not_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(self: Store, name: str, /, **parameters: object) -> object:
        raise StoreUnavailableError("bolt://nowhere:1", "ServiceUnavailable")

    monkeypatch.setattr(Store, "read", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {
            "error": "the store does not answer now; try again in some seconds",
            "error_zh": "存储暂时没有响应，请稍后再试",
        },
    )
    assert client.get("/healthz").status_code == 200


def test_counts_operations_by_outcome_and_requests_by_route(client: TestClient, settings: Settings) -> None:
    token = issue(load_keys(settings), Viewer("tester", Role.STEWARD, ("37",), "test"))
    headers = {"Authorization": f"Bearer {token}"}
    client.post("/graphql", json={"query": "{ sources { name } }"}, headers=headers)
    client.post("/graphql", json={"query": "{ nothing }"}, headers=headers)
    client.post("/graphql", json={"query": "{ sources { name } }"})
    client.get(f"/{NUMBER}")
    text = client.get("/metrics").text
    assert 'aidchain_graphql_operations_total{outcome="ok"} 1.0' in text
    assert 'aidchain_graphql_operations_total{outcome="refused"} 1.0' in text
    assert 'aidchain_http_requests_total{route="/graphql",status="401"} 1.0' in text
    assert 'aidchain_http_requests_total{route="other",status="404"} 1.0' in text
    assert NUMBER not in text


def test_every_answer_forbids_keeping_and_sniffing(client: TestClient) -> None:
    for path in ("/graphql", "/healthz", "/metrics", "/nothing"):
        headers = client.get(path).headers
        assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
        assert headers["referrer-policy"] == "no-referrer"


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.put("/graphql").status_code == 405
    assert client.delete("/graphql").status_code == 405


def test_no_number_of_a_person_reaches_the_log(client: TestClient, settings: Settings, log: io.StringIO) -> None:
    token = issue(load_keys(settings), Viewer("tester", Role.SUPERVISOR, ("37",), "test"))
    headers = {"Authorization": f"Bearer {token}"}
    for query in (
        f'{{ person(nationalId: "{NUMBER}") {{ name }} }}',
        f'{{ household(id: "{NUMBER}") {{ form }} }}',
        f"{{ sources(n: {NUMBER}) {{ name }} }}",
        f"{{ {{ {NUMBER}",
    ):
        assert NUMBER not in client.post("/graphql", json={"query": query}, headers=headers).text
    body = {"query": "query($n: String) { person(nationalId: $n) { name } }", "variables": {"n": NUMBER}}
    client.post("/graphql", json=body, headers=headers)
    body["variables"] = {"n": [NUMBER]}
    assert NUMBER not in client.post("/graphql", json=body, headers=headers).text
    client.get(f"/{NUMBER}?number={NUMBER}")
    text = log.getvalue()
    assert NUMBER not in text
    assert token not in text
    lines = [orjson.loads(line) for line in text.splitlines()]
    assert sum(line["event"] == "request" for line in lines) == 7
    assert {line["route"] for line in lines if line["event"] == "request"} == {"/graphql", "other"}


def test_an_error_of_the_hub_tells_the_caller_nothing_of_it(
    settings: Settings, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hub.app import create_app

    async def broken(self: Store, name: str, /, **parameters: object) -> object:
        raise RuntimeError(f"cannot read {NUMBER}")

    token = issue(load_keys(settings), Viewer("tester", Role.SUPERVISOR, ("37",), "test"))
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        monkeypatch.setattr(Store, "read", broken)
        query = "query($n: String) { person(nationalId: $n) { name } }"
        response = client.post(
            "/graphql",
            json={"query": query, "variables": {"n": NUMBER}},
            headers={"Authorization": f"Bearer {token}"},
        )
        ready = client.get("/readyz")
    assert response.json()["errors"][0]["message"] == "an error of the hub; it has been logged"
    assert response.json()["errors"][0]["extensions"] == {"code": "INTERNAL"}
    assert (ready.status_code, ready.json()) == (500, {"error": "an error of the hub; it has been logged"})
    assert "RuntimeError: cannot read ‹hidden›" in log.getvalue()
    assert NUMBER not in log.getvalue()
