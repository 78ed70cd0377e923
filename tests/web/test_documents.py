"""A home's trusted documents over HTTP: by POST and GET, and with no others where the home says so."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from hub.app import create_app
from hub.auth import Role, Viewer, issue
from hub.keys import load_keys
from hub.settings import Settings
from schema.errors import SettingsError

TEXT = "query Name($name: String!) { __type(name: $name) { name } }"
HASH = sha256(TEXT.encode()).hexdigest()
VARIABLES = {"name": "Run"}
DATA = {"__type": {"name": "Run"}}


@pytest.fixture
def home(settings: Settings) -> Settings:
    settings.documents.mkdir(parents=True)
    (settings.documents / "name.graphql").write_text(TEXT, encoding="utf-8")
    return settings


def by_hash(hash: str) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash}}, "variables": VARIABLES}


def test_a_trusted_document_is_asked_by_its_hash(home: Settings) -> None:
    headers = {"Authorization": f"Bearer {issue(load_keys(home), Viewer('tester', Role.STEWARD, ('37',), 'test'))}"}
    with TestClient(create_app(home)) as client:
        for request in (by_hash(HASH), {"documentId": f"sha256:{HASH}", "variables": VARIABLES}):
            address = {
                name: value if isinstance(value, str) else orjson.dumps(value).decode()
                for name, value in request.items()
            }
            for response in (
                client.post("/graphql", json=request, headers=headers),
                client.get("/graphql", params=address, headers=headers),
            ):
                assert (response.status_code, response.json()["data"]) == (200, DATA)
        unknown = client.post("/graphql", json=by_hash("0" * 64), headers=headers)
        other = client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
        nobody = client.post("/graphql", json=by_hash(HASH))
    assert (unknown.status_code, unknown.json()) == (
        400,
        {"errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]},
    )
    assert (other.status_code, nobody.status_code) == (200, 401)


def test_a_home_that_answers_trusted_documents_only_refuses_others(home: Settings) -> None:
    headers = {"Authorization": f"Bearer {issue(load_keys(home), Viewer('tester', Role.STEWARD, ('37',), 'test'))}"}
    assert Settings.load(home.home, {"AIDCHAIN_DOCUMENTS_ONLY": "true"}).documents_only
    with TestClient(create_app(home.model_copy(update={"documents_only": True}))) as client:
        trusted = client.post("/graphql", json={"query": TEXT, "variables": VARIABLES}, headers=headers)
        hashed = client.post("/graphql", json=by_hash(HASH), headers=headers)
        other = client.post("/graphql", json={"query": "{ __schema { description } }"}, headers=headers)
    assert (trusted.json()["data"], hashed.json()["data"]) == (DATA, DATA)
    assert (other.status_code, other.json()["errors"][0]["extensions"]) == (403, {"code": "DOCUMENT_REFUSED"})


def test_without_a_document_such_a_home_does_not_start(settings: Settings) -> None:
    with pytest.raises(SettingsError):
        create_app(settings.model_copy(update={"documents_only": True}))
