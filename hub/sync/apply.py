"""Apply: the spool is written to the store in batches, each one explicit transaction with the run's counters.

Coverage, doubts and the cursor commit with the last batch and never earlier, so after a crash the cursor is behind the
data and the next run writes only the rest. A commit with an unknown outcome is looked up by its marker.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import Any

from hub.store import Store
from hub.sync.run import Run
from hub.sync.spool import Operation
from schema.errors import AbortRunError
from schema.message import Message

_APPLIED = Message("写入", "apply")
Statement = tuple[str, dict[str, Any]]

ORDER = ("person", "household", "create", "supersede", "update", "relink", "months", "retire", "rejection", "pending")
"""Within a batch: anchors before facts, old versions before what replaces them."""


async def apply(run: Run, last: list[Statement], counters: dict[str, Any]) -> None:
    """Write everything staged; ``last`` and ``counters`` commit with the last batch."""
    result, batch = run.result, 0
    previous: list[Operation] | None = None
    for chunk in run.spool.chunks():
        if previous is not None:
            batch += 1
            await _commit(run, batch, [*statements(run, previous), _progress(run, {"batches": batch})])
            run.progress(_APPLIED, len(previous))
        previous = chunk
    batch += 1
    final = _progress(run, {**counters, "batches": batch, "state": result.state})
    await _commit(run, batch, [*statements(run, previous or []), *last, final])
    run.progress(_APPLIED, len(previous or []))


def _progress(run: Run, values: dict[str, Any]) -> Statement:
    return ("runs/set", {"id": run.result.run, "values": values})


async def _commit(run: Run, batch: int, work: list[Statement]) -> None:
    async def arrived(store: Store) -> bool:
        rows = await store.read("sync/batches", id=run.result.run)
        return bool(rows) and rows[0]["batches"] >= batch

    def whole(found: list[list[dict[str, Any]]]) -> None:
        for (name, parameters), rows in zip(work, found, strict=True):
            created = [row["created"] for row in rows if "created" in row]
            if created and sum(created) != len(parameters["rows"]):
                raise AbortRunError(
                    Message(
                        f"{name}：事实所指的人或家庭不在存储中；请重新运行 sync，仍不行请联系维护人员",
                        f"{name}: facts refer to a person or household that is not stored; run sync again",
                    )
                )

    await run.store.write_all(work, marker=arrived, check=whole)
    gc.collect(0)  # the driver's results hold the rows that were sent for them, in a circle


def statements(run: Run, operations: Iterable[Operation]) -> list[Statement]:
    """The statements of one batch, in an order that is right within one transaction."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for operation in operations:
        do = operation["do"]
        if do == "create":
            kind = "household" if operation["subject"].startswith("h") else "person"
            rows.setdefault((do, f"write/{operation['type']}_create_{kind}"), []).append(operation)
        elif do in ("person", "household"):
            rows.setdefault((do, f"write/{do}"), []).append(operation)
        elif do in ("rejection", "pending"):
            rows.setdefault((do, f"runs/{do}s" if do == "rejection" else "runs/pending"), []).append(operation)
        else:
            name = operation["type"]
            if "superseded" in operation:
                old = {"id": operation["id"], "type": name, **operation["superseded"], "fact": operation["id"]}
                old["id"] = operation["superseded"]["id"]
                rows.setdefault(("supersede", f"write/{name}_supersede"), []).append(old)
            if operation.get("moved"):
                rows.setdefault(("relink", f"write/{name}_relink"), []).append(operation)
            rows.setdefault((do, f"write/{name}_{do}"), []).append(operation)
    return [
        (name, {"rows": rows[do, name]}) for do, name in sorted(rows, key=lambda key: (ORDER.index(key[0]), key[1]))
    ]
