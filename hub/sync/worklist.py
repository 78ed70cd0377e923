"""The worklist: held deliveries of all sources, and decisions about them.

A delivery is named by its id or the beginning of it; a run's id names all held deliveries of the run. A decision is
about the reviewed content: other content is held again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from hub.store import Store, repeatable
from hub.sync.apply import Statement
from hub.sync.cursor import decided
from hub.sync.held import SHORTEST, entries_of
from schema.errors import CallerError
from schema.message import Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """One held delivery; ``entry`` is ``HeldDelivery.to_json``."""

    run: str
    source: str
    department: str
    started_at: int
    """Epoch milliseconds."""
    entry: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.entry["delivery"])

    @property
    def name(self) -> str:
        """As the cursor names it."""
        return f"{self.entry['stream']}|{self.entry['place']}"

    def to_json(self) -> dict[str, Any]:
        told = {key: value for key, value in self.entry.items() if key not in ("digest", "edition", "parts")}
        divisions = sorted({division for division, _ in self.entry["parts"]})
        months = sorted({month for _, month in self.entry["parts"] if month is not None})
        return {
            "run": self.run,
            "source": self.source,
            "department": self.department,
            **told,
            "divisions": divisions,
            "months": months,
        }


async def worklist(store: Store) -> list[Waiting]:
    """Every held delivery, the latest runs first, each once."""
    found: dict[str, Waiting] = {}
    for row in await store.read("sync/held"):
        for entry in entries_of(row["plan"]):
            waiting = Waiting(row["id"], row["source"], row["department"], row["started_at"], entry)
            found.setdefault(waiting.id, waiting)
    return list(found.values())


def chosen(waiting: Iterable[Waiting], which: str) -> list[Waiting]:
    """The deliveries that an id names. Raises ``CallerError`` where it names none, or several by its beginning."""
    found = list(waiting)
    of_run = [one for one in found if one.run == which]
    if of_run:
        return of_run
    named = [one for one in found if one.id == which] or [
        one for one in found if len(which) >= SHORTEST and one.id.startswith(which)
    ]
    if len(named) == 1:
        return named
    if named:
        ids = ", ".join(one.id for one in named)
        raise CallerError(Message(f"{which} 对应多个暂缓文件：{ids}；请写全编号", f"{which} names several: {ids}"))
    raise CallerError(
        Message(
            f"没有编号为 {which} 的暂缓文件；请运行 aidchain sources held 查看",
            f"{which} holds nothing; see: aidchain sources held",
        )
    )


async def taken_off(store: Store, decided_on: Sequence[Waiting]) -> list[Statement]:
    """Statements that remove deliveries from the plans of the runs that hold them."""
    ids = {one.id for one in decided_on}
    statements: list[Statement] = []
    for row in await store.read("sync/held"):
        entries = entries_of(row["plan"])
        left = [entry for entry in entries if entry["delivery"] not in ids]
        if len(left) < len(entries):
            values = {
                "plan": orjson.dumps(left).decode() if left else "",
                "reason": "; ".join(f"{entry['stream']} {entry['place']}: {entry['reason']}" for entry in left[:20]),
                "reason_zh": "；".join(f"{entry['place']}：{entry['reason_zh']}" for entry in left[:20]),
                "state": "held" if left else "applied",
            }
            statements.append(("runs/set", {"id": row["id"], "values": values}))
    return statements


async def dismiss(store: Store, which: str) -> list[Waiting]:
    """Take deliveries off the worklist; facts and coverage do not change, and their months stay unknown.

    Equal content is not held again; other content is. The home's writer lock is held. Raises ``CallerError``.
    """
    named = chosen(await worklist(store), which)
    rows = [
        {
            "id": one.name,
            "source": one.source,
            "stream": one.entry["stream"],
            "place": one.entry["place"],
            "dismissed": decided(one.entry["digest"], one.entry["edition"]),
        }
        for one in named
    ]
    work: list[Statement] = [("runs/dismiss", {"rows": rows}), *await taken_off(store, named)]
    await store.write_all(work, marker=repeatable)
    return named
