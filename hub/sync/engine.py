"""``sync``: every source is pulled once, staged, and what may be applied is applied (design.md §4).

A delivery that breaks its expectations or would end too much is held before anything of it is written. A crash at any
point leaves nothing half done: the next run of the source finds what was committed and writes the rest.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from connectors.card import SourceCard
from hub.ids import Ids
from hub.keyring import claim
from hub.keys import Keys
from hub.memory import rare_gc
from hub.seal import Sealer
from hub.store import Store, repeatable
from hub.sync.alone import alone
from hub.sync.apply import Statement, apply
from hub.sync.context import Progress, Run
from hub.sync.interrupted import end_interrupted, holder
from hub.sync.result import RunResult
from hub.sync.spool import Spool
from hub.sync.stage import stage
from hub.sync.workers import Workers
from schema.errors import AbortRunError, AidchainError, CallerError, SourceUnavailableError
from schema.message import Message

MOST_ANCHORED = 1_000_000
"""Ids that are remembered between sources, about 100 MB."""
FILES_KEPT = 50
"""Names of deliveries that a run keeps."""


def _silent(what: str, rows: int) -> None:
    """Nobody watches."""


class Sync:
    """Pulls sources into one store; on several processes where ``workers`` is given."""

    def __init__(
        self,
        store: Store,
        keys: Keys,
        spool: Path,
        env: Mapping[str, str],
        progress: Progress = _silent,
        workers: Workers | None = None,
    ) -> None:
        self._store = store
        self._keys = keys
        self._ids = Ids(keys)
        self._sealer = Sealer(keys)
        self._spool = spool
        self._env = env
        self._progress = progress
        self._workers = workers
        self._seats = asyncio.Semaphore(1 if workers is None else workers.number)
        """As many sources are staged at a time."""
        self._anchored: set[str] = set()
        """Persons and households that earlier runs of this pull have made sure of."""

    async def run(self, cards: Sequence[SourceCard], *, plan: bool = False) -> AsyncGenerator[RunResult]:
        """One result for each source, those that explain others first. ``plan`` stops before anything is applied.

        While sources are applied, and the engine works, the next are staged. A source that fails has its error in its
        result; the others go on. A wrong card or a full disk ends the pull, once what was staged before is applied.
        """
        with alone(self._spool), rare_gc():
            await self._check_key()
            self._anchored.clear()
            sizes = {row["source"]: row["rows"] or 0 for row in await self._store.read("sync/sizes")}
            pulls: list[asyncio.Task[RunResult]] = []
            try:
                for place, card in enumerate(in_order(cards, sizes)):
                    before = pulls[-1] if pulls else None
                    pulls.append(asyncio.create_task(self._pull(card, place, plan, before)))
                for pull in pulls:
                    yield await pull
            finally:
                for pull in pulls:
                    pull.cancel()
                await asyncio.gather(*pulls, return_exceptions=True)

    async def _pull(
        self, card: SourceCard, place: int, plan: bool, before: asyncio.Task[RunResult] | None
    ) -> RunResult:
        """Stage a source when there is a seat, and apply it when the source before it is applied."""
        if before is not None and refers_elsewhere(card):
            await before
        async with self._seats:
            run = await self._begin(card, place, {})
            staged = await self._staged(run)
        try:
            if before is not None:
                await before
        except BaseException as error:
            run.spool.discard()
            if not isinstance(error, asyncio.CancelledError):
                await self._failed(run, AbortRunError("the pull ended before this source was applied; run sync again"))
            raise
        return await self._conclude(run, staged, plan)

    async def release(self, cards: Sequence[SourceCard], run: str) -> RunResult:
        """Apply what a run held, if it still has the content that was held. Raises ``CallerError``."""
        with alone(self._spool), rare_gc():
            await self._check_key()
            self._anchored.clear()
            return await self._release(cards, run)

    async def _release(self, cards: Sequence[SourceCard], run: str) -> RunResult:
        held = [row for row in await self._store.read("sync/held") if row["id"] == run]
        if not held:
            raise CallerError(f"run {run} holds nothing; see: aidchain sources held")
        card = next((card for card in cards if card.source == held[0]["source"]), None)
        if card is None:
            raise CallerError(f"no card describes source {held[0]['source']} any more")
        released = {entry["place"]: entry["token"] for entry in orjson.loads(held[0]["plan"])}
        pull = await self._begin(card, 0, released)
        return await self._conclude(pull, await self._staged(pull), False)

    async def _check_key(self) -> None:
        """The ids in this store must have been made with these keys."""
        await claim(self._store, self._keys)
        await end_interrupted(self._store, self._spool)

    async def _begin(self, card: SourceCard, place: int, released: Mapping[str, str | None]) -> Run:
        started = time.time()
        result = RunResult(run=_run_id(started), source=card.source, department=card.department)
        milliseconds = int(started * 1000)
        source = {
            "id": card.source,
            "department": card.department,
            "title_zh": card.title.zh,
            "title_en": card.title.en,
        }
        begin = {
            "id": result.run,
            "source": card.source,
            "department": card.department,
            "started_at": milliseconds,
            "holder": holder(self._spool),
        }

        async def begun(store: Store) -> bool:
            return bool(await store.read("sync/batches", id=result.run))

        _, abandoned, _ = await self._store.write_all(
            [
                ("runs/source", source),
                ("runs/abandon", {"source": card.source, "id": result.run}),
                ("runs/begin", begin),
            ],
            marker=begun,
        )
        for row in abandoned:
            (self._spool / f"{row['id']}.spool").unlink(missing_ok=True)
        return Run(
            store=self._store,
            ids=self._ids,
            sealer=self._sealer,
            card=card,
            result=result,
            spool=Spool(self._spool / f"{result.run}.spool", self._sealer),
            started=started,
            place=place,
            released=released,
            progress=self._progress,
            known=self._anchored,
        )

    async def _staged(self, run: Run) -> list[Statement] | None:
        """What the last batch commits beside the data; None when the source failed, as its result then says."""
        try:
            staged = await (stage(run, self._env) if self._workers is None else self._workers.stage(run))
            run.rest()
            if len(self._anchored) < MOST_ANCHORED:
                self._anchored |= run.anchored
            return staged
        except (SourceUnavailableError, AbortRunError) as error:
            await self._failed(run, error)
            return None
        except (CallerError, OSError) as error:
            run.spool.discard()
            await self._failed(run, error)
            raise
        except BaseException:
            run.spool.discard()
            raise

    async def _conclude(self, run: Run, staged: list[Statement] | None, plan: bool) -> RunResult:
        try:
            run.resume()
            if staged is not None:
                await self._finish(run, staged, plan)
        except (AbortRunError, CallerError, OSError) as error:
            await self._failed(run, error)
            raise
        finally:
            run.spool.discard()
        return run.result

    async def _failed(self, run: Run, error: AidchainError | OSError) -> None:
        result = run.result
        reason = Message(error.told("zh") if isinstance(error, AidchainError) else "", str(error))
        if isinstance(error, AidchainError):
            result.error = error
        else:  # its text may name a file of the machine
            system = error.strerror or type(error).__name__
            reason = Message(system, system)
        result.state = "failed"
        result.seconds = run.seconds()
        why = {"reason": str(reason), "reason_zh": reason.zh}
        values = {**result.counters(), "state": "failed", **why, "seconds": result.seconds}
        await self._store.write("runs/set", repeatable, id=result.run, values=values)

    async def _finish(self, run: Run, last: list[Statement], plan: bool) -> None:
        result = run.result
        held = [
            {"stream": held.stream, "place": held.place, "rows": held.rows, "reason": held.reason, "token": held.token}
            for held in result.held_deliveries
        ]
        reason = "; ".join(f"{entry['stream']} {entry['place']}: {entry['reason']}" for entry in held[:20])
        values: dict[str, Any] = {
            **result.counters(),
            "reason": reason,
            "files": result.files[:FILES_KEPT],
            "cautions": orjson.dumps(result.cautions).decode() if result.cautions else "",
            "plan": orjson.dumps(held).decode() if held else "",
        }
        if plan:
            result.state = "staged"
            result.planned = [
                (row["stream"], row["division"], row["month"])
                for name, values in last
                if name == "runs/coverage"
                for row in values["rows"]
            ]
            result.seconds = run.seconds()
            values |= {"state": "staged", "seconds": result.seconds}
            await self._store.write("runs/set", repeatable, id=result.run, values=values)
            return
        result.state = "held" if held else "applied"
        values["seconds"] = run.seconds()
        cleanup: list[Statement] = [("runs/supersede_held", {"source": run.card.source, "id": result.run})]
        await apply(run, [*cleanup, *last], values)
        result.seconds = run.seconds()
        await self._store.write("runs/set", repeatable, id=result.run, values={"seconds": result.seconds})


def in_order(cards: Iterable[SourceCard], sizes: Mapping[str, int]) -> list[SourceCard]:
    """Sources that explain others' references first, those that only refer last; the largest first among equals.

    ``sizes`` are rows by source, as earlier runs read them.
    """

    def place(card: SourceCard) -> tuple[bool, bool, int, str]:
        return not explains(card), refers_elsewhere(card), -sizes.get(card.source, 0), card.source

    return sorted(cards, key=place)


def explains(card: SourceCard) -> bool:
    """Whether the source says whom its own numbers mean (公安 常住人口)."""
    return any("alias" in mapped.fields for stream in card.streams for mapped in stream.map.get("person", ()))


def refers_elsewhere(card: SourceCard) -> bool:
    """Whether some subject of the card is known only by another source's number."""
    subjects = (subject for stream in card.streams for subject in stream.subjects.values())
    return not explains(card) and any(subject.alias is not None for subject in subjects)


def _run_id(now: float) -> str:
    """Sorts by time, and two runs of one moment differ."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
    return f"r{stamp}-{int(now * 1000) % 1000:03d}{os.urandom(2).hex()}"
