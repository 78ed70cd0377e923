"""Cache from row digest to fact ids, so that unchanged rows of rosters and registers skip mapping.

A row's facts depend on its content, the card and the code tables only; the key is a keyed digest of those. A file for
each stream and division holds ids and digests; without it every row is mapped. Whether the store still holds those
facts is asked of the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import orjson

from hub.ids import Ids
from hub.private import write_private

Meant = tuple[tuple[str, str, str, str], ...]
"""The facts of a row: type, id before siblings are numbered, digest, and whom a household's head heads
(``person:household``, empty where there is none)."""


class Recall:
    """The rows of one stream and division; ``edition`` is that of its reading."""

    def __init__(self, path: Path, ids: Ids, scope: str, edition: str) -> None:
        self.scope = scope
        self._path = path
        self._ids = ids
        self._edition = edition
        self._known = self._load()
        self._seen: dict[str, str] = {}

    def key(self, content: Sequence[str | None]) -> str:
        """The key of a row's content."""
        return self._ids.digest(self._edition, *["" if cell is None else "=" + cell for cell in content])

    def meant(self, key: str) -> Meant | None:
        """The facts of a row when it was last mapped."""
        text = self._known.get(key)
        parts = [] if text is None else text.split(" ")
        if text is None or len(parts) % 4:
            return None
        self._seen[key] = text
        return tuple(zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=True))

    def keep(self, key: str, meant: Meant) -> None:
        """Remember a row; a row without facts is mapped each time."""
        if meant:
            self._seen[key] = " ".join(part for fact in meant for part in fact)

    def save(self) -> None:
        """Replace the file by the rows of this run."""
        if self._seen.keys() == self._known.keys():
            return
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        write_private(fresh, orjson.dumps({"edition": self._edition, "rows": self._seen}))
        fresh.replace(self._path)

    def _load(self) -> dict[str, str]:
        try:
            found = orjson.loads(self._path.read_bytes())
            rows: dict[str, str] = found["rows"] if found["edition"] == self._edition else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}  # never written, or incomplete: it will be replaced
        return rows
