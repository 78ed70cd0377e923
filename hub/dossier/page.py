"""A page of dossiers as read: households, and people with the facts of all their nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.dossier.home import Key

DossierRow = dict[str, Any]
"""One row of ``dossier/people`` or ``dossier/households``: its lists by name."""
_SINGLE = frozenset({"id", "birth", "sex"})


@dataclass(frozen=True, slots=True)
class Page:
    """Some households, or people judged alone, and everybody and every household that their dossiers refer to."""

    wanted: tuple[str, ...]
    """Ids of the households, or of the people, whose dossiers are built."""
    people: Mapping[str, DossierRow]
    households: Mapping[str, DossierRow]
    keys: Mapping[str, Key] = field(default_factory=dict)
    """Of households between which only the sources' keys decide."""


def joined(rows: Iterable[DossierRow]) -> dict[str, DossierRow]:
    """People by id; several nodes of one person become one, with the facts of all of them."""
    found: dict[str, DossierRow] = {}
    for row in sorted(rows, key=lambda row: str(row["node"])):
        row["nodes"] = [row.pop("node")]
        first = found.setdefault(row["id"], row)
        if first is not row:
            for name, value in row.items():
                if name not in _SINGLE:
                    first[name] += value
                elif first[name] is None:
                    first[name] = value
    return found
