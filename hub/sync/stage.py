"""Staging a source: its waiting deliveries, stream by stream and group by group, into the run's spool.

Nothing is written to the store. The checkpoint for the last batch is returned.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

from connectors.base import Delivery
from connectors.card import Shape, StreamCard
from connectors.mapping import RowMapper
from connectors.registry import connector
from hub.settings import compare_days
from hub.sync.apply import Statement
from hub.sync.checkpoint import checkpoint_lines
from hub.sync.compare import compare
from hub.sync.conflicts import refuse_conflicts
from hub.sync.cursor import Cursor, decided
from hub.sync.digest import digest_of
from hub.sync.edition import edition_of
from hub.sync.effect import count_findings, effect_of_all
from hub.sync.group import Group, grouped
from hub.sync.heads import Heads
from hub.sync.held import HeldDelivery, HeldKind
from hub.sync.prior_state import Before, Line, load_before
from hub.sync.result import RunResult
from hub.sync.row_cache import Recall
from hub.sync.rows import scope_of
from hub.sync.run import Run
from schema.errors import DeliveryError


async def stage(run: Run, env: Mapping[str, str]) -> list[Statement]:
    """Put every stream of the run's source into its spool; returns the checkpoint for the last batch.

    Raises ``SourceUnavailableError``, ``AbortRunError``, ``CallerError``.
    """
    source = connector(run.card, env)
    delivered = await run.store.read("sync/delivered", source=run.card.source)
    cursor = Cursor(run, delivered, compare_days(env))
    last: dict[str, dict[str, Line]] = {}
    for stream in run.card.streams:
        mapping = RowMapper(run.card, stream)
        edition = edition_of(stream, run.ids)
        cursor.settle(edition)
        waiting = cursor.waiting(source, stream, edition)
        before = await load_before(run.store, stream.full_name)
        run.covered[stream.full_name] = before.months
        former, usual = cursor.former(stream, edition), cursor.usual_rows(stream)
        groups = (
            Group(
                run,
                stream,
                source,
                mapping,
                deliveries,
                _recall(run, stream, deliveries, edition),
                former,
                usual,
                cursor.copies,
            )
            for deliveries in grouped(stream, waiting)
        )
        async with aclosing(_begun(groups)) as begun:
            async for group in begun:
                for statement, rows in (await _stage_group(group, before, edition, cursor)).items():
                    lines = last.setdefault(statement, {})
                    for row in rows:
                        known = lines.setdefault(row["id"], row)
                        if row.get("changed"):  # each batch of a month may change the month's content
                            known["changed"] = True
        if mapping.leftover:
            run.result.leftover[stream.full_name] = sorted(mapping.leftover)
        if cautions := mapping.cautions.by_column():
            run.result.cautions[stream.full_name] = cautions
    run.spool.close()
    return [(statement, {"rows": list(lines.values())}) for statement, lines in last.items() if lines]


async def _begun(groups: Iterable[Group]) -> AsyncGenerator[Group]:
    """Groups whose stored facts are being read: one ahead, while the one before it is read and compared."""
    following: asyncio.Task[Group] | None = None
    try:
        for group in groups:
            ready, following = following, asyncio.create_task(group.begin())
            if ready is not None:
                yield await ready
        if following is not None:
            yield await following
    finally:
        if following is not None:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


async def _stage_group(group: Group, before: Before, edition: str, cursor: Cursor) -> dict[str, list[Line]]:
    for delivery in group.deliveries:
        await group.reading.read(delivery)
    refuse_conflicts(group)
    await group.resolve()
    group.entries.number_siblings()
    held = await compare(group, before)
    if group.recall is not None:
        group.recall.save()
    group.publish(held)
    for delivery in group.deliveries:
        waits = group.holding.held.get(delivery.place)
        if waits is not None:
            waits.edition = edition
            await _describe(group, delivery, waits, before)
            if decided(waits.digest, edition) == cursor.dismissed(delivery):
                group.holding.dismiss(delivery)
    group.count(held)
    return checkpoint_lines(group.run, group, held, before, edition)


async def _describe(group: Group, delivery: Delivery, waits: HeldDelivery, before: Before) -> None:
    """Data for the decision about a held delivery: its content's digest, and its effect."""
    run = group.run
    if not waits.digest and waits.kind is HeldKind.UNREADABLE:
        waits.digest = run.ids.digest("unreadable", str(waits.reason))
    elif not waits.digest:
        try:
            digest, rows = digest_of(group.connector, delivery, run.ids)
        except DeliveryError:
            digest, rows = "", -1
        waits.digest = digest if rows == group.reading.rows_read[delivery.place] else ""
    if waits.kind in (HeldKind.EXPECTATION, HeldKind.COPY):
        scratch = replace(
            run, result=RunResult(run.result.run, run.result.source, run.result.department), heads=Heads()
        )
        trial = Group(scratch, group.stream, group.connector, RowMapper(run.card, group.stream), [delivery])
        await trial.reading.read(delivery, lenient=True)
        await trial.resolve()
        waits.effect = await effect_of_all(trial, before.months)
    await count_findings(run.store, waits.effect)


def _recall(run: Run, stream: StreamCard, deliveries: Sequence[Delivery], edition: str) -> Recall | None:
    """The row cache of a roster's or register's division, where the deliveries name one."""
    divisions = {scope.division for delivery in deliveries for scope in delivery.scopes}
    if stream.shape is Shape.EVENT or len(divisions) != 1 or not all(delivery.scopes for delivery in deliveries):
        return None
    (division,) = divisions
    path = run.spool.path.parent / "recall" / f"{stream.full_name}.{division}.rows"
    return Recall(path, run.ids, scope_of(stream, division), edition)
