"""What findings come to: how many, and the yuan at stake, where a payment's month counts once however many name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import orjson

from hub.auth import Viewer
from hub.gql.units import yuan
from schema.gql.finding import FindingTotals, Total

TOTALS = ("totals", "byRule", "byDivision", "byDepartment")
"""Fields below which amounts may be asked for."""


class _Sum:
    """Of some findings: the largest part of each (subject, item, month), and the whole of those without parts."""

    __slots__ = ("count", "parts", "whole")

    def __init__(self) -> None:
        self.count = 0
        self.whole = 0
        self.parts: dict[tuple[str, str, str], int] = {}

    def add(self, count: int, subject: str, amount: int, parts: list[tuple[str, str, int]]) -> None:
        self.count += count
        if not parts:
            self.whole += count * amount
        for item, month, part in parts:
            key = (subject, item, month)
            self.parts[key] = max(self.parts.get(key, 0), part)

    @property
    def amount(self) -> int:
        return self.whole + sum(self.parts.values())


def make_totals(rows: Iterable[tuple[Any, ...]], viewer: Viewer) -> FindingTotals:
    """Of rows ``(count, rule, divisions, departments, subject, amount, parts as JSON)``.

    A finding counts in each division and department of its own; of divisions only the viewer's are told.
    """
    whole = _Sum()
    rules, divisions, departments = (defaultdict[str, _Sum](_Sum) for _ in range(3))
    for count, rule, places, parties, subject, amount, text in rows:
        parts = orjson.loads(text) if text else []
        sums = [whole, rules[rule]]
        sums += [divisions[place] for place in places if viewer.sees(place)]
        sums += [departments[party] for party in parties or ()]
        for entry in sums:
            entry.add(count, subject, amount or 0, parts)
    return FindingTotals(
        count=whole.count,
        amount=yuan(whole.amount),
        by_rule=_listed(rules),
        by_division=_listed(divisions),
        by_department=_listed(departments),
    )


def _listed(sums: dict[str, _Sum]) -> list[Total]:
    return [Total(key=key, count=entry.count, amount=yuan(entry.amount)) for key, entry in sorted(sums.items())]
