"""A stream of a source: one table, sheet or file that is delivered again and again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from connectors.card.column import Column
from connectors.card.expect import Expect
from connectors.card.mapped import KeyPart, MapCard
from connectors.card.model import Model, Texts, Topics
from connectors.card.scope import ScopeCard
from connectors.card.subject import SubjectCard


class Unpack(Model):
    """Parallel lists packed into one cell each: ``张三、李四`` beside ``3701…、3702…``."""

    columns: tuple[Texts, ...] = Field(min_length=1)
    separator: str = "、"


class Doubt(Model):
    """Columns that identify a rejected row's person where the ID is unreadable."""

    name: Column | None = None
    township: Column | None = None


class Skip(Model):
    """Rows that are no data."""

    title_rows: int = 0
    """The least number of rows above the header; the header itself is searched for."""
    total_row: Texts = ()
    """First filled cell of a total row, blanks ignored (合计, 小计)."""
    footer: Texts = ()
    """How the first filled cell of a footer begins (制表)."""


class Shape(StrEnum):
    """Shape of a stream's rows: decides what the absence of a row means (semantics.md §1)."""

    ROSTER = "roster"
    REGISTER = "register"
    EVENT = "event"


def _maps(value: Any) -> Any:
    """A record stated once needs no list."""
    if not isinstance(value, dict):
        return value
    return {name: [part] if isinstance(part, dict) else part for name, part in value.items()}


class StreamCard(Model):
    """One table or sheet of a source; its kind adds fields for reading (``connectors.kinds``)."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    shape: Shape
    serves: Texts = Field(min_length=1)
    """Prefixes of the divisions that this stream answers for."""
    scope: ScopeCard
    answers: Topics | None = None
    """What the absence of a row answers: ``category:dibao``, ``{payment: [job_post]}``, ``certificate`` …; None: what
    the stream maps, and nothing else (``connectors.answers``)."""
    key: tuple[KeyPart, ...] = Field(min_length=1)
    personal_key: bool = True
    """Whether the key is or holds personal data (then it is kept sealed)."""
    skip: Skip = Skip()
    unpack: dict[str, Unpack] = {}
    subjects: dict[str, SubjectCard] = {}
    """By the names that ``map`` uses; ``person`` may be left out when the person record names a national_id."""
    map: Annotated[dict[str, tuple[MapCard, ...]], BeforeValidator(_maps)] = Field(min_length=1)
    doubt: Doubt = Doubt()
    """Only where ``map`` makes no person record with name and township."""
    ignore: Texts = ()
    """Columns left out on purpose."""
    expect: Expect = Expect()
    _source: str = PrivateAttr(default="")

    @model_validator(mode="before")
    @classmethod
    def _person_of_record(cls, value: Any) -> Any:
        """A person record with a national_id identifies the row's person."""
        try:
            national_id = value["map"]["person"]["national_id"]
        except (KeyError, TypeError):
            return value
        return {**value, "subjects": {"person": {"national_id": national_id}, **value.get("subjects", {})}}

    @property
    def full_name(self) -> str:
        """``source.stream``, the stream's name everywhere outside its card."""
        return f"{self._source}.{self.name}"

    @property
    def months_by_row(self) -> bool:
        """Whether each row names its own month."""
        month = self.scope.month
        return month is not None and bool(month.column or month.columns)

    # Overridden by kinds whose streams declare more.

    @property
    def placeholders(self) -> frozenset[str]:
        """Parts of the scope in the names of its deliveries, by the words that ``scope`` uses."""
        return frozenset()

    @property
    def has_title(self) -> bool:
        """Whether there may be text above the header."""
        return False

    @property
    def made_columns(self) -> frozenset[str]:
        """Columns of its rows that no header has: they are made while it is read."""
        return frozenset()

    @property
    def months_of_delivery(self) -> bool:
        """Whether a delivery names the months of its rows."""
        return self.scope.month is not None

    @property
    def answers_months(self) -> bool:
        """Whether a delivery declares the months it answers for, where rows name their own."""
        return self.scope.months is not None

    @property
    def told_at_once(self) -> bool:
        """Whether one delivery gives all months of a division and no row names its own."""
        return False

    @property
    def has_undeclared_rows(self) -> bool:
        """Whether rows beyond the declared scopes are not complete yet, and left for later, instead of wrong."""
        return False
