"""The totals of a page of findings: how many, and the yuan at stake; as the scan keeps them, or counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from hub.auth import Viewer
from hub.findings.kept_totals import NONE, WHOLE, Figures, Part, kept_list, read_kept
from hub.findings.totals import AtStake
from hub.gql.context import Context
from hub.gql.selection import Selection
from hub.gql.units import yuan
from schema.gql.finding import FindingFilter, FindingTotals, Total

TOTALS = ("totals", "byRule", "byDivision", "byDepartment")
"""Fields below which amounts may be selected."""


async def find_totals(
    context: Context, type: str, filter: FindingFilter, selection: Selection, wanted: Mapping[str, Any]
) -> FindingTotals:
    """Kept ones where the filter names at most one division (after scope), one rule, and all or the live states.

    Everything else is counted, finding by finding; ``wanted`` are the parameters of the filter.
    """
    places, rules = wanted["divisions"], filter.rules
    states = kept_list(filter.states)
    narrowing = (filter.severities, filter.departments, filter.from_month, filter.to_month)
    narrowed = any(value is not None for value in (*narrowing, filter.amount_from, filter.amount_to))
    # a rule's totals by department are not kept
    known_rule = rules is None or (len(rules) == 1 and not selection.any("byDepartment"))
    if states is not None and len(places) == 1 and known_rule and not narrowed:
        kept = await read_kept(context.store, states, type, places[0], counties=selection.any("byDivision"))
        if kept is not None:
            return kept_totals(kept, places[0], rules[0] if rules else None)
    amounts = selection.any(*(f"{name}.amount" for name in TOTALS))
    rows = await context.store.read("api/findings_counted", type=type, amounts=amounts, **wanted)
    return make_totals(rows, context.viewer)


def kept_totals(kept: Mapping[str, Mapping[Part, Figures]], place: str, rule: str | None) -> FindingTotals:
    """Totals from the result of ``read_kept`` for a division; of one rule where it is named."""
    part = WHOLE if rule is None else ("rules", rule)
    own = kept.get(place, {})
    whole = own.get(part, NONE)
    by_rule = {name: figures for (kind, name), figures in own.items() if kind == "rules" and rule in (None, name)}
    by_division = {county: parts[part] for county, parts in kept.items() if len(county) == 6 and part in parts}
    by_department = {name: figures for (kind, name), figures in own.items() if kind == "departments"}
    return FindingTotals(
        count=whole.findings,
        amount=yuan(whole.amount),
        by_rule=_listed(by_rule),
        by_division=_listed(by_division),
        by_department=_listed(by_department),
    )


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


def _listed(sums: Mapping[str, AtStake | Figures]) -> list[Total]:
    return [Total(key=key, count=entry.findings, amount=yuan(entry.amount)) for key, entry in sorted(sums.items())]
