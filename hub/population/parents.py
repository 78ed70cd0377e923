"""Father and mother of minors, as 公安 names them: head and spouse of the home for their children."""

from __future__ import annotations

from hub.population.book import Book
from hub.population.people import Home, Person
from hub.population.timeline import Timeline

CHILDREN = frozenset({"20", "22", "23", "30", "32", "33"})
HEAD, SPOUSE = "02", "10"


def name_parents(home: Home, book: Book, timeline: Timeline) -> None:
    """Those of the home's children under eighteen whose parents are known, where the home is at the end."""
    if timeline.last not in home.spell:
        return
    for person in home.members:
        if person.age(timeline.last) >= 18:
            continue
        if person.relation in CHILDREN:
            for parent in home.members:
                if parent.relation in (HEAD, SPOUSE):
                    _set(person, parent)
        if person.father is not None or person.mother is not None:
            book.minors.append(person)


def _set(child: Person, parent: Person) -> None:
    if parent.sex == 1:
        child.father = child.father or parent
    else:
        child.mother = child.mother or parent


def spare_children(home: Home) -> None:
    """Of a couple with a minor by chance at most one is severely disabled or dies: the others are cases."""
    couple = [person for person in home.members if person.relation in (HEAD, SPOUSE)]
    if len(couple) < 2 or not any(person.relation in CHILDREN for person in home.members):
        return
    first, second = couple[:2]
    severe = first.disability is not None and first.disability.grade <= 2
    if first.death is not None or severe:
        second.death = None
        if second.disability is not None and second.disability.grade <= 2:
            second.disability = None
