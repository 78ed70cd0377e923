"""What every canonical record has in common: frozen, no unknown fields, and how it stands in the graph.

A record says what one row of one source states. Its class attributes say how the statement is kept: which node, which
relationship, which fields are sealed (encrypted) or keyed (a keyed hash, searchable). The statements in
``cypher/write/`` are generated from these.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Subject(StrEnum):
    """What a fact is about."""

    PERSON = "person"
    HOUSEHOLD = "household"


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
    SEALED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept encrypted, as ``<field>_enc``."""
    KEYED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept (also) as a keyed hash, as ``<field>_key``, and indexed."""
