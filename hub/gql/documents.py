"""Trusted documents: asked for by the sha256 of their text; a home may accept no others.

A client sends the hash as ``extensions.persistedQuery.sha256Hash`` or as ``documentId`` (``sha256:…``). Nothing that a
client sends is kept: documents come from the home's folder only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from hub.gql.errors import DOCUMENT_REFUSED, DOCUMENT_UNKNOWN
from hub.gql.protocol import Asked, RequestError
from schema.errors import SettingsError
from schema.message import Message

_PREFIX = "sha256:"


class Documents:
    """The trusted texts by hash."""

    def __init__(self, texts: Mapping[str, str], *, only: bool = False) -> None:
        self._texts = texts
        self._only = only

    def text(self, asked: Asked) -> str:
        """The text of the operation that is asked. Raises ``RequestError``."""
        hash = _hash(asked)
        if asked.query is None:
            if hash is None:
                raise RequestError(400, "query: expected the text of an operation, or the hash of a trusted one")
            if hash not in self._texts:
                # the words by which Apollo's and urql's clients know that they are to send the text
                raise RequestError(400, "PersistedQueryNotFound", DOCUMENT_UNKNOWN)
            return self._texts[hash]
        own = sha256(asked.query.encode()).hexdigest() if hash is not None or self._only else None
        if hash not in (None, own):
            raise RequestError(400, "the hash is not the sha256 of the query")
        if self._only and own not in self._texts:
            raise RequestError(403, "only trusted documents are answered here", DOCUMENT_REFUSED)
        return asked.query


def _hash(asked: Asked) -> str | None:
    persisted: Any = (asked.extensions or {}).get("persistedQuery")
    found = persisted.get("sha256Hash") if isinstance(persisted, dict) else asked.document
    return found.removeprefix(_PREFIX).lower() if isinstance(found, str) else None


def load_documents(folder: Path, *, only: bool = False) -> Documents:
    """Every ``*.graphql`` of the folder, and of every manifest ``*.json`` (hash: text). Raises ``SettingsError``."""
    texts: dict[str, str] = {}
    for path in sorted(folder.glob("*.graphql")):
        text = path.read_text(encoding="utf-8")
        texts[sha256(text.encode()).hexdigest()] = text
    for path in sorted(folder.glob("*.json")):
        texts |= dict(_listed(path))
    if only and not texts:
        raise SettingsError(
            str(folder),
            Message("没有受信任的查询文档", "no trusted document"),
            Message("*.graphql 或 *.json", "*.graphql or *.json"),
        )
    return Documents(texts, only=only)


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    try:
        manifest = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError:
        manifest = None
    pairs = manifest.items() if isinstance(manifest, dict) else [("", None)]
    for name, text in pairs:
        hash = name.removeprefix(_PREFIX).lower()
        if not isinstance(text, str) or sha256(text.encode()).hexdigest() != hash:
            raise SettingsError(
                str(path),
                Message("不是查询文档的清单", "not a manifest of documents"),
                Message("每个文档的 sha256 和文本", "the sha256 and the text of each document"),
            )
        yield hash, text
