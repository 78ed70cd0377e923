"""Staging a source: its waiting deliveries, stream by stream and group by group, into the run's spool.

Nothing is written to the store. What the last batch will commit beside the facts is returned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectors.base import Connector, Delivery
from connectors.card import StreamCard
from connectors.mapping import Mapping as RowMapping
from connectors.registry import connector
from hub.sync.answers import answers, delivered_id
from hub.sync.apply import Statement
from hub.sync.before import Before, Line, load_before
from hub.sync.compare import compare
from hub.sync.context import Run
from hub.sync.group import Group, grouped


async def stage(run: Run, env: Mapping[str, str]) -> list[Statement]:
    """Put every stream of the run's source into its spool; returns what the last batch commits beside the data.

    Raises ``SourceUnavailableError``, ``AbortRunError``, ``CallerError``.
    """
    source = connector(run.card, env)
    delivered = {row["id"]: row for row in await run.store.read("sync/delivered", source=run.card.source)}
    last: dict[str, dict[str, Line]] = {}
    for stream in run.card.streams:
        mapping = RowMapping(run.card, stream)
        card_digest = run.ids.digest(stream.model_dump_json())
        waiting = []
        for delivery in source.deliveries(stream):
            known = delivered.get(delivered_id(delivery))
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
        before = await load_before(run.store, stream.full_name)
        for deliveries in grouped(stream, waiting):
            group = await _stage_group(run, stream, source, mapping, deliveries, before, card_digest)
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
    return answers(run, group, held, before, card_digest)
