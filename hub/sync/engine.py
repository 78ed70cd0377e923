"""``sync``: every source is pulled and staged once, then applied unless held (design.md §4).

A delivery that breaks its expectations or would end too much is held before anything of it is written. After a crash
at any point the next run of the source continues from the committed state.
"""

from __future__ import annotations

import asyncio
import errno
import os
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from connectors.card import SourceCard
from connectors.registry import connector
from hub.clock import Clock
from hub.ids import Ids
from hub.keyring import claim
from hub.keys import Keys
from hub.lock import identity
from hub.memory import rare_gc
from hub.seal import Sealer
from hub.store import Rows, Store, repeatable
from hub.sync.apply import Statement, apply
from hub.sync.cursor import decided, joined_by, registers
from hub.sync.digest import digest_of
from hub.sync.failure import unforeseen
from hub.sync.heads import Heads
from hub.sync.held import plan_of, release_of
from hub.sync.interrupted import end_interrupted
from hub.sync.order import in_order, refers_elsewhere
from hub.sync.result import RunResult
from hub.sync.run import Progress, Run
from hub.sync.source import source_row
from hub.sync.spool import Spool, prepare
from hub.sync.stage import stage
from hub.sync.unchanged import unchanged
from hub.sync.withdrawal import Order, Taken, Withdrawn, applied, begin, end, make_order, take_back
from hub.sync.workers import Workers
from hub.sync.worklist import Waiting, chosen, taken_off, worklist
from schema.errors import (
    AbortRunError,
    AidchainError,
    CallerError,
    NotReleasableError,
    RetryError,
    SourceUnavailableError,
)
from schema.message import Message, chinese

DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
MOST_ANCHORED = 1_000_000
"""Ids that are remembered between sources, about 100 MB."""
FILES_KEPT = 50
"""Names of deliveries that a run keeps."""


def _silent(what: str, rows: int) -> None:
    """Default progress callback: no-op."""


class Sync:
    """Pulls sources into one store; on several processes where ``workers`` is given. The home's writer lock is held."""

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
        self._clock = Clock()
        self.remark: Message | None = None
        """Remarks beside the results."""
        self._anchored: set[str] = set()
        """Persons and households that earlier runs of this pull have made sure of."""
        self._delivered: Rows = []
        """Source and stream of everything that was applied when the pull began."""
        self._missed = False
        """Whether one of those runs could not be applied, so that its facts may be missing."""

    async def run(self, cards: Sequence[SourceCard], *, plan: bool = False) -> AsyncGenerator[RunResult]:
        """One result for each source, sources that others refer to first. ``plan`` stops before anything is applied.

        While sources are applied, the next are staged. A source that fails has its error in its result; the others
        continue. A full disk ends the pull, after staged sources are applied; so does a store that goes away.
        """
        with rare_gc():
            await self._check_key()
            self._anchored.clear()
            self._missed = False
            self._delivered = await self._store.read("sync/delivered_streams")
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
        """Stage a source when a worker is free, and apply it after the source before it."""
        if before is not None and refers_elsewhere(card):
            await before
        async with self._seats:
            if not plan:
                await self._drop_streams(card)
            run = await self._begin(card, place)
            staged = await self._staged(run)
        try:
            if before is not None:
                await before
        except BaseException as error:
            run.spool.discard()
            if not isinstance(error, asyncio.CancelledError):
                stopped = Message(
                    "尚未写入该数据源，拉取就已结束；请重新运行 sync",
                    "the pull ended before this source was applied; run sync again",
                )
                await self._failed(run, AbortRunError(stopped))
            raise
        if self._missed and staged is not None:
            staged = await self._staged_again(run)
        return await self._conclude(run, staged, plan)

    async def release(self, cards: Sequence[SourceCard], which: str, *, plan: bool = False) -> RunResult:
        """Apply reviewed held deliveries of one source; ``which`` is a delivery's or a run's id.

        Only those are read, with the deliveries that waited for them. Content that differs from the reviewed one is
        held again; unreadable deliveries are never released. ``plan`` stops before anything is applied. Raises
        ``CallerError``.
        """
        with rare_gc():
            await self._check_key()
            self._anchored.clear()
            named = chosen(await worklist(self._store), which)
            releasable = [one for one in named if one.entry["releasable"]]
            if not releasable:
                raise NotReleasableError(", ".join(one.entry["place"] for one in named))
            return await self._release(cards, releasable, plan)

    async def _release(self, cards: Sequence[SourceCard], waiting: Sequence[Waiting], plan: bool) -> RunResult:
        source = waiting[0].source
        card = next((card for card in cards if card.source == source), None)
        if card is None:
            raise CallerError(Message(f"已没有数据源 {source} 的卡片", f"no card describes source {source} any more"))
        run = await self._begin(card, 0)
        run.released = {one.name: release_of(one.entry) for one in waiting}
        run.only = frozenset(run.released)
        staged = await self._staged(run)
        gone = [one.entry["place"] for one in waiting if one.name not in run.result.deliveries]
        if staged is not None and gone:
            error = CallerError(
                Message(
                    f"{'、'.join(gone)} 已不存在，没有放行任何内容；请重新报送后运行 sync",
                    f"{', '.join(gone)} is no longer there; nothing was applied. Deliver it again and run sync",
                )
            )
            run.spool.discard()
            await self._failed(run, error)
            raise error
        return await self._conclude(run, staged, plan, waiting)

    async def withdraw(self, cards: Sequence[SourceCard], which: str, *, plan: bool = False) -> Withdrawn:
        """Withdraw a delivery (by its id or place) or a run, with its coverage, as if it had never come.

        Other deliveries for those months are read again; where their data is gone, the months are unknown. ``plan``
        only counts. Raises ``CallerError``.
        """
        with rare_gc():
            await self._check_key()
            self._anchored.clear()
            every = await self._store.read("sync/deliveries")
            taken = applied(self._ids, every, which)
            order = await make_order(self._store, taken, every, joined_by(cards), registers(cards))
            if plan:
                counted = await take_back(self._store, self._ids, order, int(time.time() * 1000), plan=True)
                return Withdrawn(None, counted, [row["place"] for row in taken], order.again)
            order.withdrawn = await self._as_they_are(cards, taken)
            reason = Message(
                f"已撤回：{'、'.join(row['place'] for row in taken[:5])}",
                f"withdrew {', '.join(row['place'] for row in taken[:5])}",
            )
            result, counted = await self._take_back(cards, taken[0]["source"], order, reason)
            done = Withdrawn(result, counted, [row["place"] for row in taken], order.again)
            for card in in_order(cards, {}):
                again = frozenset(id for id in order.again if id.partition(".")[0] == card.source)
                if again:
                    run = await self._begin(card, 0)
                    run.only = again
                    done.replayed.append(await self._conclude(run, await self._staged(run), False, ()))
            return done

    async def _take_back(
        self, cards: Sequence[SourceCard], source: str, order: Order, reason: Message
    ) -> tuple[RunResult, Taken]:
        """Carry out an order as a run of its own."""
        card = next((card for card in cards if card.source == source), None)
        if card is None:
            raise CallerError(
                Message(
                    f"已没有数据源 {source} 的卡片；请先放回卡片再撤回",
                    f"no card describes source {source} any more: put its card back, then withdraw",
                )
            )
        run = await self._begin(card, 0)
        result = run.result
        await self._store.write_all(begin(result.run, order), marker=repeatable)
        counted = await take_back(self._store, self._ids, order, run.learned_at)
        why = {"reason": str(reason), "reason_zh": reason.zh}
        await self._store.write_all(end(result.run, order, why), marker=repeatable)
        result.state = "applied"
        result.people, result.households = counted.people, counted.households
        result.coverage = {(area.stream, area.division) for area in order.areas}
        return result, counted

    async def _as_they_are(
        self, cards: Sequence[SourceCard], taken: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, str]]:
        """The content to remember as withdrawn; of a database, its current rows."""
        found = []
        for row in taken:
            digest = row["token"] or _rows_now(cards, row, self._env, self._ids)
            found.append({"id": row["id"], "withdrawn": decided(digest, row["card"])})
        return found

    async def _check_key(self) -> None:
        """Check that this store's ids were made with these keys; finish interrupted withdrawals."""
        prepare(self._spool)
        await claim(self._store, self._keys)
        await end_interrupted(self._store, self._spool.parent)
        self._clock = await Clock.of(self._store)
        self.remark = self._clock.behind
        for row in await self._store.read("sync/withdrawing"):
            order = Order.of(row["plan"])
            await take_back(self._store, self._ids, order, row["started_at"])
            why = {"reason": "a withdrawal that was interrupted, finished", "reason_zh": "补完了中断的撤回"}
            await self._store.write_all(end(row["id"], order, why), marker=repeatable)

    async def _drop_streams(self, card: SourceCard) -> None:
        """Facts of streams that are no longer on the card are withdrawn."""
        names = {stream.full_name for stream in card.streams}
        applied = {row["stream"] for row in self._delivered if row["source"] == card.source}
        if applied - names:
            every = await self._store.read("sync/deliveries")
            gone = [row for row in every if row["source"] == card.source and row["stream"] not in names]
            order = await make_order(self._store, gone, every, {})
            order.again += [row["id"] for row in gone]
            order.withdrawn = []
            streams = ", ".join(sorted({row["stream"] for row in gone}))
            reason = Message(
                f"卡片已不含 {streams}，其数据已撤下", f"the card has no {streams} any more; it was taken back"
            )
            await self._take_back([card], card.source, order, reason)

    async def _begin(self, card: SourceCard, place: int) -> Run:
        milliseconds = self._clock.now()
        started = milliseconds / 1000
        result = RunResult(run=_run_id(started), source=card.source, department=card.department)
        begin = {
            "id": result.run,
            "source": card.source,
            "department": card.department,
            "started_at": milliseconds,
            "holder": identity(self._spool.parent),
        }

        async def begun(store: Store) -> bool:
            return bool(await store.read("sync/batches", id=result.run))

        _, abandoned, _ = await self._store.write_all(
            [
                ("runs/source", source_row(card)),
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
            progress=self._progress,
            known=self._anchored,
        )

    async def _staged(self, run: Run, *, here: bool = False) -> list[Statement] | None:
        """What the last batch commits besides data; None when the source failed, with the error in its result."""
        try:
            if here or self._workers is None:
                staged = await stage(run, self._env)
            elif await unchanged(run, self._env):
                run.spool.close()
                staged = []
            else:
                staged = await self._workers.stage(run)
            run.rest()
            if len(self._anchored) < MOST_ANCHORED:
                self._anchored |= run.anchored
            return staged
        except BaseException as error:
            run.spool.discard()
            await self._give_up(run, error)
            return None

    async def _conclude(
        self, run: Run, staged: list[Statement] | None, plan: bool, released: Sequence[Waiting] = ()
    ) -> RunResult:
        try:
            run.resume()
            if staged is not None:
                await self._finish(run, staged, plan, released)
        except BaseException as error:
            self._missed = True
            await self._give_up(run, error)
        finally:
            run.spool.discard()
        return run.result

    async def _staged_again(self, run: Run) -> list[Statement] | None:
        """A source that rested on people of one that could not be applied: it makes sure of all of them itself."""
        run.spool.discard()
        apart = RunResult(run.result.run, run.result.source, run.result.department)
        spool = Spool(run.spool.path, self._sealer)
        fresh = replace(run, result=apart, spool=spool, known=frozenset(), anchored=set(), heads=Heads())
        staged = await self._staged(fresh, here=True)
        run.result, run.spool = fresh.result, fresh.spool
        return staged

    async def _give_up(self, run: Run, error: BaseException) -> None:
        """Record the failure of one source; an error that concerns all sources is raised."""
        if isinstance(error, RetryError) and not isinstance(error, SourceUnavailableError):
            raise error  # the store: further writes would be lost too
        if not isinstance(error, Exception):
            raise error
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            await self._failed(run, error)
            raise error
        await self._failed(run, error if isinstance(error, AidchainError) else unforeseen(error))

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

    async def _finish(self, run: Run, last: list[Statement], plan: bool, released: Sequence[Waiting]) -> None:
        result = run.result
        held = result.held_deliveries
        values: dict[str, Any] = {
            **result.counters(),
            "files": result.files[:FILES_KEPT],
            "cautions": orjson.dumps(result.cautions).decode() if result.cautions else "",
            "reason": "; ".join(f"{delivery.stream} {delivery.place}: {delivery.reason}" for delivery in held[:20]),
            "reason_zh": "；".join(f"{delivery.place}：{chinese(delivery.reason)}" for delivery in held[:20]),
            "plan": plan_of(held),
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
        if released:
            cleanup = await taken_off(self._store, released)
        await apply(run, [*cleanup, *last], values)
        result.seconds = run.seconds()
        await self._store.write("runs/set", repeatable, id=result.run, values={"seconds": result.seconds})


def _rows_now(cards: Sequence[SourceCard], row: Mapping[str, Any], env: Mapping[str, str], ids: Ids) -> str:
    """The digest of a database's rows of one delivery; empty when they cannot be read."""
    for card in cards:
        for stream in card.streams:
            if stream.full_name == row["stream"]:
                try:
                    source = connector(card, env)
                    for delivery in source.deliveries(stream):
                        if delivery.place == row["place"]:
                            return digest_of(source, delivery, ids)[0]
                except AidchainError:
                    return ""
    return ""


def _run_id(now: float) -> str:
    """Sorts by time, and two runs of one moment differ."""
    stamp = time.strftime("%Y%m%dT%H%M%S", time.gmtime(now))
    return f"r{stamp}-{round(now * 1000) % 1000:03d}{os.urandom(2).hex()}"
