"""Operations of a comparison: facts that are new, changed, listed in other months, retired or removed."""

from __future__ import annotations

from typing import Any

from hub.sync.current_facts import CurrentFact, Ends
from hub.sync.encoding import Entry, Properties
from hub.sync.group import Group
from hub.sync.month_runs import Change
from hub.sync.run import Run


def create(group: Group, entry: Entry, properties: Properties) -> None:
    run = group.run
    _anchor(group, entry)
    properties |= _learned(run, entry)
    operation = {
        "do": "create",
        "type": entry.type,
        "subject": entry.subject,
        "object": entry.object,
        "props": properties,
    }
    run.spool.add(operation)
    touch(run, entry.subject, entry.object)


def restate(run: Run, name: str, known: CurrentFact, ends: Ends, becomes: Change) -> None:
    """Stage the new months of a stored fact."""
    operation: dict[str, Any] = {"do": "months", "type": name, "id": known.id, "months": becomes.months}
    if becomes.restates:
        operation["superseded"] = superseded(run, known, ends, becomes.months, "source")
    run.spool.add(operation)
    touch(run, ends.subject, ends.object)


def update(group: Group, entry: Entry, known: CurrentFact, ends: Ends) -> None:
    run = group.run
    _anchor(group, entry)
    operation = {
        "do": "update",
        "type": entry.type,
        "id": entry.id,
        "props": group.encoder.properties(entry) | _learned(run, entry),
        "moved": (ends.subject, ends.object) != (entry.subject, entry.object),
        "superseded": superseded(run, known, ends, entry.digest, "source"),
    }
    run.spool.add(operation)
    touch(run, ends.subject, ends.object, entry.subject, entry.object)


def retire(run: Run, name: str, known: CurrentFact, ends: Ends) -> None:
    run.result.retired += 1
    run.spool.add({"do": "retire", "type": name, "id": known.id, "retired_at": run.learned_at})
    touch(run, ends.subject, ends.object)


def superseded(run: Run, known: CurrentFact, ends: Ends, becomes: str, cause: str) -> dict[str, Any]:
    """The old version of a fact, as ``write/…_supersede`` takes it; a list may be corrected there and back again."""
    id = run.ids.make("s", known.id, known.digest, known.months or "", becomes, str(ends.learned_at), run.result.run)
    return {"id": id, "retired_at": run.learned_at, "cause": cause, "was_retired_at": known.retired_at}


def touch(run: Run, *ids: str | None) -> None:
    for id in ids:
        if id is not None:
            (run.result.people if id.startswith("p") else run.result.households).add(id)


def _learned(run: Run, entry: Entry) -> Properties:
    found: Properties = {"run": run.result.run, "learned_at": run.learned_at, "subject": entry.subject}
    if entry.object is not None:
        found["object"] = entry.object
    return found


def _anchor(group: Group, entry: Entry) -> None:
    """The nodes that a fact hangs on, once a run."""
    run = group.run
    for id in (entry.subject, entry.object):
        if id is not None and id not in run.known and id not in run.anchored:
            run.anchored.add(id)
            run.spool.add(group.encoder.anchor(id))
