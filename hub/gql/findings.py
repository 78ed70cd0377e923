"""Pages of findings: filter, order and cursor become ranges of an index; totals only where selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hub.auth import Viewer
from hub.chain.read import finding_row
from hub.filters import division_prefix, known, known_rules
from hub.findings.order import area_of, bounds, number_of, page_name
from hub.gql.bounds import page_size
from hub.gql.context import Context
from hub.gql.cursors import Cursors
from hub.gql.errors import BadInputError
from hub.gql.finding import FindingMaker
from hub.gql.plan import wants_homes
from hub.gql.selection import Selection
from hub.gql.totals import find_totals
from hub.gql.units import fen
from hub.gql.views import page_info
from schema.gql import finding as gql

_LARGEST = 1 << 60
_LONGEST = 50
"""Values of one filter."""


async def find_page(
    context: Context,
    type: str,
    selection: Selection,
    filter: gql.FindingFilter | None,
    order: gql.FindingOrder | None,
    first: int,
    after: str | None,
) -> gql.FindingConnection:
    size = page_size(first)
    viewer = context.viewer
    filter, order = filter or gql.FindingFilter(), order or gql.FindingOrder()
    wanted = _filter(filter, viewer)
    area = area_of(order.by.value, wanted["divisions"])
    cursors = Cursors(type, [order, filter], int, str)
    start: Any = None if after is None else cursors.after(after)
    low, high = bounds(type, start, order.descending, area)
    departments = await _departments(context) if filter.departments or selection.any("cites.department") else {}
    if filter.departments:
        known("departments", filter.departments, set(departments.values()))
    parts = {"homes": wants_homes(selection), "cites": selection.any("cites"), "history": False}
    asked = {"from": low, "to": high, "limit": size + 1, **parts}
    found = await context.store.read(page_name(order.by.value, order.descending, area), **asked, **wanted)
    maker = FindingMaker(viewer, departments, cites=selection.any("cites"))
    rows = [(row["key"], finding_row(row["content"], viewer.divisions)) for row in found[:size]]
    edges = [gql.FindingEdge(cursor=cursors.at(number_of(key), row.id), node=maker.make(row)) for key, row in rows]
    return gql.FindingConnection(
        edges=edges,
        page_info=page_info([edge.cursor for edge in edges], more=len(found) > size, before=after is not None),
        totals=await find_totals(context, type, filter, selection, wanted) if selection.any("totals") else None,
    )


async def _departments(context: Context) -> dict[str, str]:
    (row,) = await context.store.read("api/departments")
    return dict(row["departments"])


async def find_one(context: Context, id: str, selection: Selection) -> gql.Finding | None:
    """None where there is none, or none that cites a division of the viewer's."""
    viewer = context.viewer
    parts = {"homes": selection.any("household"), "cites": selection.any("cites"), "history": False}
    rows = await context.store.read("api/finding", id=id, divisions=list(viewer.divisions), **parts)
    if not rows:
        return None
    maker = FindingMaker(viewer, dict(rows[0]["departments"]))
    return maker.make(finding_row(rows[0]["content"], viewer.divisions))


def _filter(filter: gql.FindingFilter, viewer: Viewer) -> dict[str, Any]:
    if filter.rules:
        known_rules("rules", filter.rules)  # reads the policy
    found: dict[str, Any] = {}
    for name, values in (
        ("rules", filter.rules),
        ("severities", filter.severities),
        ("states", filter.states),
        ("departments", filter.departments),
    ):
        found[name] = _values(name, values)
        found[f"all_{name}"] = values is None
    wanted = None
    if filter.divisions is not None:
        wanted = [division_prefix("divisions", one) for one in _values("divisions", filter.divisions)]
    # another viewer's division is empty, not refused: whether it has findings stays hidden
    found["divisions"] = viewer.narrowed(wanted)
    found["all_months"] = filter.from_month is None and filter.to_month is None
    found["from_month"] = filter.from_month or "0000-00"
    found["to_month"] = filter.to_month or "9999-99"
    found["any_amount"] = filter.amount_from is None and filter.amount_to is None
    found["amount_from"] = -_LARGEST if filter.amount_from is None else fen(filter.amount_from)
    found["amount_to"] = _LARGEST if filter.amount_to is None else fen(filter.amount_to)
    return found


def _values(name: str, values: Sequence[str] | None) -> list[str]:
    if values is not None and len(values) > _LONGEST:
        raise BadInputError(name, f"at most {_LONGEST} values")
    return [str(value) for value in values or ()]
