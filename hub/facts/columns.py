"""The columns in which a fact is read from the graph, derived from its record's declaration.

``asked`` are the columns for rules (all but ``NOT_ASKED``), ``shown`` those for people (all but ``NOT_SHOWN``). A
reader finds a column by its name, never by a number written down elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from schema.graph import FORMERLY_SEALED
from schema.record import Record, Subject
from schema.records import RECORDS

COMMON = ("id", "run", "learned_at", "key_id", "stream", "division", "months")
"""Of every fact, first in its row; ``months`` are a roster's, None for a register or an event."""
CONTENT = COMMON.index("key_id")
"""Columns from here on are the stream's report; those before identify the fact and its learning time."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one record's facts: ``sealed`` are among ``names``, to be decrypted before they are shown."""

    record: type[Record]
    names: tuple[str, ...]
    sealed: frozenset[str] = frozenset()

    def at(self, name: str) -> int:
        """The position of a column in a row. Raises ``ValueError`` for one that is not read."""
        if name not in self.names:
            raise ValueError(f"{name} of {self.record.NAME} is not read")
        return self.names.index(name)


@cache
def asked(record: type[Record]) -> Columns:
    """The columns of a fact for a dossier; a keyed field as ``<field>_key``."""
    fields = (field for field in record.model_fields if field not in record.NOT_ASKED)
    return Columns(record, (*COMMON, *(f"{field}_key" if field in record.KEYED else field for field in fields)))


@cache
def shown(record: type[Record]) -> Columns:
    """The columns of a fact for a chain and the API; a sealed field under its plain name."""
    fields = [field for field in record.model_fields if field not in record.NOT_SHOWN]
    opened = [f"{field}_enc" for field in FORMERLY_SEALED.get(record.NAME, ())]
    sealed = record.SEALED - record.NOT_SHOWN | frozenset(opened)
    return Columns(record, (*COMMON, "retired_at", *fields, *opened), sealed)


def holdings(subject: Subject) -> tuple[type[Record], ...]:
    """The records that a person or household has by itself: no description, and nothing at the other end."""
    return tuple(record for record in RECORDS.values() if subject in record.SUBJECTS and record.is_holding())


def about(subject: Subject) -> tuple[type[Record], ...]:
    """The record that describes a person or household, then its own records."""
    own = (record for record in RECORDS.values() if record.FROM_FACT and subject in record.SUBJECTS)
    return (*own, *holdings(subject))


def facts(pattern: str, where: str, columns: Iterable[str]) -> str:
    """How every statement reads facts: a pattern comprehension that gives a list of their columns.

    An empty condition takes every fact that the pattern reaches.
    """
    return f"[{pattern}{where and f' WHERE {where}'} | [{', '.join(columns)}]]"
