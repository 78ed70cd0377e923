"""Rows of ``cypher/dossier/`` to facts with their months; a fact that is in force only after the window is left out.

Every function takes one row in the order of ``shape.py`` and is pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from hub.detect.dossier import (
    BenefitFact,
    CategoryFact,
    CertificateFact,
    CoverFact,
    DeathFact,
    EnrolmentFact,
    ExpenseFact,
    KinshipFact,
    MembershipFact,
    PaymentFact,
    PersonView,
    Said,
)
from hub.detect.identity import SEXES, own_of, said_apart
from hub.scan.shape import OWN
from hub.scan.validity import Span, Times, as_date
from schema.values.month import first_day, month_index

Row = list[Any]
F = TypeVar("F")


def facts(make: Callable[[Times, Row], F | None], times: Times, rows: Iterable[Row]) -> list[F]:
    return [fact for row in rows if (fact := make(times, row)) is not None]


def told_once(rows: Iterable[Row]) -> Iterable[Row]:
    """Of an event that a stream lists with equal content in several files of a division, the row of the smallest id.

    The files are scopes of their own, so that each can be replaced; what they list is still one event.
    """
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        said = (*row[1:3], *row[5:])
        if said not in found or row[0] < found[said][0]:
            found[said] = row
    return found.values()


def in_force(times: Times, row: Row, at: int) -> Span:
    """When a fact that lasts is in force: a roster's months count, else its dates, which stand at ``at``."""
    if row[5] is None and (row[at] is not None or row[at + 1] is not None):
        return times.dated(row[1], row[2], row[at], row[at + 1])
    return times.of(row[1], row[2], row[5], row[6])


def member_in_force(times: Times, row: Row) -> Span:
    """As ``in_force``, of a membership."""
    return in_force(times, row, OWN + 2)


def membership(times: Times, row: Row, household: str) -> MembershipFact | None:
    yes, some = member_in_force(times, row)
    if not some:
        return None
    counted = row[8] is not False
    return MembershipFact(row[0], row[1], row[2], row[3], row[4], yes, some, household, row[7], counted)


def category(times: Times, row: Row) -> CategoryFact | None:
    yes, some = in_force(times, row, OWN + 2)
    return CategoryFact(row[0], row[1], row[2], row[3], row[4], yes, some, row[7], row[8]) if some else None


def benefit(times: Times, row: Row) -> BenefitFact | None:
    id, stream, division, run, learned_at, months, month = row[:OWN]
    item, amount, cause, awarded_on, school_year, term, grade, approval, event, start, end, _ = row[OWN:]
    if months is not None or start is not None or end is not None:
        yes, some = in_force(times, row, OWN + 9)
    else:
        yes, some = times.award(school_year, term, awarded_on, month)
    if not some:
        return None
    day = as_date(awarded_on) if awarded_on is not None else None
    return BenefitFact(
        id,
        stream,
        division,
        run,
        learned_at,
        yes,
        some,
        item,
        amount,
        cause,
        day,
        school_year,
        term,
        grade,
        approval,
        event,
        # what goes on without an end is awarded anew for each season or year
        months is None and (start is None or end is not None),
    )


def payment(times: Times, row: Row) -> PaymentFact | None:
    month = month_index(row[6])
    bit = times.window.bit(month)
    if not bit:
        return None
    return PaymentFact(row[0], row[1], row[2], row[3], row[4], bit, bit, row[7], month, row[8], row[9], bool(row[10]))


def certificate(times: Times, row: Row) -> CertificateFact | None:
    yes, some = in_force(times, row, OWN + 3)
    if not some:
        return None
    return CertificateFact(row[0], row[1], row[2], row[3], row[4], yes, some, row[7], row[8], row[9], _starts(row, 10))


def death(times: Times, row: Row) -> DeathFact | None:
    """*Yes* in the months whose first day saw the person dead."""
    on = as_date(row[7])
    yes, some = times.window.span(on, None)
    return DeathFact(row[0], row[1], row[2], row[3], row[4], yes, some, on) if some else None


def enrolment(times: Times, row: Row) -> EnrolmentFact | None:
    yes, some = in_force(times, row, OWN + 2)
    if not some:
        return None
    return EnrolmentFact(row[0], row[1], row[2], row[3], row[4], yes, some, row[7], row[8], _starts(row, 9))


def _starts(row: Row, at: int) -> date | None:
    """The first day of a register's fact."""
    return as_date(row[at]) if row[5] is None and row[at] is not None else None


def cover(times: Times, row: Row) -> CoverFact | None:
    yes, some = times.dated(row[1], row[2], row[7], row[8])
    return CoverFact(row[0], row[1], row[2], row[3], row[4], yes, some, row[9], row[10]) if some else None


def expense(times: Times, row: Row) -> ExpenseFact | None:
    on = as_date(row[7])
    bit = times.window.bit(month_index(row[7]))
    if not bit:
        return None
    return ExpenseFact(row[0], row[1], row[2], row[3], row[4], bit, bit, on, row[8] or 0, row[9] or 0, row[10] or 0)


def kinship(times: Times, row: Row, guardian: str, ward: str) -> KinshipFact | None:
    """``row`` ends with the relationship's type and the person at its other end."""
    yes, some = in_force(times, row, OWN + 1)
    if not some:
        return None
    return KinshipFact(row[0], row[1], row[2], row[3], row[4], yes, some, row[-2], guardian, ward, row[7])


def said(times: Times, records: Iterable[Row], view: PersonView) -> tuple[Said, ...]:
    """What sources report of who somebody is, where any two disagree, or one and the number; else nothing."""
    names, own = set(), (view.sex, None if view.birth is None else view.birth.isoformat())
    apart = False
    for _, name, _, _, sex, birth, _, _ in records:
        names.add(name)
        apart = apart or (sex in SEXES and sex != own[0]) or (birth is not None and birth != own[1])
    names.discard(None)
    if not apart and len(names) < 2:
        return ()
    found = [
        Said(
            stream,
            division,
            times.of(stream, division, months, month)[1],
            name,
            sex if sex in SEXES else None,
            None if birth is None else as_date(birth),
        )
        for division, name, _, stream, sex, birth, months, month in records
    ]
    return said_apart(found, own_of(view))


def born(text: str | None) -> date | None:
    """A birth date as the graph keeps it: ISO, or only its month where no more is known."""
    if text is None:
        return None
    return as_date(text) if len(text) == 10 else first_day(month_index(text))


def as_known(rows: list[Row], known_at: int) -> list[Row]:
    """Rows of a ``…_known`` statement as they stood: each fact as it was then, none that was not there."""
    found: list[Row] = []
    for row in rows:
        *fact, learned_at, retired_at, versions = row
        if learned_at <= known_at and (retired_at is None or retired_at > known_at):
            found.append(fact)
        found.extend([*version, *fact[len(version) :]] for version in versions)
    return found
