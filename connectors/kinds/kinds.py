"""The kinds of sources, all of them: a card's kind is one of these, and none stands in for another."""

from __future__ import annotations

from connectors.card import SourceCard
from connectors.kinds.files_kind import FilesKind
from connectors.kinds.kind import SourceKind
from connectors.kinds.sql_kind import SqlKind

KINDS: tuple[SourceKind, ...] = (FilesKind(), SqlKind())

_BY_NAME = {kind.kind: kind for kind in KINDS}


def kind_of(card: SourceCard) -> SourceKind:
    """The kind of a card. Raises KeyError for one that is not in ``KINDS``."""
    return _BY_NAME[card.kind]
