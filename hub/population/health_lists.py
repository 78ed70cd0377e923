"""Lists of illness, ability and long-term care, and the statuses of medical aid that 医保 keeps, home by home.

医保 knows a status from the month after its first to the month after its last, but for slips.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from hub.population.assistance import counted_members
from hub.population.book import Book, Claim, Registered, Status
from hub.population.people import Home, Person
from hub.population.timeline import Timeline, day_in, last_day
from schema.values.month import first_day

GRADES = ("能力完好", "轻度失能", "中度失能", "重度失能")
_CLAIMS_A_MONTH = 0.002
BEFORE = 14
"""Months before the window since when 医保 knows those who were listed at its beginning."""


def list_health(home: Home, book: Book, timeline: Timeline) -> None:
    for person in home.members:
        if person.illness is None and person.assessed is None and person.care is None:
            continue
        for month in range(max(home.spell.first, timeline.first), min(home.spell.last, timeline.last) + 1):
            if not person.alive(month):
                continue
            if person.illness is not None and month in person.illness[1]:
                book.illnesses.add(person, month, Registered(home, person, (person.illness[0],)))
            if person.assessed is not None and month in person.assessed:
                day = date(timeline.first // 12 - 1, 3, 8).isoformat()
                content = (GRADES[person.ability], day, f"{home.county.name}养老服务中心")
                book.abilities.add(person, month, Registered(home, person, content))
            if person.care is not None and month in person.care:
                book.care.add(person, month, Registered(home, person, ("重度失能", "居家护理", 900)))


def claim(home: Home, book: Book, timeline: Timeline, draw: Random) -> None:
    """Small bills handed in by hand, by chance: none in a home with a case or a death."""
    if home.case or home.arrived or any(person.death is not None for person in home.members):
        return
    for person in home.members:
        for month in timeline.months():
            if draw.random() < _CLAIMS_A_MONTH and month in home.spell and person.born(month - 1):
                cash = draw.randrange(20_00, 90_00)
                invoice = f"{month}{draw.randrange(10**8):08d}"
                day = day_in(month, draw.randint(1, 28))
                book.claims.append(Claim(person, home.county.code, invoice, day, cash, cash * 2, cash // 2, month))


def recognise(homes: Iterable[Home], book: Book, timeline: Timeline) -> None:
    """A row for each unbroken run of months in which a person has a status; of several the highest counts."""
    listed: dict[Person, dict[int, str]] = {}
    for home in homes:
        for month in range(max(home.spell.first, timeline.first), min(home.spell.last, timeline.last) + 1):
            for person, category in _statuses(home, month):
                listed.setdefault(person, {}).setdefault(month, category)
    for person, months in listed.items():
        known: dict[int, str] = {}
        for month, category in months.items():
            known.setdefault(month + 1, category)
            if month == timeline.first:
                known.setdefault(month, category)
        hidden = person.slips.unknown_to_insurer if person.slips is not None else ()
        start = previous = -1
        for month in [*sorted(month for month in known if month not in hidden), timeline.last + 99]:
            if start >= 0 and (month != previous + 1 or known.get(month) != known[start]):
                book.statuses.append(_status(person, book, timeline, known[start], start, previous))
                start = -1
            start = month if start < 0 else start
            previous = month


def _status(person: Person, book: Book, timeline: Timeline, category: str, first: int, last: int) -> Status:
    begin = first_day(first - BEFORE if first == timeline.first else first).isoformat()
    end = "" if last > timeline.last else last_day(last).isoformat()
    return Status(person, book.county.code, category, begin, end)


def _statuses(home: Home, month: int) -> Iterable[tuple[Person, str]]:
    for person in home.members:
        if person.alive(month) and home.registered and person.tekun is not None and month in person.tekun[0]:
            yield person, "特困人员"
    for person in counted_members(home, month):
        yield person, "低保对象"
    for spell, category in ((home.dibian, "低保边缘家庭成员"), (home.hardship, "刚性支出困难家庭成员")):
        if spell is not None and month in spell:
            for person in home.members:
                if person.alive(month):
                    yield person, category
