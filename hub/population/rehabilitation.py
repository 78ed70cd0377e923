"""Rehabilitation of disabled children: one award a year to each with a valid certificate, but for slips."""

from __future__ import annotations

from hub.population.book import Book, Rehab
from hub.population.people import Home
from hub.population.timeline import Timeline, day_in
from schema.values.month import month_of

GROWN = 18


def rehabilitate(home: Home, book: Book, timeline: Timeline) -> None:
    """Awarded in the year's first month with a certificate, by the county in which the home is then."""
    for person in home.members:
        if person.disability is None or person.age(timeline.first) >= GROWN:
            continue
        for year in range(timeline.first // 12, timeline.last // 12 + 1):
            if person.slips is not None and year in person.slips.untrained:
                continue
            for month in range(max(year * 12, timeline.first), min(year * 12 + 11, timeline.last) + 1):
                if person.disability.valid(month) and person.alive(month) and person.age(month) < GROWN:
                    if month in home.spell:
                        day = max(day_in(month, 10), person.birth)
                        amount = 20_000_00 if person.age(month) < 7 else 15_000_00
                        book.rehab.setdefault(month_of(day), []).append(Rehab(home, person, amount, day))
                    break
