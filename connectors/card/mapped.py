"""The records that are made of a row: their fields, their keys, and when they are stated."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator

from connectors.card.column import Column
from connectors.card.model import Model, Texts, one_or_more


class KeyPart(Model):
    """A part of a fact's key: a column, a field of the record, a subject, or the scope's batch or month."""

    column: Column | None = None
    record: str | None = None
    subject: str | None = None
    scope: Literal["batch", "month", "division"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if isinstance(value, str | list | tuple):
            return {"column": value}
        if isinstance(value, dict) and ("first" in value or "field" in value):
            return {"column": value}
        return value

    @model_validator(mode="after")
    def _one(self) -> KeyPart:
        if sum(part is not None for part in (self.column, self.record, self.subject, self.scope)) != 1:
            raise ValueError("exactly one of a column, record, subject and scope")
        return self


class When(Model):
    """A fact is stated only when this holds of the row."""

    field: Texts
    filled: bool | None = None
    """Not blank; 无, ``-`` and ``/`` are blank."""
    nonzero: bool | None = None
    """A number that is not 0; empty is 0."""
    one_of: Texts | None = None
    none_of: Texts | None = None


class Split(Model):
    """A payment for several months (补发): one fact a month, equal shares in fen, the remainder in the last."""

    text: Texts
    """The column whose text names the months."""
    word: str = "补发"
    """Without this word in it, the month of the scope counts."""


class MapCard(Model):
    """One record made of a row: its fields, whom it is about, and when it is stated."""

    fields: dict[str, Column]
    when: Annotated[tuple[When, ...], BeforeValidator(one_or_more)] = ()
    subject: str | None = None
    object: str | None = None
    key: tuple[KeyPart, ...] = ()
    """Instead of the stream's key."""
    each: str | None = None
    """The unpacked columns (``unpack``) for each element of which it is stated."""
    split: Split | None = None
    period: Column | None = None
    """One cell with the first and the last day (``2026.3.5-2026.9.4``), instead of valid_from and valid_until."""

    @model_validator(mode="before")
    @classmethod
    def _fields_beside_options(cls, value: Any) -> Any:
        """In a card, the record's fields are given beside the options."""
        if not isinstance(value, dict):
            return value
        options = {name: part for name, part in value.items() if name in _OPTIONS}
        return options | {"fields": {name: part for name, part in value.items() if name not in _OPTIONS}}


_OPTIONS = frozenset({"when", "subject", "object", "key", "each", "split", "period"})
