"""A card declares how one source is read and what its rows mean; a wrong card is refused with file, line and reason.

The grammar is described in ``connectors/sources/README.md``. A card holds no code: a new source is a new file.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from schema.household import HouseholdForm


def listed(value: Any) -> Any:
    """One text instead of a list."""
    return (value,) if isinstance(value, str) else value


def _text(value: Any) -> Any:
    """YAML reads ``1`` and ``yes`` as other types than text; a label of a card is always text."""
    if isinstance(value, bool):
        return value
    return str(value) if isinstance(value, int | float) else value


def _one_or_more(value: Any) -> Any:
    """One mapping instead of a list."""
    return (value,) if isinstance(value, dict) else value


def _topics(value: Any) -> Any:
    """``{payment: [job_post], benefit: elder_age}`` beside ``payment:job_post``: topics as flat texts."""
    found: list[Any] = []
    for part in value if isinstance(value, list | tuple) else [value]:
        if isinstance(part, dict):
            for family, codes in part.items():
                found += [f"{family}:{code}" for code in (codes if isinstance(codes, list) else [codes])]
        else:
            found.append(part)
    return tuple(found)


Text = Annotated[str, BeforeValidator(_text)]
Topics = Annotated[tuple[str, ...], BeforeValidator(_topics)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed)]


class Model(BaseModel):
    """Frozen, and no unknown fields: a misspelt word in a card is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Model):
    """Where a value comes from: a column (with other names it goes by), the first filled of several, or a constant."""

    field: Texts = ()
    """The column's name, then synonyms; the first that the header has is read."""
    first: tuple[Texts, ...] = ()
    """Several columns, each with synonyms: the first that is filled counts."""
    const: Text | bool | None = None
    scope: Literal["division", "month", "batch"] | None = None
    """Not a column: the row's scope."""
    codes: str | dict[Text, Text | bool | None] | None = None
    """Label to code: a map, or the name of a table in ``schema/catalogue/codes``."""
    otherwise: Literal["reject", "none", "keep"] = "reject"
    """A label outside ``codes`` or an unreadable value: reject the row, leave the field empty (and count it), or keep
    the label itself."""
    unit: Literal["元", "万元", "分"] = "元"
    empty: Texts = ()
    """Texts that mean an empty cell (``无``, ``9999-12-31``)."""
    default: Text | bool | None = None
    """The value of an empty cell."""
    until: Literal["included", "excluded"] = "excluded"
    """Whether a last day is itself covered; records always keep the day after."""
    width: int | None = Field(default=None, ge=1, le=64)
    """Characters of a number: digits that are fewer have lost leading zeros and get them back. Said once, it holds
    wherever the stream reads the column as a key."""
    optional: bool = False
    """The header may lack this column."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """``姓名`` or ``[姓名, 名字]`` for ``{field: …}``."""
        return {"field": value} if isinstance(value, str | list | tuple) else value

    @model_validator(mode="after")
    def _one_origin(self) -> Column:
        given = [bool(self.field), bool(self.first), self.const is not None, self.scope is not None]
        if sum(given) != 1:
            raise ValueError("exactly one of field, first, const and scope")
        return self

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The columns it reads, each with its synonyms."""
        return self.first or ((self.field,) if self.field else ())


class Where(Model):
    """Where a part of the scope comes from; exactly one place."""

    column: Texts = ()
    columns: tuple[Texts, ...] = ()
    """Year and month in two columns."""
    file: Texts = ()
    """Placeholders of the stream's file pattern; two for a school term: ``[school_year, term]``."""
    title: bool = False
    """The rows above the header name it (``济南市历下区2026年6月…``)."""
    const: Text | None = None
    level: Literal[6, 9, 12] = 6
    """Digits of the division that count."""
    every: bool = False
    """The delivery answers for every county it serves, also those without a row."""

    @model_validator(mode="after")
    def _one_place(self) -> Where:
        given = [bool(self.column), bool(self.columns), bool(self.file), self.title, self.const is not None]
        if sum(given) != 1:
            raise ValueError("exactly one of column, columns, file, title and const")
        return self


class Answered(Model):
    """Which months a delivery answers for as a whole, where each row names its own; exactly one place."""

    file: Texts = ()
    """A placeholder of the file's name (``2026年第三季度``), or year and month in two."""
    title: bool = False
    const: Text | None = None
    """A stretch in words: ``2026年``, ``2025-2026学年``."""
    from_: Text | None = Field(default=None, alias="from")
    until: Text | None = None
    """The first and the last month, both included."""
    rows: bool = False
    """From the first to the last month that its rows name: a history that is sent whole."""

    @model_validator(mode="after")
    def _one_place(self) -> Answered:
        if (self.from_ is None) != (self.until is None):
            raise ValueError("from and until together")
        given = [bool(self.file), self.title, self.const is not None, self.from_ is not None, self.rows]
        if sum(given) != 1:
            raise ValueError("exactly one of file, title, const, from with until, and rows")
        return self


class ScopeCard(Model):
    """Which divisions and months a delivery answers for."""

    division: Where
    month: Where | None = None
    """None: rows have no months of their own; those of the declared scope count."""
    months: Answered | None = None
    """Beside a month column: the months that the delivery answers for, also without a row."""
    batch: Where | None = None


class SubjectCard(Model):
    """A person or household that facts of a row are about."""

    national_id: Column | None = None
    certificate: Column | None = None
    """A disability certificate number: its first 18 characters are the person's."""
    school_number: Column | None = None
    """A G school number holds the person's; J and L do not and give no person by themselves."""
    alias: Column | None = None
    """The source's number of a person that another stream explains."""
    key: tuple[Column, ...] = ()
    """Person: the source's own key, when there is no ID. Household: its key."""
    certificate_in_id: Literal["reject", "accept"] = "reject"
    """Whether a certificate number in the ID column is taken as the person's ID."""
    form: HouseholdForm | None = None
    namespace: str | None = None
    head: str | None = None
    """Household without a key here: the person subject that heads it …"""
    via: str | None = None
    """… by the household records of this stream (of the same source, or ``source.stream``)."""

    @model_validator(mode="after")
    def _person_or_household(self) -> SubjectCard:
        person = [self.national_id, self.certificate, self.school_number, self.alias]
        if self.form is None:
            if not any(person) and not self.key:
                raise ValueError("a person needs national_id, certificate, school_number, alias or key")
            if self.namespace or self.head or self.via:
                raise ValueError("namespace, head and via belong to a household; say its form")
        else:
            if any(person):
                raise ValueError("a household has key or head and via, not an identity number of its own")
            if self.namespace is None or bool(self.key) == bool(self.head) or bool(self.head) != bool(self.via):
                raise ValueError("a household needs namespace and either key, or head with via")
        return self


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
    when: Annotated[
        tuple[When, ...], BeforeValidator(lambda value: (value,) if isinstance(value, dict) else value)
    ] = ()
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


class RowsExpected(Model):
    min: int | None = None
    max: int | None = None


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""From 0 to 1; a share that is no number would be exceeded by nothing."""


class Expect(Model):
    """Expectations that a delivery must meet to be applied without review."""

    rows: RowsExpected = RowsExpected()
    filled: dict[str, Share] = {}
    """Column -> share of rows in which it must be filled."""
    max_rejected: Share = 0.05
    max_ended: Share = 0.2
    """The share of a scope's facts that may end or be retired."""


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
    """One table or sheet of a source; what is said of how it is read, its kind adds (``connectors.kinds``)."""

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


class Title(Model):
    zh: str
    en: str


class Contact(Model):
    """The contact of the source: an office, or its responsible person there; never a private number."""

    name: str = Field(min_length=1)
    phone: str = Field(min_length=1)
    email: str | None = None


class Connection(Model):
    """Where the source is; ``${NAME}`` and ``${NAME:-default}`` are filled in from the environment."""


class SourceCard(Model):
    """One feed of one department; each kind has its own, with its connection and its streams (``connectors.kinds``)."""

    source: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    department: str
    title: Title
    kind: str
    connection: Connection
    streams: tuple[StreamCard, ...] = Field(min_length=1)
    schedule: str | None = None
    """Cron expression of the usual delivery."""
    contact: Contact | None = None
    replaces: Texts = ()
    """Sources that this one takes the place of: they are switched off while it is plugged in."""
    _origin: str = PrivateAttr(default="")

    @model_validator(mode="after")
    def _named(self) -> SourceCard:
        for stream in self.streams:
            stream._source = self.source
        return self

    @property
    def origin(self) -> str:
        """The card's file."""
        return self._origin

    def stream(self, name: str) -> StreamCard:
        """The stream of that name, short or full. Raises KeyError."""
        for stream in self.streams:
            if name in (stream.name, stream.full_name):
                return stream
        raise KeyError(name)


M = TypeVar("M", bound=Model)


def own(part: Model, model: type[M]) -> M:
    """A card or stream as its kind's own. Raises TypeError for one of another kind."""
    if not isinstance(part, model):
        raise TypeError(f"a {type(part).__name__} is no {model.__name__}")
    return part


def stream_names(cards: Mapping[str, SourceCard]) -> frozenset[str]:
    """Every stream of the cards, by full name."""
    return frozenset(stream.full_name for card in cards.values() for stream in card.streams)
