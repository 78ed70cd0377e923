"""Free power of 低保 and 特困 homes, once a year, and barrier-free homes of severely disabled people, once."""

from __future__ import annotations

from hub.population.amounts import sheet_number
from hub.population.assistance import counted_members
from hub.population.book import Book
from hub.population.people import Home, Person
from hub.population.seasons import recipient
from hub.population.timeline import Timeline, day_in

POWER = "fagai_power.homes"
ACCESS = "canlian_access.homes"
FREE_HOURS, FREE_YUAN = 180, 98_46
"""Fifteen kilowatt-hours a month, and their price in fen a year."""


def equip(home: Home, book: Book, timeline: Timeline) -> None:
    """Everything due in this county, but for slips; free power also where the home is only listed."""
    for year in range(timeline.first // 12, timeline.last // 12 + 1):
        if year not in home.unlit:
            _refund(home, book, timeline, year)
    if home.registered and home.in_need:
        for person in home.members:
            if person.disability is not None and person.disability.grade <= 2 and not person.renovated:
                _renovate(home, person, book, timeline)


def _refund(home: Home, book: Book, timeline: Timeline, year: int) -> None:
    """The year's free power, paid back in the first month in which the home is in 低保 or 特困."""
    for month in range(max(year * 12, timeline.first), min(year * 12 + 11, timeline.last) + 1):
        head = recipient(home, month) if month in home.spell else None
        if head is not None:
            kind = "低保" if counted_members(home, month) else "特困"
            day = day_in(month, 18).isoformat()
            line = (
                head.name, head.written, head.police_number, kind, FREE_HOURS, sheet_number(FREE_YUAN), day, "",
            )  # fmt: skip
            book.lists.setdefault((POWER, month), []).append(line)
            return


def _renovate(home: Home, person: Person, book: Book, timeline: Timeline) -> None:
    """In the first month of the lists, or when the person has died by then, never."""
    if (person.slips is not None and "disab_home_access" in person.slips.dropped) or not person.alive(timeline.first):
        return
    person.renovated = True
    access(book.lists, home, person, timeline.first)


def access(
    lists: dict[tuple[str, int], list[tuple[str | int | float | None, ...]]], home: Home, person: Person, month: int
) -> None:
    """One row of the month's list of barrier-free homes."""
    held = person.disability
    number = "" if held is None else held.number(person.id, month)
    line = (
        person.name, person.written, number, "坡道、扶手、坐便器改造", sheet_number(3_500_00),
        day_in(month, 25).isoformat(), "",
    )  # fmt: skip
    lists.setdefault((ACCESS, month), []).append(line)
