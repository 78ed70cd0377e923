"""Seasonal help that comes with a category: 取暖补贴 each winter, 价格临时补贴 in months of high prices."""

from __future__ import annotations

from hub.population.amounts import sheet_number
from hub.population.assistance import counted_members, head_of
from hub.population.book import Book
from hub.population.people import Home, Person
from hub.population.timeline import Timeline, day_in

HEATING = {True: 600_00, False: 300_00}
"""Fen a home, by urban; a child of its own right receives the rural figure."""
PRICE_MONTHS = (2, 3, 4)
"""Months of 2026 (counted from 1) with a price subsidy, as the policy's parameter has it."""
PRICE = 40_00
ORPHANS = ("orphan_living", "defacto_orphan_living")


def help_of_season(home: Home, book: Book, timeline: Timeline) -> None:
    """Everything due in the home's months in this county, but for its slips; people counted twice have it once."""
    if not home.registered and not home.seasons_from:
        return
    for year in range(timeline.first // 12 - 1, timeline.last // 12 + 1):
        _heat(home, book, timeline, year)
    for month in (2026 * 12 + month - 1 for month in PRICE_MONTHS):
        if max(timeline.first, home.seasons_from) <= month <= timeline.last and month in home.spell:
            _subsidise(home, book, month)


def _heat(home: Home, book: Book, timeline: Timeline, year: int) -> None:
    """One award a season to the home, in October or when it first has a category; one to each orphan."""
    if year in home.unheated:
        return
    given: set[Person | None] = set()
    for month in range(year * 12 + 9, year * 12 + 16):
        if not max(timeline.first, home.seasons_from) <= month <= timeline.last or month not in home.spell:
            continue
        head = recipient(home, month)
        if head is not None and None not in given:
            given.add(None)
            heat(book, home, head, month, "低保" if counted_members(home, month) else "分散特困", HEATING[home.urban])
        for person in home.members:
            if orphan(person, month) and person not in given:
                given.add(person)
                heat(book, home, person, month, "孤儿等儿童", HEATING[False])


def heat(book: Book, home: Home, person: Person, month: int, kind: str, amount: int) -> None:
    """One row of the month's 取暖补贴 list."""
    where = "城镇" if home.urban else "农村"
    sheet = sheet_number(amount)
    line = (person.name, person.written, kind, where, sheet, sheet, day_in(month, 20).isoformat(), "")
    book.lists.setdefault(("minzheng_heating.awards", month), []).append(line)


def orphan(person: Person, month: int) -> bool:
    """Whether the person has the allowance of an orphan or a de-facto orphan."""
    child = person.child
    return child is not None and child.item in ORPHANS and month in child.spell and person.alive(month)


def recipient(home: Home, month: int) -> Person | None:
    """Who receives it for the home: the head of a 低保 household, else a 特困 person."""
    counted = counted_members(home, month)
    if counted:
        return head_of(counted, month)
    return next((each for each in home.members if _destitute(each, month)), None)


def _destitute(person: Person, month: int) -> bool:
    return person.tekun is not None and month in person.tekun[0] and person.alive(month)


def _subsidise(home: Home, book: Book, month: int) -> None:
    counted = counted_members(home, month)
    for person in home.members:
        kind = ""
        if _destitute(person, month):
            kind = "特困"
        elif orphan(person, month):
            kind = "孤儿等儿童"
        elif person in counted and person.alive(month):
            kind = "低保"
        elif person in home.singles and month in home.singles[person] and person.alive(month):
            kind = "单人保"
        dropped = person.slips is not None and month in person.slips.dropped.get("price_temp", ())
        if kind and not dropped:
            price(book, person, month, kind)


def price(book: Book, person: Person, month: int, kind: str) -> None:
    """One row of the month's 价格临时补贴 list."""
    line = (person.name, person.written, kind, sheet_number(PRICE), "")
    book.lists.setdefault(("minzheng_price.people", month), []).append(line)
