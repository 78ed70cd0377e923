"""A household in plain words: people, what sources say about them, and which months each source has answered.

A record is a roster's (``months`` in which it was listed) or a register's (``dated``, from ``start`` to the day before
``end``). Money is in fen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tests.oracle.months import days, ending, first_day, month_of

WINDOW = 63
"""Months that are looked at, the judged one included (semantics.md §2)."""


@dataclass(frozen=True, kw_only=True)
class Record:
    stream: str
    division: str
    months: frozenset[str] = frozenset()
    dated: bool = False
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class Membership(Record):
    household: str
    counted: bool = True


@dataclass(frozen=True, kw_only=True)
class Category(Record):
    code: str
    grace: bool = False


@dataclass(frozen=True, kw_only=True)
class Aid(Record):
    """An award or a payment of an item."""

    item: str


@dataclass(frozen=True, kw_only=True)
class Award(Aid):
    amount: int | None = None
    cause: str | None = None
    awarded_on: date | None = None
    school_year: str | None = None
    term: str | None = None
    approval: str | None = None
    event: str | None = None
    one_sum: bool = False


@dataclass(frozen=True, kw_only=True)
class Payment(Aid):
    """``months`` is its one benefit month."""

    amount: int

    @property
    def month(self) -> str:
        (month,) = self.months
        return month


@dataclass(frozen=True, kw_only=True)
class Certificate(Record):
    kind: str
    grade: int
    status: str = "valid"


@dataclass(frozen=True, kw_only=True)
class Death(Record):
    on: date


@dataclass(frozen=True, kw_only=True)
class Enrolment(Record):
    stage: str
    status: str = "enrolled"


@dataclass(frozen=True, kw_only=True)
class Cover(Record):
    scheme: str


@dataclass(frozen=True, kw_only=True)
class Expense(Record):
    on: date
    self_paid: int


@dataclass(frozen=True, kw_only=True)
class Parentage(Record):
    """On the child's side."""

    parent: str


@dataclass(frozen=True, kw_only=True)
class Status(Record):
    """A person's state as one department lists it: custody, absence, work or the state of a parent."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class Illness(Record):
    serious: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Check(Record):
    """A means check; incomes in fen, the person's by the month, the household's by the year."""

    on: date
    own_income: int | None = None
    household_income: int | None = None
    supporters: str | None = None


@dataclass(frozen=True, kw_only=True)
class Loss(Record):
    on: date
    amount: int | None = None
    event: str | None = None


@dataclass(frozen=True, kw_only=True)
class Application(Record):
    matter: str


@dataclass(frozen=True, kw_only=True)
class Visit(Record):
    on: date


@dataclass
class Holder:
    """Who receives: a person or a household."""

    id: str
    categories: list[Category] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)

    @property
    def aid(self) -> list[Aid]:
        return [*self.awards, *self.payments]


@dataclass
class Person(Holder):
    birth: date | None = None
    sex: str | None = None
    memberships: list[Membership] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    expenses: list[Expense] = field(default_factory=list)
    parents: list[Parentage] = field(default_factory=list)
    states: list[Status] = field(default_factory=list)
    """What keeps a parent from bringing a child up."""
    custodies: list[Status] = field(default_factory=list)
    absences: list[Status] = field(default_factory=list)
    employments: list[Status] = field(default_factory=list)
    payrolls: list[Record] = field(default_factory=list)
    illnesses: list[Illness] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    doubts: set[tuple[str, str]] = field(default_factory=set)
    """(stream, month) of rejected rows that may be about this person."""


@dataclass
class Household(Holder):
    form: str = "assistance"
    division: str = ""


@dataclass(frozen=True)
class Stream:
    answers: frozenset[str]
    serves: str
    """The divisions that begin so."""


@dataclass
class World:
    """One household to judge, with everybody and everything that its members are part of."""

    as_of: date
    home: str
    streams: dict[str, Stream]
    covered: set[tuple[str, str, str]] = field(default_factory=set)
    """(stream, division, month)."""
    people: dict[str, Person] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    residents: list[str] = field(default_factory=list)

    @property
    def now(self) -> str:
        return month_of(self.as_of)

    @cached_property
    def window(self) -> list[str]:
        return ending(self.now, WINDOW)

    @cached_property
    def _force(self) -> dict[int, tuple[Record, frozenset[str], frozenset[str]]]:
        return {}

    def covers(self, stream: str, division: str, month: str) -> bool:
        """Whether a stream has answered a month for a division, or for the prefecture or province around it."""
        return any(
            (stream, place, month) in self.covered for place in (division, division[:4] + "00", division[:2] + "0000")
        )

    def in_force(self, record: Record) -> frozenset[str]:
        """Months on whose first day it is in force: *yes* (semantics.md §2)."""
        return self._months(record)[0]

    def touched(self, record: Record) -> frozenset[str]:
        """Months on some day of which it may be in force: not *no*."""
        return self._months(record)[1]

    def _months(self, record: Record) -> tuple[frozenset[str], frozenset[str]]:
        if id(record) not in self._force:
            yes = frozenset(month for month in self.window if self._holds_on_first(record, month))
            some = frozenset(month for month in self.window if _holds_on_any(record, month))
            self._force[id(record)] = (record, yes, some)
        return self._force[id(record)][1:]

    def _holds_on_first(self, record: Record, month: str) -> bool:
        if not record.dated:
            return month in record.months
        if record.start is None or record.start > first_day(month):
            return False
        if record.end is not None:
            return first_day(month) < record.end
        answered = (each for each in self.window if self.covers(record.stream, record.division, each))
        return month <= max(answered, default="")


def _holds_on_any(record: Record, month: str) -> bool:
    if not record.dated:
        return month in record.months
    return any(
        (record.start is None or record.start <= day) and (record.end is None or day < record.end)
        for day in days(month)
    )
