"""A preview: rows as they would be mapped, labels with their codes, and all problems of a sample.

It contains no personal value: names, numbers and accounts are masked; of a birth only the year is shown, with its
agreement with the identity number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from connectors.base import HouseholdRef, MappedFact, PersonRef
from connectors.meanings import is_coded, meaning
from schema.household import HouseholdForm
from schema.message import Message
from schema.record import Record
from schema.records import value_types
from schema.values.national_id import NationalId


@dataclass(frozen=True, slots=True)
class PreviewFact:
    record: str
    subject: Message
    object: Message | None
    fields: dict[str, str]
    """As they are stored, masked where they are personal."""
    meanings: dict[str, Message]
    """Field -> label of its code; of a birth, whether it agrees with the identity number."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    row: int
    division: str
    division_name: str
    months: tuple[str, ...]
    facts: tuple[PreviewFact, ...]
    sheet: str | None = None
    """Where a workbook has rows on several."""


@dataclass(frozen=True, slots=True)
class PreviewCode:
    """A label that the sample has and the code that it is taken for; only labels that the card or its tables list."""

    column: str
    field: str
    """``record.field``"""
    label: str
    code: str
    meaning: Message | None
    rows: int


@dataclass(frozen=True, slots=True)
class RejectedCell:
    row: int
    field: str | None
    reason: str
    expected: str
    sheet: str | None = None


@dataclass(slots=True)
class Preview:
    """A sample mapped through a card; without a sample only the card itself was checked."""

    source: str
    streams: tuple[str, ...]
    stream: str | None = None
    """The stream that the sample is a delivery of."""
    place: str | None = None
    read: int = 0
    whole: bool = True
    """False where only the first rows were read."""
    rows: list[PreviewRow] = field(default_factory=list)
    """The first ten that were mapped."""
    codes: list[PreviewCode] = field(default_factory=list)
    found: tuple[str, ...] = ()
    """Columns of the card that the sample has."""
    absent: tuple[str, ...] = ()
    """Optional columns of the card that the sample lacks."""
    leftover: dict[str, int] = field(default_factory=dict)
    """Columns that the card neither uses nor ignores -> rows in which they are filled; 0 where the header has it."""
    unread: dict[str, int] = field(default_factory=dict)
    """Columns whose unreadable values the card lets go."""
    cautions: dict[str, dict[str, int]] = field(default_factory=dict)
    """Column -> code of ``Caution`` (or ``Reason``, of values let go) -> rows that deserve a second look."""
    rejected: list[RejectedCell] = field(default_factory=list)
    unmet: list[Message] = field(default_factory=list)
    """Expectations of the card that the sample breaks: as a delivery it would be held."""

    @property
    def needs_person(self) -> bool:
        return bool(self.rejected or self.leftover or self.unmet)

    def to_json(self) -> dict[str, Any]:
        """Texts in English; ``…_zh`` beside them in Chinese."""
        told: dict[str, Any] = _in_both(asdict(self))
        return told


def _in_both(value: Any) -> Any:
    if isinstance(value, Mapping):
        found = {name: _in_both(part) for name, part in value.items()}
        return found | {f"{name}_zh": part.zh for name, part in value.items() if isinstance(part, Message)}
    if isinstance(value, list | tuple):
        return [_in_both(part) for part in value]
    return str(value) if isinstance(value, Message) else value


def preview_fact(fact: MappedFact) -> PreviewFact:
    """A fact as it may be shown."""
    record = fact.record
    number = fact.subject.national_id if isinstance(fact.subject, PersonRef) else None
    fields: dict[str, str] = {}
    meanings: dict[str, Message] = {}
    for name, value in record:
        default = type(record).model_fields[name].default
        if value is None or (name not in record.model_fields_set and value == default):
            continue
        fields[name] = shown(record, name, value)
        words = meaning(record.NAME, name, value)
        if name == "birth" and isinstance(value, date):
            fields[name] = f"{value:%Y-%m}-**" if number is None else f"{value:%Y}-**-**"
            words = None if number is None else _agreement(value, number)
        if words is not None:
            meanings[name] = words
    about = None if fact.object is None else _reference(fact.object)
    return PreviewFact(record.NAME, _reference(fact.subject), about, fields, meanings)


def shown(record: Record, name: str, value: Any) -> str:
    """One field: dates, codes, amounts and months as they are stored, for they must be verified; the rest masked."""
    if isinstance(value, date):
        return value.isoformat()
    kind = value_types(record.NAME).get(name)
    if kind is not None and not is_coded(record.NAME, name):
        return kind.mask(value)
    return "***" if name in record.SEALED else str(getattr(value, "value", value))


def _agreement(birth: date, number: str) -> Message:
    """The digits of a masked number that a full birth would give away are compared instead of shown."""
    if number[6:14] == f"{birth:%Y%m%d}":
        return Message("与身份证号一致", "as in the identity number")
    return Message("与身份证号不一致", "other than in the identity number")


def _reference(reference: PersonRef | HouseholdRef) -> Message:
    if isinstance(reference, HouseholdRef):
        form = HouseholdForm(reference.form)
        words = meaning("household", "form", form) or Message(reference.form, reference.form)
        if reference.head is None:
            return Message(words.zh, f"{reference.form} household")
        head = _reference(reference.head)
        return Message(f"{head.zh}为户主的{words.zh}", f"{reference.form} household headed by {head}")
    if reference.national_id is not None:
        number = NationalId.mask(reference.national_id)
        return Message(f"人员 {number}", f"person {number}")
    if reference.alias is not None:
        return Message("以来源人员编号指明的人", "person by the source's number")
    return Message("以来源自有编号指明的人", "person by the source's key")
