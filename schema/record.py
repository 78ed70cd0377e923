"""Base of the canonical records: frozen, no unknown fields, with their declaration for the graph.

A record is one statement of one row of one source. Its class attributes declare how it is stored: node, relationship,
sealed (encrypted) fields and keyed ones (a keyed hash, searchable). The templates in ``cypher/`` are bound to these
(cypher/binding.py).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict


class Subject(StrEnum):
    """The subject of a fact."""

    PERSON = "person"
    HOUSEHOLD = "household"


class FactObject(NamedTuple):
    """The other end of a fact that joins two: the relationship to it, and its kind."""

    verb: str
    kind: Subject


class Record(BaseModel):
    """One statement by one source."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    NAME: ClassVar[str]
    """The record's name in cards: ``benefit``."""
    LIST: ClassVar[str]
    """The name of a subject's list of them, in dossiers and in the API: ``benefits``."""
    LABEL: ClassVar[str]
    """The node's label in the graph."""
    VERB: ClassVar[str]
    """The relationship type between subject and fact."""
    FROM_FACT: ClassVar[bool] = False
    """Whether that relationship goes from the fact to its subject; else it goes from the subject to the fact."""
    SUBJECTS: ClassVar[tuple[Subject, ...]]
    """Which subjects it may have."""
    OBJECT: ClassVar[FactObject | None] = None
    """The other end: the household of a membership."""
    SEALED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept encrypted, as ``<field>_enc``."""
    KEYED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept (also) as a keyed hash, as ``<field>_key``, and indexed."""
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset()
    """Fields that no rule reads: they are in no dossier."""
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset()
    """Fields that the API does not show."""
