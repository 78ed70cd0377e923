"""Pages of other origins may ask the API only where the home names their origin, and never with cookies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from hub.app import create_app
from hub.settings import Settings
from schema.errors import SettingsError

DESK = "https://desk.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization, content-type"}


@contextmanager
def serving(settings: Settings, *origins: str) -> Iterator[TestClient]:
    with TestClient(create_app(settings.model_copy(update={"cors": origins}))) as client:
        yield client


def allowed(response: Any) -> list[str]:
    return sorted(name for name in response.headers if name.startswith("access-control-"))


def test_no_origin_is_allowed_unless_it_is_named(settings: Settings) -> None:
    with serving(settings) as client:
        preflight = client.options("/graphql", headers={"Origin": DESK, **PREFLIGHT})
        asked = client.post("/graphql", json={"query": "{ __typename }"}, headers={"Origin": DESK})
    assert (preflight.status_code, allowed(preflight), allowed(asked)) == (405, [], [])


def test_a_named_origin_may_ask_with_a_token_and_no_cookie(settings: Settings) -> None:
    with serving(settings, DESK) as client:
        preflight = client.options("/graphql", headers={"Origin": DESK, **PREFLIGHT})
        asked = client.post("/graphql", json={"query": "{ __typename }"}, headers={"Origin": DESK})
        other = client.options("/graphql", headers={"Origin": "https://other.example", **PREFLIGHT})
        metrics = client.get("/metrics", headers={"Origin": DESK})
    assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (200, DESK)
    assert "access-control-allow-credentials" not in preflight.headers
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (401, DESK)
    assert (other.status_code, "access-control-allow-origin" in other.headers, allowed(metrics)) == (400, False, [])


def test_origins_come_from_the_environment_or_the_file(settings: Settings) -> None:
    loaded = Settings.load(settings.home, {"AIDCHAIN_CORS": f"{DESK} http://localhost:5173"})
    assert loaded.cors == (DESK, "http://localhost:5173")


@pytest.mark.parametrize("origin", ["*", "desk.example", "https://*.example", "https://desk.example/path"])
def test_what_is_no_origin_is_refused(settings: Settings, origin: str) -> None:
    with pytest.raises(SettingsError):
        Settings.load(settings.home, {"AIDCHAIN_CORS": origin})
