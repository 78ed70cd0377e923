"""Interface of connectors: deliveries, raw rows, and rows mapped to facts or rejected.

Nothing here reads a source. A reference identifies a row's person or household in the source's own terms; the sync
makes the ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from connectors.card import StreamCard
from connectors.tally import Tally
from schema.record import Record


@dataclass(frozen=True, slots=True)
class PersonRef:
    """The person of a row: exactly one of the three is given."""

    national_id: str | None = None
    """Parsed, 18 characters."""
    key: tuple[str, ...] | None = None
    """The source's own key, where it gives no national ID."""
    alias: str | None = None
    """The source's number of a person that another of its streams explains (公安 RKBS); it may have to wait."""


@dataclass(frozen=True, slots=True)
class HouseholdRef:
    """Which household a row is about, by its own key or by its head."""

    form: str
    namespace: str
    """Shared by the cards of one registry of households (``minzheng``)."""
    key: tuple[str | PersonRef, ...] | None = None
    head: PersonRef | None = None
    """Without a key: the household that this person heads in the row's months, by the stream ``via``."""
    via: str | None = None
    """Full stream name, ``source.stream``."""


@dataclass(frozen=True, slots=True)
class MappedFact:
    """One statement, its subject, and the key that identifies it among the stream's facts of its type."""

    record: Record
    key: tuple[str | PersonRef, ...]
    subject: PersonRef | HouseholdRef
    object: PersonRef | HouseholdRef | None = None


@dataclass(frozen=True, slots=True)
class DeliveryScope:
    """Scope of a delivery: one division and its months, also without a row."""

    division: str
    """6-digit county code."""
    months: tuple[int, ...]
    """Month indexes, in order."""
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """The part of the scope that name, title or card give for all rows; the rest is in the rows' columns."""

    division: str | None = None
    months: tuple[int, ...] = ()
    """Of its rows."""
    batch: str | None = None
    answered: tuple[int, ...] = ()
    """For which it answers as a whole, where its rows name their own."""
    year: int | None = None
    """Of the months that are columns."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that its reader could not take whole; the mapping rejects it. No value is repeated here."""

    field: str | None
    reason: str
    expected: str


@dataclass(slots=True)
class RawRow:
    """One row as delivered: blanks around a cell stripped, an empty cell None."""

    number: int
    """As a person counts it in the sheet; from 1 within a table's delivery."""
    cells: dict[str, str | None]
    fault: Fault | None = None
    sheet: str | None = None
    """The sheet, where a delivery has rows on several: there, sheet and number together are unique."""

    @property
    def where(self) -> str:
        """``5`` or ``7月新增!5``, unique within the delivery."""
        return row_place(self.number, self.sheet)


def row_place(number: int, sheet: str | None) -> str:
    """A row as a spreadsheet writes it: its number, after the sheet where a delivery has several."""
    return str(number) if sheet is None else f"{sheet}!{number}"


@dataclass(slots=True)
class ContentVersion:
    """Tells an unchanged delivery without its rows: equal only while every column of every row is."""

    ask: Callable[[], str]
    """The source's current value; empty when unknown."""
    read: str = ""
    """Of the snapshot that the rows were read from, complete once they have been."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file, or one query for stated divisions and months."""

    stream: StreamCard
    place: str
    """File or table and scope, without personal data."""
    token: str | None
    """Digest of the content: equal is unchanged. None where it cannot be known before reading."""
    scopes: tuple[DeliveryScope, ...]
    """Declared scopes; empty when only the rows name them."""
    open: Callable[[], Iterator[RawRow]] = field(repr=False, compare=False)
    """Raises DeliveryError when it is unreadable as a whole, SourceUnavailableError when the source goes away."""
    stated: Stated = Stated()
    learned: list[DeliveryScope] = field(default_factory=list, repr=False, compare=False)
    """Scopes that are declared inside it, complete once its rows have been read."""
    tally: Tally = field(default_factory=Tally, repr=False, compare=False)
    """Tally of its lines, complete once its rows have been read."""
    version: ContentVersion | None = field(default=None, repr=False, compare=False)
    """Without a token: the source's own version of the content."""


@dataclass(frozen=True, slots=True)
class MappedRow:
    """The facts of one row and the scope it speaks for."""

    number: int
    division: str
    months: tuple[int, ...]
    batch: str | None
    facts: tuple[MappedFact, ...]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A rejected row: the reason, and the people whom it may have been about."""

    number: int
    field: str | None
    reason: str
    """A code of ``schema.values.reason.Reason``."""
    expected: str
    division: str | None
    months: tuple[int, ...]
    cells: dict[str, str | None]
    """The whole raw row."""
    national_id: str | None = None
    name: str | None = None
    township: str | None = None
    sheet: str | None = None
    others: tuple[str, ...] = ()
    """Further national IDs that the row names (members, guardians), where they can be read."""
    names: tuple[str, ...] = ()
    """Names of members and guardians whose national IDs cannot be read."""

    @property
    def where(self) -> str:
        return row_place(self.number, self.sheet)


class Connector(Protocol):
    """One source, read in bounded memory."""

    def deliveries(self, stream: StreamCard) -> Iterator[Delivery]:
        """Deliveries that wait, oldest name or month first. Raises SourceUnavailableError."""
        ...

    def rows(self, delivery: Delivery) -> Iterator[RawRow]:
        """The rows of one delivery, in the source's order, without titles, blank lines, totals and footers."""
        ...
