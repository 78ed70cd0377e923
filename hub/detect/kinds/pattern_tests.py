"""The tests of patterns: who of an anchor's people tells something, with the facts that tell it.

Each is pure: the rows of one anchor, each person once, give those that make the finding, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hub.detect.kinds.pattern_row import PatternRow

Test = Callable[[list[PatternRow], int | None], list[PatternRow]]
"""The second argument is the value of ``more_than``."""


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


TESTS: dict[str, Test] = {"unrelated": unrelated}
"""By the name in ``Pattern.test``."""
