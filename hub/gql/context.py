"""A resolver's context: the viewer, the store, ids and keys of the home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from hub.auth import Viewer
from hub.ids import Ids
from hub.store import Store


class Unsealer(Protocol):
    """Opens sealed texts so that they can be masked; ``hub.seal.Sealer`` is one."""

    def open(self, sealed: str, record: str, field: str, id: str) -> str: ...


@dataclass(slots=True)
class Context:
    """One request's."""

    viewer: Viewer
    store: Store
    ids: Ids
    unsealer: Unsealer
    named: bool = False
    """Whether the request says which operation of its document."""
    cost: int = 0
    """Set before execution (bounds.py)."""
