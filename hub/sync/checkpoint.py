"""What the last batch commits besides facts: coverage, doubts, cursor, quarantine."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.base import Delivery
from hub.sync import quarantine
from hub.sync.digest import version_digest
from hub.sync.group import Group
from hub.sync.month_runs import bit, months_of
from hub.sync.prior_state import Before, Line
from hub.sync.rows import delivered_id
from hub.sync.run import Run
from schema.values.month import month_text
from schema.values.months import Months


def checkpoint_lines(
    run: Run, group: Group, held: Mapping[str, int], before: Before, card_digest: str
) -> dict[str, list[Line]]:
    """Coverage, doubts, cursor and quarantine of a group, for its last batch."""
    stream = group.stream.full_name
    written: dict[str, int] = {}
    for entry in group.entries.by_id.values():
        written[entry.division] = written.get(entry.division, 0) | entry.written
    coverage: dict[str, Line] = {}
    answered: set[tuple[str, str, str | None]] = set()
    replied: dict[str, dict[tuple[str, str], int]] = {}
    for _, slot in group.reading.answering:
        if not slot.declared:
            continue
        bits = slot.bits & ~held.get(slot.division, 0)
        fresh = bits & ~before.months.get(slot.division, 0)
        scopes = replied.setdefault(slot.delivery.place, {})
        scopes[slot.division, slot.part or ""] = scopes.get((slot.division, slot.part or ""), 0) | bits
        if fresh:
            run.result.coverage.add((stream, slot.division))
        for month in months_of(bits):
            text = month_text(month)
            answered.add((slot.division, text, slot.part_in(text)))
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
    for delivery, row in group.reading.rejected:
        if group.withheld(delivery, row, held):
            continue
        run.spool.add(quarantine.rejection(run, delivery, row))
        rejected[delivery.place] = rejected.get(delivery.place, 0) + 1
        for doubt in quarantine.doubts(run, delivery, row):
            doubts[doubt["id"]] = doubt
    for row_set in group.reading.rows:
        for slot in (group.reading.slots[index] for index in row_set.slots if row_set.pending):
            if not slot.bits & held.get(slot.division, 0):
                for doubt in quarantine.doubts_of_pending(run, stream, slot, row_set, group.mapping):
                    doubts[doubt["id"]] = doubt
    gone = [
        row
        for row in before.doubts
        if (row["division"], row["month"], row["part"]) in answered and row["id"] not in doubts
    ]
    known = {row["id"] for row in before.doubts}
    fresh_doubts = [row for id, row in doubts.items() if id not in known]
    run.result.coverage.update((stream, row["division"]) for row in gone)
    run.result.coverage.update((stream, row["values"]["division"]) for row in fresh_doubts)
    waiting = _pending(run, group, held)
    places = [
        {
            "id": delivered_id(read.delivery),
            "source": run.card.source,
            "stream": stream,
            "place": read.delivery.place,
            "token": "" if read.delivery.place in group.holding.held else read.delivery.token or "",
            "version": "" if read.delivery.place in group.holding.held else _version(run, read.delivery),
            "read_at": run.learned_at,
            "card": card_digest,
            "run": run.result.run,
            "rows": read.read,
            "lines": read.delivery.tally.lines,
            "left_out": read.delivery.tally.left_out,
            "rejected": rejected.get(read.delivery.place, 0),
            "pending": waiting.get(read.delivery.place, 0),
            "released": group.holding.released(read.delivery),
            "records": list(group.stream.map),
            "wrote": any(division in group.wrote for division, _ in replied.get(read.delivery.place, ())),
            "answers": [
                f"{division}|{part}|{Months.of(months_of(bits)).text()}"
                for (division, part), bits in sorted(replied.get(read.delivery.place, {}).items())
            ],
        }
        for read in group.reading.reads
        if read.delivery.place not in group.holding.held or any(replied.get(read.delivery.place, {}).values())
    ]
    return {
        "runs/coverage": list(coverage.values()),
        "runs/doubts_clear": [{"id": row["id"]} for row in gone],
        "runs/doubts": fresh_doubts,
        "runs/pending_clear": places,
        "runs/rejections_settle": places,
        "runs/delivered": places,
    }


def _version(run: Run, delivery: Delivery) -> str:
    """Version of the content that was read, where its source gives one."""
    return "" if delivery.version is None else version_digest(delivery, delivery.version.read, run.ids)


def _pending(run: Run, group: Group, held: Mapping[str, int]) -> dict[str, int]:
    """Put pending rows into the spool; returns how many each delivery has."""
    counts: dict[str, int] = {}
    for row in group.reading.rows:
        if not row.pending or row.raw is None or row.waits is None:
            continue
        for index in row.slots:
            slot = group.reading.slots[index]
            if row.pending & slot.stated & ~held.get(slot.division, 0):
                run.spool.add(quarantine.pending(run, group.stream.full_name, slot, row.raw, row.waits))
                counts[slot.delivery.place] = counts.get(slot.delivery.place, 0) + row.rows_in(index)
    return counts
