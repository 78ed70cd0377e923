"""``sync``: every source is pulled once, staged, and what may be applied is applied (design.md §4).

A delivery that breaks its expectations or would end too much is held before anything of it is written. A crash at any
point leaves nothing half done: the next run of the source finds what was committed and writes the rest.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import orjson

from connectors.base import Connector, Delivery
from connectors.card import SourceCard, StreamCard
from connectors.mapping import Mapping as RowMapping
from connectors.registry import connector
from hub.ids import Ids
from hub.keys import Keys
from hub.memory import rare_gc
from hub.seal import Sealer
from hub.store import Store
from hub.sync import kept
from hub.sync.alone import alone
from hub.sync.apply import Statement, apply
from hub.sync.before import Before, Line, load_before
from hub.sync.compare import compare
from hub.sync.context import Progress, Run
from hub.sync.result import RunResult
from hub.sync.roster import bit, months_of
from hub.sync.spool import Spool
from hub.sync.stage import Group, grouped
from schema.errors import AbortRunError, AidchainError, CallerError, SourceUnavailableError
from schema.values.month import month_text

MOST_ANCHORED = 1_000_000
"""Ids that are remembered between sources, about 100 MB."""


def _silent(what: str, rows: int) -> None:
    """Nobody watches."""


class Sync:
    """Pulls sources into one store."""

    def __init__(
        self, store: Store, keys: Keys, spool: Path, env: Mapping[str, str], progress: Progress = _silent
    ) -> None:
        self._store = store
        self._ids = Ids(keys)
        self._sealer = Sealer(keys)
        self._spool = spool
        self._env = env
        self._progress = progress
        self._anchored: set[str] = set()
        """Persons and households that earlier runs of this pull have made sure of."""

    async def run(self, cards: Sequence[SourceCard], *, plan: bool = False) -> AsyncGenerator[RunResult]:
        """One result for each source, those that explain others first. ``plan`` stops before anything is applied.

        While sources are applied, and the engine works, the next are staged, and this process works. A source that
        fails has its error in its result; the others go on.
        """
        with alone(self._spool), rare_gc():
            await self._check_key()
            async with aclosing(self._pull(cards, plan)) as results:
                async for result in results:
                    yield result

    async def _pull(self, cards: Sequence[SourceCard], plan: bool) -> AsyncGenerator[RunResult]:
        applying: deque[asyncio.Task[RunResult]] = deque()
        """Each waits for the one before it: sources are applied in their order."""
        wrong: CallerError | OSError | None = None
        """Ends the pull, once what was staged before it is applied."""
        try:
            for card in in_order(cards):
                while applying and (refers_elsewhere(card) or applying[0].done()):
                    yield await applying.popleft()
                run = await self._begin(card, {})
                try:
                    staged = await self._staged(run)
                except (CallerError, OSError) as error:
                    wrong = error
                    break
                if staged is not None and len(self._anchored) < MOST_ANCHORED:
                    self._anchored |= run.anchored
                before = applying[-1] if applying else None
                applying.append(asyncio.create_task(self._conclude(run, staged, plan, before)))
            while applying:
                yield await applying.popleft()
            if wrong is not None:
                raise wrong
        finally:
            for task in applying:
                task.cancel()
            await asyncio.gather(*applying, return_exceptions=True)

    async def release(self, cards: Sequence[SourceCard], run: str) -> RunResult:
        """Apply what a run held, if it still has the content that was held. Raises ``CallerError``."""
        with alone(self._spool), rare_gc():
            await self._check_key()
            return await self._release(cards, run)

    async def _release(self, cards: Sequence[SourceCard], run: str) -> RunResult:
        held = [row for row in await self._store.read("sync/held") if row["id"] == run]
        if not held:
            raise CallerError(f"run {run} holds nothing; see: aidchain sources held")
        card = next((card for card in cards if card.source == held[0]["source"]), None)
        if card is None:
            raise CallerError(f"no card describes source {held[0]['source']} any more")
        released = {entry["place"]: entry["token"] for entry in orjson.loads(held[0]["plan"])}
        pull = await self._begin(card, released)
        return await self._conclude(pull, await self._staged(pull), False)

    async def _check_key(self) -> None:
        """The ids in this store must have been made with these keys."""
        found = await self._store.write("runs/key_check", check=self._ids.check())
        if found and found[0]["check"] != self._ids.check():
            raise CallerError(
                "this store was filled with another id key; nothing was touched. Use the keys.json it was made with"
            )

    async def _begin(self, card: SourceCard, released: Mapping[str, str | None]) -> Run:
        started = time.time()
        result = RunResult(run=_run_id(started), source=card.source, department=card.department)
        milliseconds = int(started * 1000)
        source = {
            "id": card.source,
            "department": card.department,
            "title_zh": card.title.zh,
            "title_en": card.title.en,
        }
        begin = {"id": result.run, "source": card.source, "department": card.department, "started_at": milliseconds}
        _, abandoned, _ = await self._store.write_all(
            [
                ("runs/source", source),
                ("runs/abandon", {"source": card.source, "id": result.run}),
                ("runs/begin", begin),
            ]
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
            released=released,
            progress=self._progress,
            known=self._anchored,
        )

    async def _staged(self, run: Run) -> list[Statement] | None:
        """What the last batch commits beside the data; None when the source failed, as its result then says."""
        try:
            staged = await self._stage(run)
            run.rest()
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

    async def _conclude(
        self, run: Run, staged: list[Statement] | None, plan: bool, before: asyncio.Task[RunResult] | None = None
    ) -> RunResult:
        """Apply what is staged, once the run before this one is applied: this one rests on what that one anchored."""
        try:
            if before is not None:
                await before
            run.resume()
            if staged is not None:
                await self._finish(run, staged, plan)
        except (CallerError, OSError) as error:
            await self._failed(run, error)
            raise
        finally:
            run.spool.discard()
        return run.result

    async def _failed(self, run: Run, error: AidchainError | OSError) -> None:
        result = run.result
        reason = str(error)
        if isinstance(error, AidchainError):
            result.error = error
        else:  # its text may name a file of the machine
            reason = error.strerror or type(error).__name__
        result.state = "failed"
        result.seconds = run.seconds()
        values = {**result.counters(), "state": "failed", "reason": reason, "seconds": result.seconds}
        await self._store.write("runs/set", id=result.run, values=values)

    async def _stage(self, run: Run) -> list[Statement]:
        """Stage every stream of the source; returns what the last batch commits beside the data."""
        source = connector(run.card, self._env)
        delivered = {row["id"]: row for row in await self._store.read("sync/delivered", source=run.card.source)}
        last: dict[str, dict[str, Line]] = {}
        for stream in run.card.streams:
            mapping = RowMapping(run.card, stream)
            card_digest = run.ids.digest(stream.model_dump_json())
            waiting = []
            for delivery in source.deliveries(stream):
                known = delivered.get(_delivered_id(delivery))
                if (
                    known is not None
                    and delivery.token is not None
                    and known["token"] == delivery.token
                    and known["card"] == card_digest
                    and not known["pending"]
                ):
                    run.result.skipped += 1
                else:
                    waiting.append(delivery)
            before = await load_before(self._store, stream.full_name)
            for deliveries in grouped(stream, waiting):
                group = await self._stage_group(run, stream, source, mapping, deliveries, before, card_digest)
                for statement, rows in group.items():
                    lines = last.setdefault(statement, {})
                    for row in rows:
                        known = lines.setdefault(row["id"], row)
                        if row.get("changed"):  # of one month's batches, each may change what the month says
                            known["changed"] = True
            if mapping.leftover:
                run.result.leftover[stream.full_name] = sorted(mapping.leftover)
        return [(statement, {"rows": list(lines.values())}) for statement, lines in last.items() if lines]

    async def _stage_group(
        self,
        run: Run,
        stream: StreamCard,
        source: Connector,
        mapping: RowMapping,
        deliveries: Sequence[Delivery],
        before: Before,
        card_digest: str,
    ) -> dict[str, list[Line]]:
        group = Group(run, stream, source, mapping)
        for delivery in deliveries:
            await group.read(delivery)
        await group.resolve()
        group.number_siblings()
        held = await compare(group, before)
        group.count(held)
        return self._bookkeeping(run, group, held, before, card_digest)

    def _bookkeeping(
        self, run: Run, group: Group, held: Mapping[str, int], before: Before, card_digest: str
    ) -> dict[str, list[Line]]:
        """Coverage, doubts, cursor, and the rows kept aside: what the group's last batch says beside its facts."""
        stream = group.stream.full_name
        written: dict[str, int] = {}
        for entry in group.entries.values():
            written[entry.division] = written.get(entry.division, 0) | entry.written
        coverage: dict[str, Line] = {}
        answered: set[tuple[str, str, str | None]] = set()
        for slot in group.slots:
            bits = slot.bits & ~held.get(slot.division, 0)
            fresh = bits & ~before.months.get(slot.division, 0)
            if fresh:
                run.result.coverage.add((stream, slot.division))
            for month in months_of(bits):
                text = month_text(month)
                answered.add((slot.division, text, slot.batch))
                id, changed = f"{stream}|{slot.division}|{text}", bool(written.get(slot.division, 0) & bit(month))
                if changed or fresh & bit(month):
                    coverage[id] = {
                        "id": id,
                        "stream": stream,
                        "division": slot.division,
                        "month": text,
                        "run": run.result.run,
                        "learned_at": run.learned_at,
                        "changed": changed,
                    }
        doubts: dict[str, Line] = {}
        rejected: dict[str, int] = {}
        for delivery, row in group.rejected:
            run.spool.add(kept.rejection(run, delivery, row))
            rejected[delivery.place] = rejected.get(delivery.place, 0) + 1
            for doubt in kept.doubts(run, delivery, row):
                doubts[doubt["id"]] = doubt
        for waiting_row in group.rows.values():
            if waiting_row.pending:
                months = months_of(waiting_row.pending)
                for doubt in kept.doubts_of_pending(run, stream, waiting_row.division, months, waiting_row):
                    doubts[doubt["id"]] = doubt
        gone = [
            row
            for row in before.doubts
            if (row["division"], row["month"], row["batch"]) in answered and row["id"] not in doubts
        ]
        known = {row["id"] for row in before.doubts}
        fresh_doubts = [row for id, row in doubts.items() if id not in known]
        run.result.coverage.update((stream, row["division"]) for row in gone)
        run.result.coverage.update((stream, row["values"]["division"]) for row in fresh_doubts)
        waiting = self._pending(run, group)
        places = [
            {
                "id": _delivered_id(read.delivery),
                "source": run.card.source,
                "stream": stream,
                "place": read.delivery.place,
                "token": read.delivery.token or "",
                "card": card_digest,
                "run": run.result.run,
                "rows": read.read,
                "rejected": rejected.get(read.delivery.place, 0),
                "pending": waiting.get(read.delivery.place, 0),
            }
            for read in group.reads
            if not any(
                slot.delivery is read.delivery and held.get(slot.division, 0) & slot.bits for slot in group.slots
            )
        ]
        return {
            "runs/coverage": list(coverage.values()),
            "runs/doubts_clear": [{"id": row["id"]} for row in gone],
            "runs/doubts": fresh_doubts,
            "runs/pending_clear": places,
            "runs/rejections_settle": places,
            "runs/delivered": places,
        }

    def _pending(self, run: Run, group: Group) -> dict[str, int]:
        """Put pending rows into the spool; returns how many each delivery has."""
        counts: dict[str, int] = {}
        for row in group.rows.values():
            if not row.pending or row.raw is None:
                continue
            for index in row.slots:
                slot = group.slots[index]
                if row.pending & slot.bits:
                    waits_for = "another stream's record of the person or household"
                    run.spool.add(kept.pending(run, group.stream.full_name, slot, row.raw, waits_for))
                    counts[slot.delivery.place] = counts.get(slot.delivery.place, 0) + row.rows_in(index)
        return counts

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
            "plan": orjson.dumps(held).decode() if held else "",
        }
        if plan:
            result.state = "staged"
            result.seconds = run.seconds()
            values |= {"state": "staged", "seconds": result.seconds}
            await self._store.write("runs/set", id=result.run, values=values)
            return
        result.state = "held" if held else "applied"
        values["seconds"] = run.seconds()
        cleanup: list[Statement] = [("runs/supersede_held", {"source": run.card.source, "id": result.run})]
        await apply(run, [*cleanup, *last], values)
        result.seconds = run.seconds()
        await self._store.write("runs/set", id=result.run, values={"seconds": result.seconds})


def in_order(cards: Iterable[SourceCard]) -> list[SourceCard]:
    """Sources that explain others' references first, those that only refer last; by name among equals."""
    return sorted(cards, key=lambda card: (not explains(card), refers_elsewhere(card), card.source))


def explains(card: SourceCard) -> bool:
    """Whether the source says whom its own numbers mean (公安 常住人口)."""
    return any("alias" in mapped.fields for stream in card.streams for mapped in stream.map.get("person", ()))


def refers_elsewhere(card: SourceCard) -> bool:
    """Whether some subject of the card is known only by another source's number."""
    subjects = (subject for stream in card.streams for subject in stream.subjects.values())
    return not explains(card) and any(subject.alias is not None for subject in subjects)


def _delivered_id(delivery: Delivery) -> str:
    return f"{delivery.stream.full_name}|{delivery.place}"


def _run_id(now: float) -> str:
    """Sorts by time, and two runs of one moment differ."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
    return f"r{stamp}-{int(now * 1000) % 1000:03d}{os.urandom(2).hex()}"
