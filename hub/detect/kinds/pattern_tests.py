"""The tests of patterns: who of an anchor's people tells something, with the facts that tell it.

Each is pure: the rows of one anchor, each person once, give those that make the finding, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from hub.detect.kinds.divided import divided
from hub.detect.kinds.pattern_row import PatternRow

Test = Callable[[list[PatternRow], int | None], list[PatternRow]]
"""The second argument is the value of ``more_than``, or ``months``."""


def unrelated(people: list[PatternRow], limit: int | None) -> list[PatternRow]:
    """More groups than the limit; related are those who share any household or guardian, or guard one another."""
    group = _groups(people)
    if limit is None or len(set(group.values())) <= limit:
        return []
    return _sharing(people, group, limit)


def _sharing(people: list[PatternRow], group: Mapping[str, str], limit: int) -> list[PatternRow]:
    """The rows with the facts of the months in which the anchor was shared, where those alone show too many.

    What one person received alone, before or after, counts only when months differ.
    """
    sharing: dict[str, set[str]] = {}
    for row in people:
        for fact in row.facts:
            sharing.setdefault(fact.month, set()).add(group[row.person])
    months = {month for month, groups in sharing.items() if len(groups) > 1}
    kept = [row for row in (each.only(months) for each in people) if row.facts]
    return kept if len({group[row.person] for row in kept}) > limit else people


def _groups(people: Iterable[PatternRow]) -> dict[str, str]:
    """Person -> their group of related people."""
    root: dict[str, str] = {}

    def find(node: str) -> str:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    people = list(people)
    for row in people:
        for tie in (*row.households, *row.guardians):
            root[find(tie)] = find(row.person)
    return {row.person: find(row.person) for row in people}


def after_death(people: list[PatternRow], _: int | None) -> list[PatternRow]:
    """What others receive in the account of a holder for months after the holder's month of death.

    The holder is who receives in it under their own name. A bill after the death makes the death disputed; a living
    holder of the same name makes the account theirs.
    """
    holders = [row for row in people if _own_names(row)]
    living = {name for row in holders if not row.deaths for name in _own_names(row)}
    told: dict[str, PatternRow] = {}
    for holder in holders:
        died = max((death.month for death in holder.deaths), default=None)
        names = _own_names(holder) - living
        if died is None or not names or any(month > died for month in holder.seen):
            continue
        late = [_named(row, names, died) for row in people if row.person != holder.person]
        late = [row for row in late if row.facts]
        if late:
            told[holder.person] = replace(holder, facts=(), cited=holder.deaths)
            told |= {row.person: row for row in late}
    return list(told.values())


def one_name(people: list[PatternRow], _: int | None) -> list[PatternRow]:
    """People of one name in an account of that name, with what they receive in the months that they share.

    Months one after the other are those of a corrected number.
    """
    told: list[PatternRow] = []
    for name in sorted({name for row in people for name in _own_names(row)}):
        same = [_named(row, {name}) for row in people if name in row.names]
        months = Counter(month for row in same for month in {fact.month for fact in row.facts})
        shared = {month for month, number in months.items() if number > 1}
        told += [row for row in (each.only(shared) for each in same) if row.facts]
    return told


def several(people: list[PatternRow], _: int | None) -> list[PatternRow]:
    """Everybody, where that is more than one person."""
    return people if len(people) > 1 else []


def _own_names(row: PatternRow) -> set[str]:
    """Names of the person that are the account's."""
    return {fact.name for fact in row.facts if fact.name is not None} & row.names


def _named(row: PatternRow, names: set[str], after: str = "") -> PatternRow:
    """The person with what went to an account of the names, for months after a month."""
    return replace(row, facts=tuple(fact for fact in row.facts if fact.name in names and fact.month > after))


TESTS: dict[str, Test] = {
    "unrelated": unrelated,
    "after_death": after_death,
    "one_name": one_name,
    "several": several,
    "divided": divided,
}
"""By the name in ``Pattern.test``."""
