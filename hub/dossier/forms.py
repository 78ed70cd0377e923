"""Rows of ``cypher/dossier/`` as facts with their months; a fact in force only after the window is left out.

Values go into a fact's fields by name: the class of a fact lists the fields that rules read, its record's columns their
positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from datetime import date
from operator import itemgetter
from typing import Any, Generic, TypeVar

from hub.detect import dossier
from hub.detect.dossier import DeclaredFact, Fact
from hub.dossier.validity import Span, Times, as_date
from hub.facts.columns import CONTENT, Columns, asked
from hub.facts.versions import Row, once
from schema.record import Record
from schema.records import RECORDS, value_types
from schema.values.day import Day
from schema.values.month import Month, first_day, month_index

F = TypeVar("F", bound=Fact)
MonthsOf = Callable[[Times, Row], Span]
"""When the fact of a row is in force."""
Derive = Callable[[Row], Any]
_BASE = len(fields(Fact))
_ID = itemgetter(0)


class Form(Generic[F]):
    """How rows of one record become facts of one class."""

    def __init__(self, record: str, fact: type[F], months: MonthsOf | None = None, **derived: Derive) -> None:
        self.record = RECORDS[record]
        self.fields: set[str] = set()
        """The fields of the record that a fact has."""
        columns = asked(self.record)
        self._fact: Callable[..., F] = fact
        self._common = itemgetter(*map(columns.at, ("id", "stream", "division", "run", "learned_at")))
        self._months = months or lasting(columns)
        own = fields(fact)[_BASE:]
        self._defaults = [None if field.default is MISSING else field.default for field in own]
        self._derived = [(at, derived[field.name]) for at, field in enumerate(own) if field.name in derived]
        self._read: list[tuple[int, int, Callable[[Any], Any] | None]] = []
        for at, field in enumerate(own):
            name = field.metadata.get("column", field.name)
            column = f"{name}_key" if name in columns.record.KEYED else name
            if column in columns.names and field.name not in derived:
                self.fields.add(name)
                self._read.append((at, columns.at(column), _converter(columns.record, name)))

    def read(self, times: Times, rows: Iterable[Row]) -> list[F]:
        """The facts of one list; events that several files list are counted once."""
        return [fact for row in listed_once(rows) if (fact := self.fact(times, row)) is not None]

    def fact(self, times: Times, row: Row) -> F | None:
        yes, some = self._months(times, row)
        if not some:
            return None
        values = list(self._defaults)
        for at, column, convert in self._read:
            value = row[column]
            if value is not None:
                values[at] = value if convert is None else convert(value)
        for at, derive in self._derived:
            values[at] = derive(row)
        return self._fact(*self._common(row), yes, some, *values)


class DeclaredForm(Form[DeclaredFact]):
    """How rows become facts of a record without a class of its own: every asked field by its name."""

    def __init__(self, record: str) -> None:
        columns, on = asked(RECORDS[record]), RECORDS[record].ON
        super().__init__(record, DeclaredFact, in_month(columns, on) if columns.record.happens() and on else None)
        own = [field for field in columns.record.model_fields if field not in columns.record.NOT_ASKED]
        self.fields.update(own)
        self._named = [
            (
                name,
                columns.at(f"{name}_key" if name in columns.record.KEYED else name),
                _converter(columns.record, name),
            )
            for name in own
        ]

    def fact(self, times: Times, row: Row) -> DeclaredFact | None:
        yes, some = self._months(times, row)
        if not some:
            return None
        values = {
            name: row[at] if convert is None or row[at] is None else convert(row[at])
            for name, at, convert in self._named
        }
        return self._fact(*self._common(row), yes, some, values)


def listed_once(rows: Iterable[Row]) -> Iterable[Row]:
    """Of rows with equal content the one with the smallest id."""
    held = list(rows)
    return held if len(held) < 2 else once(held, _ID, lambda row: tuple(row[CONTENT:]))


def _converter(record: type[Record], field: str) -> Callable[[Any], Any] | None:
    """The conversion of a stored value for rules; None where it is used as stored."""
    kind = value_types(record.NAME).get(field)
    return month_index if kind is Month else as_date if kind is Day else None


def lasting(columns: Columns) -> MonthsOf:
    """Of facts that last: a roster's months count, else a register's dates."""
    stream, division, months = map(columns.at, ("stream", "division", "months"))
    if "valid_from" not in columns.names:
        return lambda times, row: times.of(row[stream], row[division], row[months])
    start, end = columns.at("valid_from"), columns.at("valid_until")

    def of(times: Times, row: Row) -> Span:
        if row[months] is None and (row[start] is not None or row[end] is not None):
            return times.dated(row[stream], row[division], row[start], row[end])
        return times.of(row[stream], row[division], row[months])

    return of


def in_month(columns: Columns, name: str) -> MonthsOf:
    """Of events: the one month of a column."""
    at = columns.at(name)

    def of(times: Times, row: Row) -> Span:
        bit = times.window.bit(month_index(row[at]))
        return bit, bit

    return of


_BENEFIT, _DEATH = asked(RECORDS["benefit"]), asked(RECORDS["death"])
_LASTS = lasting(_BENEFIT)
_MONTHS, _FROM, _UNTIL = map(_BENEFIT.at, ("months", "valid_from", "valid_until"))
_YEAR, _TERM, _AWARDED = map(_BENEFIT.at, ("school_year", "term", "awarded_on"))
_DIED = _DEATH.at("date")


def _benefit_months(times: Times, row: Row) -> Span:
    if row[_MONTHS] is not None or row[_FROM] is not None or row[_UNTIL] is not None:
        return _LASTS(times, row)
    return times.award(row[_YEAR], row[_TERM], row[_AWARDED])


def _one_sum(row: Row) -> bool:
    # an award without an end is one sum for each season or year
    return row[_MONTHS] is None and (row[_FROM] is None or row[_UNTIL] is not None)


def _dead_months(times: Times, row: Row) -> Span:
    """*Yes* in the months whose first day saw the person dead."""
    return times.window.span(as_date(row[_DIED]), None)


def _starts(record: str) -> Derive:
    """The first day of a register's fact."""
    columns = asked(RECORDS[record])
    months, start = columns.at("months"), columns.at("valid_from")
    return lambda row: as_date(row[start]) if row[months] is None and row[start] is not None else None


MEMBERSHIP = Form("membership", dossier.MembershipFact)
KINSHIP, PARENTAGE = Form("guardianship", dossier.KinshipFact), Form("parentage", dossier.KinshipFact)
TYPED: dict[str, Form[Any]] = {
    "category": Form("category", dossier.CategoryFact),
    "benefit": Form("benefit", dossier.BenefitFact, _benefit_months, one_sum=_one_sum),
    "payment": Form("payment", dossier.PaymentFact, in_month(asked(RECORDS["payment"]), "month")),
    "certificate": Form("certificate", dossier.CertificateFact, starts=_starts("certificate")),
    "death": Form("death", dossier.DeathFact, _dead_months),
    "enrolment": Form("enrolment", dossier.EnrolmentFact, starts=_starts("enrolment")),
    "insurance_cover": Form("insurance_cover", dossier.CoverFact),
    "medical_expense": Form(
        "medical_expense", dossier.ExpenseFact, in_month(asked(RECORDS["medical_expense"]), "settled_on")
    ),
}
"""By the record's name: facts with a class of their own in a dossier."""
DECLARED: dict[str, DeclaredForm] = {
    name: DeclaredForm(name) for name, record in RECORDS.items() if record.is_holding() and name not in TYPED
}
"""All other facts that a person or household has by itself."""

EVERY: tuple[Form[Any], ...] = (MEMBERSHIP, KINSHIP, PARENTAGE, *TYPED.values(), *DECLARED.values())


def born(text: str | None) -> date | None:
    """A birth date as the graph keeps it: ISO, or only its month where no more is known."""
    if text is None:
        return None
    return as_date(text) if len(text) == 10 else first_day(month_index(text))
