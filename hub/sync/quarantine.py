"""Quarantine: rejected and pending rows, stored encrypted with place and reason.

A rejected row also leaves a doubt: everyone whom it may mean is *unknown* for its months, never *no*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from connectors.base import Delivery, HouseholdRef, PersonRef, RawRow, RejectedRow
from connectors.mapping import RowMapper
from connectors.mapping.identify_rejected import Who
from hub.sync.month_runs import months_of
from hub.sync.rows import RowSet, Slot, parts_of
from hub.sync.run import Run
from schema.message import Message
from schema.values.month import month_text

Row = dict[str, Any]
Whom = dict[str, str]


LARGEST = 8_000_000
"""Bytes of a row that are kept: far more than a form has, far less than the limit of one request to the store."""
_BEGINNING = 1000
"""Characters that are kept of each cell where the row is larger."""


def _kept(run: Run, cells: dict[str, str | None]) -> tuple[str, str]:
    """The raw cells as they are kept, and a keyed digest of them."""
    text = orjson.dumps(cells)
    digest = run.ids.digest(text.decode())
    if len(text) > LARGEST:
        text = orjson.dumps(bounded(cells))
    return text.decode(), digest


def bounded(cells: dict[str, str | None]) -> dict[str, str | None]:
    """The beginning of an oversized row: of each cell, and of its cells while they fit."""
    kept: dict[str, str | None] = {}
    left = LARGEST
    for name, value in cells.items():
        short = value if value is None or len(value) <= _BEGINNING else value[:_BEGINNING] + "…"
        left -= len(orjson.dumps([name, short]))
        if left < 0:
            break
        kept[name] = short
    return kept


def rejection(run: Run, delivery: Delivery, row: RejectedRow) -> Row:
    """The operation that keeps a rejected row."""
    text, digest = _kept(run, row.cells)
    stream = delivery.stream.full_name
    id = run.ids.make("e", stream, delivery.place, row.where, digest)
    values = {
        "run": run.result.run,
        "source": run.card.source,
        "department": run.card.department,
        "stream": stream,
        "file": delivery.place,
        "row": row.number,
        "reason": row.reason,
        "expected": str(row.expected),
        "raw_enc": run.sealer.seal(text, "rejection", "raw", id),
        "learned_at": run.learned_at,
    }
    if isinstance(row.expected, Message):
        values["expected_zh"] = row.expected.zh
    if row.field is not None:
        values["field"] = row.field
    if row.division is not None:
        values["division"] = row.division
    if row.sheet is not None:
        values["sheet"] = row.sheet
    return {"do": "rejection", "id": id, "values": values}


def pending(run: Run, stream: str, slot: Slot, row: RawRow, waits_for: Message) -> Row:
    """The operation that keeps a row whose reference has not arrived."""
    text, digest = _kept(run, row.cells)
    place = slot.delivery.place
    id = run.ids.make("w", stream, place, row.where, digest)
    values = {
        "run": run.result.run,
        "source": run.card.source,
        "stream": stream,
        "place": place,
        "row": row.number,
        "waits_for": str(waits_for),
        "waits_for_zh": waits_for.zh,
        "division": slot.division,
        "raw_enc": run.sealer.seal(text, "pending", "raw", id),
    }
    if row.sheet is not None:
        values["sheet"] = row.sheet
    return {"do": "pending", "id": id, "values": values}


def doubts(run: Run, delivery: Delivery, row: RejectedRow) -> Iterator[Row]:
    """Doubts of a rejected row: the people whom it may mean, with its months.

    A row whose own division or months cannot be read counts for all scopes of its delivery.
    """
    stream = delivery.stream.full_name
    if row.division is not None and row.months:
        spoken = [(row.division, row.months, next((scope.batch for scope in delivery.scopes), None))]
    else:
        spoken = [
            (scope.division, row.months or scope.months, scope.batch)
            for scope in delivery.scopes
            if row.division is None or scope.division == row.division
        ]
    scopes = [
        (division, months, part)
        for division, every, batch in spoken
        for months, part in parts_of(delivery.stream, every, batch)
    ]
    for division, months, part in scopes:
        for someone in _whom(run, row, row.township or division):
            yield from _doubted(run, stream, division, months, part, someone)


def _whom(run: Run, row: RejectedRow | Who, township: str) -> Iterator[Whom]:
    """All people whom a row may mean: by number, else by name in its township; without either, all of its township.

    Members and guardians with unreadable numbers are matched by their names.
    """
    for number in (row.national_id, *row.others):
        if number is not None:
            yield {"person": run.ids.person(number)}
    names = row.names
    if row.national_id is None:
        if row.name is None:
            yield {"township": township}
        else:
            names = (row.name, *names)
    for name in names:
        yield {"name": name, "township": township}


def doubts_of_pending(run: Run, stream: str, slot: Slot, row: RowSet, mapping: RowMapper) -> Iterator[Row]:
    """Doubts of a pending row: its months are unknown for all people whom it may mean.

    By the numbers of its facts; a row that identifies its people only by another stream's number (公安 RKBS) may be
    about anyone of its name, or of its township.
    """
    named = [part for fact in row.facts for part in (fact.subject, fact.object, *fact.key)]
    people = [part.head if isinstance(part, HouseholdRef) else part for part in named]
    numbers = {part.national_id for part in people if isinstance(part, PersonRef) and part.national_id is not None}
    whom: Iterable[Whom] = ({"person": run.ids.person(number)} for number in sorted(numbers))
    if not numbers and row.raw is not None:
        who = mapping.who(row.raw, slot.delivery)
        whom = _whom(run, who, who.township or slot.division)
    months = months_of(row.pending & slot.bits)
    for someone in whom:
        yield from _doubted(run, stream, slot.division, months, slot.part, someone)


def _doubted(
    run: Run, stream: str, division: str, months: Iterable[int], part: str | None, someone: Whom
) -> Iterator[Row]:
    """Only a new answer of the same scope settles the doubt: of events, one batch or some months of a division."""
    someone = someone if part is None else {**someone, "part": part}
    for month in months:
        text = month_text(month)
        id = run.ids.make("d", stream, division, text, *sorted(f"{k}={v}" for k, v in someone.items()))
        values = {"stream": stream, "division": division, "month": text, "run": run.result.run} | someone
        yield {"id": id, "values": values}
