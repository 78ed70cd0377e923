"""Trusted documents are asked for by hash; a home may accept no others; nothing that a client sends is kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pytest

from hub.gql.documents import Documents, load_documents
from hub.gql.protocol import Asked, RequestError
from schema.errors import SettingsError

TEXT, OTHER = "query Fed { sources { name } }\n", "{ __typename }"
HASH, OTHER_HASH = (sha256(text.encode()).hexdigest() for text in (TEXT, OTHER))


def asked(query: str | None = None, hash: str | None = None, document: str | None = None) -> Asked:
    extensions: dict[str, Any] | None = {"persistedQuery": {"version": 1, "sha256Hash": hash}} if hash else None
    return Asked(query, document, None, None, extensions)


def refused(documents: Documents, request: Asked) -> tuple[int, str]:
    with pytest.raises(RequestError) as error:
        documents.text(request)
    return error.value.status, error.value.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fed.graphql").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.json").write_bytes(orjson.dumps({f"sha256:{OTHER_HASH}": OTHER}))
    return tmp_path


def test_files_and_manifests_are_found_by_hash(folder: Path) -> None:
    documents = load_documents(folder)
    assert documents.text(asked(hash=HASH)) == TEXT
    assert documents.text(asked(document=f"sha256:{HASH}")) == TEXT
    assert documents.text(asked(hash=OTHER_HASH.upper())) == OTHER
    assert documents.text(asked(query="{ x }")) == "{ x }"


def test_an_unknown_hash_is_told_in_the_clients_words_and_not_learned(folder: Path) -> None:
    documents = load_documents(folder)
    hash = sha256(b"{ x }").hexdigest()
    assert refused(documents, asked(hash=hash)) == (400, "PERSISTED_QUERY_NOT_FOUND")
    assert documents.text(asked("{ x }", hash)) == "{ x }"
    assert refused(documents, asked(hash=hash)) == (400, "PERSISTED_QUERY_NOT_FOUND")


def test_a_hash_of_another_text_is_refused(folder: Path) -> None:
    assert refused(load_documents(folder), asked(OTHER, HASH)) == (400, "BAD_REQUEST")


def test_a_home_may_accept_no_others(folder: Path) -> None:
    documents = load_documents(folder, only=True)
    assert documents.text(asked(TEXT)) == TEXT
    assert documents.text(asked(hash=HASH)) == TEXT
    assert refused(documents, asked(TEXT + " ")) == (403, "DOCUMENT_REFUSED")
    assert refused(documents, asked(hash="0")) == (400, "PERSISTED_QUERY_NOT_FOUND")


def test_a_home_that_accepts_none_at_all_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load_documents(tmp_path / "none", only=True)


@pytest.mark.parametrize("content", [b"[]", b"{", orjson.dumps({HASH: OTHER}), orjson.dumps({HASH: 5})])
def test_a_manifest_whose_hashes_are_not_of_its_texts_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(SettingsError, match=r"manifest\.json"):
        load_documents(tmp_path)
