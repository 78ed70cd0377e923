"""The totals of a page of findings: how many, and the yuan at stake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from hub.auth import Viewer
from hub.findings.totals import AtStake
from hub.gql.units import yuan
from schema.gql.finding import FindingTotals, Total

TOTALS = ("totals", "byRule", "byDivision", "byDepartment")
"""Fields below which amounts may be selected."""


def make_totals(rows: Iterable[Mapping[str, Any]], viewer: Viewer) -> FindingTotals:
    """Of rows of ``api/findings_counted``; ``parts`` are JSON.

    A finding counts in each of its divisions and departments; only the viewer's divisions are returned.
    """
    whole = AtStake()
    rules, divisions, departments = (defaultdict[str, AtStake](AtStake) for _ in range(3))
    for row in rows:
        parts = orjson.loads(row["parts"]) if row["parts"] else []
        sums = [whole, rules[row["rule"]]]
        sums += [divisions[place] for place in row["divisions"] if viewer.sees(place)]
        sums += [departments[party] for party in row["departments"] or ()]
        for entry in sums:
            entry.add(row["subject"], row["amount"], parts, row["findings"])
    return FindingTotals(
        count=whole.findings,
        amount=yuan(whole.amount),
        by_rule=_listed(rules),
        by_division=_listed(divisions),
        by_department=_listed(departments),
    )


def _listed(sums: dict[str, AtStake]) -> list[Total]:
    return [Total(key=key, count=entry.findings, amount=yuan(entry.amount)) for key, entry in sorted(sums.items())]
