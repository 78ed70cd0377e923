"""Trying a card on a sample before it is used: what its rows become, masked, and everything that is left over or fails.

Pure but for reading the sample; nothing is stored. No personal value is in what it returns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from connectors.base import Delivery, HouseholdRef, MappedFact, MappedRow, PersonRef
from connectors.card import Kind, SourceCard, StreamCard
from connectors.kinds.files import UNNAMED, FilesConnector, reader_of
from connectors.mapping import Mapping
from connectors.mapping.cautions import value_types
from schema.errors import CallerError, DeliveryError
from schema.record import Record
from schema.values.month import month_text
from schema.values.national_id import NationalId

SHOWN = 10
"""Mapped rows of a preview."""


@dataclass(frozen=True, slots=True)
class PreviewFact:
    record: str
    subject: str
    object: str | None
    fields: dict[str, str]
    """Masked as the value types mask."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    row: int
    division: str
    months: tuple[str, ...]
    facts: tuple[PreviewFact, ...]
    sheet: str | None = None
    """Where a workbook has rows on several."""


@dataclass(frozen=True, slots=True)
class RejectedCell:
    row: int
    field: str | None
    reason: str
    expected: str
    sheet: str | None = None


@dataclass(slots=True)
class Preview:
    """What a sample becomes through a card; without a sample only the card itself was looked at."""

    source: str
    streams: tuple[str, ...]
    stream: str | None = None
    """The stream that the sample is a delivery of."""
    place: str | None = None
    read: int = 0
    rows: list[PreviewRow] = field(default_factory=list)
    """The first ten that were mapped."""
    leftover: dict[str, int] = field(default_factory=dict)
    """Columns that the card neither uses nor ignores -> rows in which they are filled; 0 where the header has it."""
    unread: dict[str, int] = field(default_factory=dict)
    """Columns whose unreadable values the card lets go."""
    cautions: dict[str, dict[str, int]] = field(default_factory=dict)
    """Column -> code of ``Caution`` (or ``Reason``, of values let go) -> rows that deserve a second look."""
    rejected: list[RejectedCell] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def check(card: SourceCard, sample: Path | None = None, stream: str | None = None) -> Preview:
    """Map a sample file by a card that has been loaded (``registry.load_card`` validates it).

    ``stream`` says which when the file's name does not. Raises DeliveryError for a sample that cannot be read, and
    CallerError when it fits no stream.
    """
    preview = Preview(card.source, tuple(one.full_name for one in card.streams))
    if sample is None:
        return preview
    delivery = _delivery(card, sample, stream)
    preview.stream, preview.place = delivery.stream.full_name, delivery.place
    mapping = Mapping(card, delivery.stream)
    _map(mapping, delivery, preview)
    if mapping.again():
        _map(mapping, delivery, preview)
    preview.leftover = {name: mapping.leftover[name] for name in mapping.spare}
    preview.unread = dict(mapping.unread)
    preview.cautions = mapping.cautions.by_column()
    return preview


def _map(mapping: Mapping, delivery: Delivery, preview: Preview) -> None:
    preview.read = 0
    preview.rows.clear()
    preview.rejected.clear()
    for row in delivery.open():
        preview.read += 1
        mapped = mapping.map(row, delivery)
        if not isinstance(mapped, MappedRow):
            preview.rejected.append(
                RejectedCell(mapped.number, mapped.field, mapped.reason, mapped.expected, mapped.sheet)
            )
        elif len(preview.rows) < SHOWN:
            months = tuple(month_text(month) for month in mapped.months)
            facts = tuple(map(_shown, mapped.facts))
            preview.rows.append(PreviewRow(row.number, mapped.division, months, facts, row.sheet))


def _delivery(card: SourceCard, sample: Path, stream: str | None) -> Delivery:
    if stream is not None:
        try:
            return _sample(card, card.stream(stream), sample)
        except KeyError:
            names = ", ".join(one.name for one in card.streams)
            raise CallerError(f"{card.source} has no stream {stream}; there are {names}") from None
    candidates = [_sample(card, one, sample) for one in card.streams]
    if len(candidates) == 1:
        return candidates[0]
    refused: list[DeliveryError] = []
    for delivery in candidates:
        try:
            next(delivery.open(), None)
        except DeliveryError as error:
            refused.append(error)
        else:
            return delivery
    named = next((error for error in refused if error.reason != UNNAMED), None)
    raise named or CallerError(f"{sample.name} is a delivery of no stream of {card.source}; see its file patterns")


def _sample(card: SourceCard, stream: StreamCard, sample: Path) -> Delivery:
    if card.kind is Kind.FILES:
        return FilesConnector(card, sample.parent).sample(stream, sample)

    def rows() -> Iterator[Any]:
        return reader_of(sample, sample.name)(sample, stream, sample.name)

    return Delivery(stream, sample.name, None, (), rows)


def _shown(fact: MappedFact) -> PreviewFact:
    record = fact.record
    fields = {
        name: masked(record, name, value)
        for name, value in record
        if value is not None and (name in record.model_fields_set or value != type(record).model_fields[name].default)
    }
    about = None if fact.object is None else _reference(fact.object)
    return PreviewFact(record.NAME, _reference(fact.subject), about, fields)


def _reference(reference: PersonRef | HouseholdRef) -> str:
    if isinstance(reference, HouseholdRef):
        if reference.head is not None:
            return f"{reference.form} household headed by {_reference(reference.head)}"
        return f"{reference.form} household"
    if reference.national_id is not None:
        return f"person {NationalId.mask(reference.national_id)}"
    return "person by the source's number" if reference.alias is not None else "person by the source's key"


def masked(record: Record, name: str, value: Any) -> str:
    """One field of a record as it may be shown."""
    kind = value_types(record.NAME).get(name)
    if kind is not None:
        return kind.mask(value)
    return "***" if name in record.SEALED else str(getattr(value, "value", value))
