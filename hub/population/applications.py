"""Applications and visits: but for slips, whoever leaves 低保 or 特困 is evaluated for the next category.

A home in need in which somebody of working age died is visited in the next month.
"""

from __future__ import annotations

from collections.abc import Iterator

from hub.population.assistance import counted_members, head_of
from hub.population.book import Book
from hub.population.people import Home, Person
from hub.population.timeline import Timeline, day_in
from schema.values.month import month_of

LEDGER, VISITS = "minzheng_applications.ledger", "minzheng_visits.visits"
Row = tuple[str | int | float | None, ...]


def application(person: Person, size: int, matter: str, month: int, outcome: str, urgent: str = "否") -> Row:
    """One line of the ledger; ``month`` is the one in which it was received."""
    day = day_in(month, 8).isoformat()
    decided = "" if outcome == "办理中" else day_in(month, 26).isoformat()
    return (person.name, person.written, size, matter, day, urgent, "是", outcome, decided, "")


def visit(person: Person, month: int, purpose: str, result: str = "生活正常") -> Row:
    return (person.name, person.written, day_in(month, 12).isoformat(), purpose, result, "王建国", "")


def evaluate_exits(home: Home, book: Book, timeline: Timeline) -> None:
    """A line in the first month without the category."""
    if not home.registered:
        return
    for person, last in _exits(home):
        month = last + 1
        slips = person.slips
        if timeline.first <= month <= timeline.last and person.alive(month) and not (slips and slips.unevaluated):
            row = application(person, len(home.members), "退出评估", month, "不予认定")
            book.lists.setdefault((LEDGER, month), []).append(row)


def visit_bereaved(home: Home, book: Book, timeline: Timeline) -> None:
    if not home.in_need:
        return
    for person in home.members:
        if person.death is None or (person.slips is not None and person.slips.unvisited):
            continue
        died = month_of(person.death)
        left = [each for each in home.members if each.alive(died + 1)]
        if left and 18 <= person.age(died) < 60 and died in home.spell and timeline.first <= died < timeline.last:
            book.lists.setdefault((VISITS, died + 1), []).append(visit(left[0], died + 1, "探访"))


def _exits(home: Home) -> Iterator[tuple[Person, int]]:
    """(person, last month in the category): the head of a 低保 household, and people with a category of their own."""
    if home.dibao is not None:
        counted = counted_members(home, home.dibao.last)
        if counted:
            yield head_of(counted, home.dibao.last), home.dibao.last
    for person in home.members:
        if person.tekun is not None:
            yield person, person.tekun[0].last
    for person, spell in home.singles.items():
        yield person, spell.last
