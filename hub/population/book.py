"""A county's book: every list, payment and record as entries over months, before a department writes them its own way.

An entry is one row with its months of unchanged content; the list of a month is the entries in force.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from hub.population.geography import County
from hub.population.law import Law
from hub.population.people import Account, Home, Person
from hub.population.timeline import Term

Content = TypeVar("Content", bound=tuple[object, ...])


@dataclass(slots=True)
class Entry(Generic[Content]):
    first: int
    last: int
    content: Content
    written: str = ""
    """The row as its writer made it, the running number left out."""


class Listing(Generic[Content]):
    """Entries of one list; rows of one home stay together when it is filled home by home."""

    def __init__(self) -> None:
        self.entries: list[Entry[Content]] = []
        self._open: dict[Hashable, Entry[Content]] = {}

    def add(self, key: Hashable, month: int, content: Content) -> None:
        held = self._open.get(key)
        if held is not None and held.last == month - 1 and held.content == content:
            held.last = month
            return
        entry = Entry(month, month, content)
        self._open[key] = entry
        self.entries.append(entry)

    def settle(self) -> None:
        """Drop the data needed only while adding."""
        self._open.clear()

    def at(self, month: int) -> Iterator[Entry[Content]]:
        return (entry for entry in self.entries if entry.first <= month <= entry.last)


class Family(NamedTuple):
    home: Home
    head: Person
    counted: tuple[Person, ...]
    cash: int
    topup: int
    grace: bool


class FamilyMember(NamedTuple):
    home: Home
    person: Person
    head: Person
    age: int
    cash: int
    topup: int
    family_topup: int
    disability: bool
    grace: bool


class Margin(NamedTuple):
    """A 低保边缘 household."""

    home: Home
    head: Person
    members: tuple[Person, ...]
    single: Person | None
    amount: int


class Supported(NamedTuple):
    """A 特困 person; care 0 when it is not paid."""

    home: Home
    person: Person
    age: int
    living: int
    care: int


class Subsidies(NamedTuple):
    """A row of the 两项补贴 register."""

    home: Home
    person: Person
    number: str
    guardian: Person | None
    living: int
    nursing: int


class ElderRow(NamedTuple):
    home: Home
    person: Person
    item: str
    amount: int


class ChildRow(NamedTuple):
    home: Home
    person: Person
    item: str
    amount: int


class Paid(NamedTuple):
    home: Home
    person: Person
    item: str
    amount: int
    account: Account


class BackPay(NamedTuple):
    """One row of a batch for earlier months."""

    paid: Paid
    first: int
    last: int


class Certified(NamedTuple):
    home: Home
    person: Person
    number: str
    grade: int
    status: str


class Pupil(NamedTuple):
    person: Person
    stage: str
    grade: int
    school_number: str
    category: str
    """Empty when the home has none: no aid is due."""


class AidRow(NamedTuple):
    pupil: Pupil
    item: str
    amount: int
    whole_year: bool


class OneOff(NamedTuple):
    """An award of 临时救助; ``home`` is where the applicant lives."""

    home: Home
    person: Person
    kind: str
    cause: str
    amount: int
    day: date
    event: str = ""
    """Its number, where the list has one."""


class Registered(NamedTuple):
    """A row of a monthly push: illness, ability or care; ``content`` are the cells after the name and number."""

    home: Home
    person: Person
    content: tuple[str | int, ...]


class Status(NamedTuple):
    """A status of medical aid at 医保; the last day is included, empty is open."""

    person: Person
    county: str
    category: str
    first: str
    last: str


class Claim(NamedTuple):
    """A bill reimbursed by hand by a county; ``day`` of the visit."""

    person: Person
    county: str
    invoice: str
    day: date
    cash: int
    fund: int
    aid: int
    month: int
    """Of the list that it is on."""


class Rehab(NamedTuple):
    """A year's rehabilitation of a disabled child."""

    home: Home
    person: Person
    amount: int
    day: date


class DeathRow(NamedTuple):
    home: Home
    person: Person
    day: date


class Resident(NamedTuple):
    home: Home
    person: Person
    head: Person
    relation: str
    first: int
    last: int


class Cover(NamedTuple):
    """``last`` empty is open; ``county`` where it is held."""

    person: Person
    county: str
    scheme: str
    first: str
    last: str
    subsidised: bool


class Bill(NamedTuple):
    """A settlement; ``valid`` and ``refunded`` are its two flags."""

    person: Person
    county: str
    day: date
    total: int
    fund: int
    aid: int
    cash: int
    inpatient: bool
    valid: bool = True
    refunded: bool = False
    day_text: str = ""
    """Instead of the day, when it cannot be a day."""


@dataclass(slots=True)
class Book:
    county: County
    families: Listing[Family] = field(default_factory=Listing)
    family_members: Listing[FamilyMember] = field(default_factory=Listing)
    margins: Listing[Margin] = field(default_factory=Listing)
    supported: Listing[Supported] = field(default_factory=Listing)
    subsidies: Listing[Subsidies] = field(default_factory=Listing)
    elders: Listing[ElderRow] = field(default_factory=Listing)
    children: Listing[ChildRow] = field(default_factory=Listing)
    certificates: Listing[Certified] = field(default_factory=Listing)
    payments: Listing[Paid] = field(default_factory=Listing)
    illnesses: Listing[Registered] = field(default_factory=Listing)
    abilities: Listing[Registered] = field(default_factory=Listing)
    care: Listing[Registered] = field(default_factory=Listing)
    claims: list[Claim] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    back_pay: dict[int, list[BackPay]] = field(default_factory=dict)
    one_offs: dict[int, list[OneOff]] = field(default_factory=dict)
    pupils: dict[Term, list[Pupil]] = field(default_factory=dict)
    aid: dict[Term, list[AidRow]] = field(default_factory=dict)
    rehab: dict[int, list[Rehab]] = field(default_factory=dict)
    deaths: dict[int, list[DeathRow]] = field(default_factory=dict)
    """By the month of 卫健's list."""
    cancellations: list[DeathRow] = field(default_factory=list)
    residents: list[Resident] = field(default_factory=list)
    minors: list[Person] = field(default_factory=list)
    """Whose parents 公安 names."""
    covers: list[Cover] = field(default_factory=list)
    bills: list[Bill] = field(default_factory=list)
    law: Law = field(default_factory=Law)
    lists: dict[tuple[str, int], list[tuple[str | int | float | None, ...]]] = field(default_factory=dict)
    """Rows of short lists, without their number: (stream, month) -> cells."""
    broken: dict[tuple[str, int], list[dict[str, str]]] = field(default_factory=dict)
    """Rows that cannot be read: (stream, month) -> cells by header. A month is the first of its term for schools."""
    uncovered: set[tuple[str, int]] = field(default_factory=set)
    """(stream, month) that is not delivered."""

    def settle(self) -> None:
        for listing in (
            self.families,
            self.family_members,
            self.margins,
            self.supported,
            self.subsidies,
            self.elders,
            self.children,
            self.certificates,
            self.payments,
            self.illnesses,
            self.abilities,
            self.care,
        ):
            listing.settle()

    def add_one_off(self, row: OneOff) -> None:
        self.one_offs.setdefault(row.day.year * 12 + row.day.month - 1, []).append(row)
