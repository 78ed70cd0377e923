"""The basis of the stored findings: ``as_of``, rules, cards and last run; empty while a scan writes.

An incremental scan is correct only on a mark of the same day, rules and cards.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import orjson

from hub.detect.coverage import StreamInfo
from hub.scan.waiting import WaitingFor
from hub.store import Store, repeatable
from schema.policy.policy import Policy


async def clear_mark(store: Store) -> None:
    """From now on the stored findings rest on nothing: a scan is writing."""
    await _write(store, None, None, None, None)


async def set_mark(store: Store, judged: date, rules: str, run: str, waiting: WaitingFor | None = None) -> None:
    """Set at the end of a scan. ``waiting`` of a full scan is what held findings back; without it the last one is
    kept."""
    told = None if waiting is None else orjson.dumps({"as_of": judged.isoformat(), "waiting": waiting.to_json()})
    await _write(store, judged.isoformat(), rules, run, None if told is None else told.decode())


async def _write(store: Store, as_of: str | None, rules: str | None, run: str | None, waiting: str | None) -> None:
    await store.write("findings_write/mark", repeatable, as_of=as_of, rules=rules, run=run, waiting=waiting)


async def rests_on(store: Store, judged: date, rules: str, runs: Collection[str]) -> str | None:
    """The last run, when the stored findings rest on everything before ``runs``; else None."""
    marks = await store.read("scan/mark")
    if not marks or (marks[0]["as_of"], marks[0]["rules"]) != (judged.isoformat(), rules):
        return None
    since = {row["id"] for row in await store.read("scan/runs", after=marks[0]["run"])}
    return await latest_run(store) if since <= set(runs) else None


async def latest_run(store: Store) -> str:
    """The id of the last run, empty without one."""
    rows = await store.read("scan/runs", after="")
    return str(rows[-1]["id"]) if rows else ""


async def last_waiting(store: Store) -> tuple[str, list[dict[str, Any]]] | None:
    """(``as_of``, result of ``WaitingFor.to_json``) of the last full scan that wrote; None before the first."""
    rows = await store.read("scan/mark")
    if not rows or not rows[0]["waiting"]:
        return None
    found = orjson.loads(rows[0]["waiting"])
    return found["as_of"], found["waiting"]


def rules_digest(policy: Policy, streams: Mapping[str, StreamInfo]) -> str:
    """Digest of the inputs besides data: rules, parameters, and the streams' answers."""
    infos = [(info.name, info.department, sorted(info.answers), info.serves) for info in streams.values()]
    parts = [policy.rules, sorted(policy.named.items()), policy.parameters, policy.white, sorted(infos)]
    return sha256(repr(parts).encode()).hexdigest()[:32]
