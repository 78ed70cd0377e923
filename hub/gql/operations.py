"""How the hub is fed, for stewards and supervisors alike: sources, runs, rejections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hub.auth import Role, Viewer
from hub.filters import known
from hub.gql import ids
from hub.gql.bounds import page_size
from hub.gql.context import Context
from hub.gql.cursors import Cursors
from hub.gql.errors import BadInputError
from hub.gql.selection import Selection
from hub.gql.units import instant
from hub.gql.views import page_info
from schema.catalogue.divisions import is_area
from schema.gql import operations as gql
from schema.gql.enums import RunState
from schema.gql.scalars import Month
from schema.values.reason import Reason

_LONGEST = 50


async def find_sources(context: Context, selection: Selection, name: str = "") -> list[gql.Source]:
    rows = await context.store.read(
        "api/sources",
        name=name,
        divisions=list(context.viewer.divisions),
        runs=selection.any("lastRun"),
        coverage=selection.any("coverage"),
    )
    return [_source(row, context.viewer) for row in rows]


async def find_runs(
    context: Context, sources: list[str] | None, states: list[RunState] | None, first: int, after: str | None
) -> gql.RunConnection:
    size = page_size(first)
    cursors = Cursors("runs", [sources, states], str)
    await _check(context, sources=sources)
    rows = await context.store.read(
        "api/runs",
        limit=size + 1,
        from_start=after is None,
        after=cursors.after(after)[0] if after is not None else "",
        **_lists(sources=sources, states=states),
    )
    viewer = context.viewer
    edges = [gql.RunEdge(cursor=cursors.at(row["run"]["id"]), node=_run(row["run"], viewer)) for row in rows[:size]]
    more = len(rows) > size
    return gql.RunConnection(
        edges=edges, page_info=page_info([edge.cursor for edge in edges], more=more, before=after is not None)
    )


async def find_run(context: Context, id: str) -> gql.Run | None:
    rows = await context.store.read("api/run", id=id)
    return _run(rows[0]["run"], context.viewer) if rows else None


async def find_rejections(
    context: Context,
    runs: list[str] | None,
    sources: list[str] | None,
    reasons: list[str] | None,
    departments: list[str] | None,
    first: int,
    after: str | None,
) -> gql.RejectionConnection:
    size = page_size(first)
    cursors = Cursors("rejections", [runs, sources, reasons, departments], str, str)
    known("reasons", reasons or (), {reason.value for reason in Reason})
    await _check(context, runs=runs, sources=sources, departments=departments)
    run, position = cursors.after(after) if after is not None else ("", "")
    rows = await context.store.read(
        "api/rejections",
        limit=size + 1,
        from_start=after is None,
        after_run=run,
        after_position=position,
        **_scope(context),
        **_lists(runs=runs, sources=sources, reasons=reasons, departments=departments),
    )
    edges = [
        gql.RejectionEdge(cursor=cursors.at(row["run"], row["position"]), node=_rejection(row)) for row in rows[:size]
    ]
    more = len(rows) > size
    return gql.RejectionConnection(
        edges=edges, page_info=page_info([edge.cursor for edge in edges], more=more, before=after is not None)
    )


async def find_rejection(context: Context, id: str) -> gql.Rejection | None:
    rows = await context.store.read("api/rejection", id=id, **_scope(context))
    return _rejection(rows[0]) if rows else None


async def _check(context: Context, **filters: Sequence[str] | None) -> None:
    """Refuse an unknown run, source or department. Raises ``UnknownFilterError``."""
    if not any(filters.values()):
        return
    (row,) = await context.store.read("api/known", runs=list(filters.get("runs") or ())[:_LONGEST])
    for name, values in filters.items():
        known(name, values or (), row[name])


def _scope(context: Context) -> dict[str, Any]:
    """Rows without a division are shown to the steward only."""
    return {"divisions": list(context.viewer.divisions), "unplaced": context.viewer.role is Role.STEWARD}


def _lists(**filters: Sequence[str] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, values in filters.items():
        if values is not None and len(values) > _LONGEST:
            raise BadInputError(name, f"at most {_LONGEST} values")
        found[name] = list(values or ())
        found[f"all_{name}"] = values is None
    return found


def _source(row: dict[str, Any], viewer: Viewer) -> gql.Source:
    return gql.Source(
        id=ids.to_global("Source", row["id"]),
        name=row["id"],
        department=row["department"],
        title_zh=row["title_zh"] or row["id"],
        title_en=row["title_en"] or row["id"],
        last_run=_run(row["runs"][0], viewer) if row["runs"] else None,
        coverage=[
            gql.StreamCoverage(stream=stream, division=division, first=Month(first), last=Month(last), months=months)
            for stream, division, first, last, months in row["coverage"]
        ],
    )


_COUNTERS = ("read", "held", "rejected", "pending", "applied", "unchanged", "ended", "retired")


def _run(values: dict[str, Any], viewer: Viewer) -> gql.Run:
    started = values.get("started_at")
    return gql.Run(
        id=ids.to_global("Run", values["id"]),
        run=values["id"],
        source=values["source"],
        department=values.get("department"),
        run_state=RunState(values["state"]),
        started_at=None if started is None else instant(started),
        seconds=values.get("seconds"),
        reason=_reason(values.get("reason") or "", viewer) or None,
        **{name: values.get(name) or 0 for name in _COUNTERS},
    )


def _reason(text: str, viewer: Viewer) -> str:
    """Why a run is held or failed, without deliveries of other divisions."""
    kept, own = [], True
    for part in text.split("; "):
        codes = [code for code in _CODE.findall(part) if is_area(code)]
        if codes:  # a part without one belongs to the part before it
            own = all(map(viewer.sees, codes))
        if own:
            kept.append(part)
    return "; ".join(kept)


_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


def _rejection(row: dict[str, Any]) -> gql.Rejection:
    names = ("run", "source", "stream", "department", "file", "row", "field", "reason", "expected", "division")
    return gql.Rejection(id=ids.to_global("Rejection", row["id"]), **{name: row[name] for name in names})
