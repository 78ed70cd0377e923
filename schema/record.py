"""What every canonical record has in common: frozen, no unknown fields, and how it stands in the graph.

A record says what one row of one source states. Its class attributes say how the statement is kept: which node, which
relationship, which fields are sealed (encrypted) or keyed (a keyed hash, searchable). The templates in
``cypher/`` are bound to these (cypher/binding.py).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict


class Subject(StrEnum):
    """What a fact is about."""

    PERSON = "person"
    HOUSEHOLD = "household"


class FactObject(NamedTuple):
    """The other end of a fact that joins two: the relationship to it, and what it is."""

    verb: str
    kind: Subject


class Record(BaseModel):
    """One statement by one source."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    NAME: ClassVar[str]
    """The record's name in cards: ``benefit``."""
    LABEL: ClassVar[str]
    """The node's label in the graph."""
    VERB: ClassVar[str]
    """The relationship type between subject and fact."""
    SUBJECTS: ClassVar[tuple[Subject, ...]]
    """Which subjects it may have."""
    OBJECT: ClassVar[FactObject | None] = None
    """What it joins its subject to: the household of a membership."""
    SEALED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept encrypted, as ``<field>_enc``."""
    KEYED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept (also) as a keyed hash, as ``<field>_key``, and indexed."""
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset()
    """Fields that no rule reads: they are in no dossier."""
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset()
    """Fields that the API does not show."""
