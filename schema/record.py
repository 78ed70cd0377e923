"""Base of the canonical records: frozen, no unknown fields, with their declaration for the graph.

A record is one statement of one row of one source. Its class attributes declare how it is stored: node, relationship,
sealed (encrypted) fields and keyed ones (a keyed hash, searchable). The templates in ``cypher/`` are bound to these
(cypher/binding.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict

from schema.event_form import EventForm
from schema.message import Message


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
    TITLE: ClassVar[Message]
    """The word for it in tables for people."""
    TITLES: ClassVar[Mapping[str, str]] = {}
    """The Chinese words for its fields; in English a field has its own name."""
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
    TOPIC: ClassVar[str | None] = None
    """What a delivery of it answers: ``cover``. None for descriptions, which answer nothing."""
    CODED: ClassVar[str | None] = None
    """The field whose code is the second part of its topics: ``benefit:disab_living``."""
    ON: ClassVar[str | None] = None
    """The field with the day or month on which it happens; None for a fact that lasts."""
    EVENT: ClassVar[EventForm | None] = None
    """Its events in a chain, where they are not the derived ones."""
    SEALED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept encrypted, as ``<field>_enc``."""
    KEYED: ClassVar[frozenset[str]] = frozenset()
    """Fields kept (also) as a keyed hash, as ``<field>_key``, and indexed."""
    NOT_ASKED: ClassVar[frozenset[str]] = frozenset()
    """Fields that no rule reads: they are in no dossier."""
    NOT_SHOWN: ClassVar[frozenset[str]] = frozenset()
    """Fields that the API does not show."""

    @classmethod
    def is_holding(cls) -> bool:
        """Whether its subject has it by itself: it is no description, and nothing is at its other end."""
        return cls.OBJECT is None and not cls.FROM_FACT

    @classmethod
    def happens(cls) -> bool:
        """Whether it happens on one day or in one month, and never lasts."""
        return cls.ON is not None and "valid_from" not in cls.model_fields
