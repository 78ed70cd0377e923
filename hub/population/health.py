"""Medical cover and bills: everybody of low income is covered in every year, and their bills stay small.

Both hold but for slips and planted bills: a home of low income pays less than 280 yuan a bill.
"""

from __future__ import annotations

from random import Random

from hub.population.assistance import has_low_income
from hub.population.book import Bill, Book, Cover
from hub.population.people import Home, Person
from hub.population.timeline import Timeline, day_in, last_day
from schema.values.month import month_of

YEARS = 3
RESIDENTS, EMPLOYEES = "390", "310"
_UNINSURED = 0.03
_BILLS_A_MONTH = 0.035
_HOME_LIMIT = 8000_00
"""A home's random costs in the whole window stay under W01's threshold, with or without a category."""


def insure(home: Home, book: Book, timeline: Timeline, draw: Random) -> None:
    poor = _is_poor(home)
    for person in home.members:
        if person.employed:
            county = home.county.code
            end = "" if draw.random() < 0.5 else "9999-12-31"
            start = f"{min(timeline.last // 12 - YEARS, person.birth.year + 22)}-07-01"
            book.covers.append(Cover(person, county, EMPLOYEES, start, end, False))
            continue
        if not poor and not home.case and draw.random() < _UNINSURED:
            continue
        for year in range(timeline.last // 12 - YEARS + 1, timeline.last // 12 + 1):
            if person.slips is not None and year in person.slips.uninsured:
                continue
            _year_cover(person, home, book, year)


def _year_cover(person: Person, home: Home, book: Book, year: int) -> None:
    if person.birth.year > year or (person.death is not None and person.death.year < year):
        return
    start = max(f"{year}-01-01", person.birth.isoformat())
    subsidised = any(has_low_income(person, home, month) for month in (year * 12, year * 12 - 1))
    book.covers.append(Cover(person, home.county.code, RESIDENTS, start, f"{year}-12-31", subsidised))


def bill(home: Home, book: Book, timeline: Timeline, draw: Random) -> None:
    """Bills by chance; none in a home that carries a case, none after the month before a death."""
    if home.case:
        return
    poor = _is_poor(home)
    spent = 0
    for person in home.members:
        weight = 2.0 if person.age(timeline.last) >= 60 else 0.8
        for month in timeline.months():
            if draw.random() >= _BILLS_A_MONTH * weight:
                continue
            if not person.born(month - 1) or (person.death is not None and month >= month_of(person.death)):
                continue
            cash = draw.randrange(10_00, 280_00) if poor else int(draw.paretovariate(1.1) * 60_00)
            cash = min(cash, 5000_00, _HOME_LIMIT - spent)
            spent += cash
            if cash > 0:
                book.bills.append(make_bill(person, home, month, cash, poor, draw))


def make_bill(person: Person, home: Home, month: int, cash: int, poor: bool, draw: Random) -> Bill:
    """A bill of which the person pays ``cash`` fen."""
    fund = int(cash * draw.uniform(0.8, 3.0))
    aid = int(cash * 0.4) if poor else 0
    day = day_in(month, draw.randint(1, 28))
    return Bill(person, home.county.code, min(day, last_day(month)), cash + fund + aid, fund, aid, cash, cash > 800_00)


def _is_poor(home: Home) -> bool:
    """Whether the home or a member ever has a category in the window."""
    return (
        home.dibao is not None
        or home.dibian is not None
        or any(person.tekun is not None or person.child is not None for person in home.members)
    )
