"""The closed list of kinds of sources: a card is of exactly one."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from connectors.card import SourceCard
from connectors.kinds.files_kind import FilesKind
from connectors.kinds.kind import SourceKind
from connectors.kinds.sql_kind import SqlKind

KINDS: tuple[SourceKind, ...] = (FilesKind(), SqlKind())

_BY_NAME = {kind.name: kind for kind in KINDS}
_ANY_CARD: Any = reduce(or_, (kind.card for kind in KINDS))
CARD: TypeAdapter[SourceCard] = TypeAdapter(Annotated[_ANY_CARD, Field(discriminator="kind")])
"""A card of any kind, by its field ``kind``."""


def kind_of(card: SourceCard) -> SourceKind:
    """The kind of a card. Raises KeyError for one that is not in ``KINDS``."""
    return _BY_NAME[card.kind]
