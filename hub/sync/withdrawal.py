"""Withdrawal of deliveries: the order, which is stored with its run until it is done, and its steps.

The first transaction removes coverage and doubts, so from then on the months are unknown; facts follow in batches; the
last one marks the content as withdrawn. After a crash the next sync completes the order.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from hub.ids import Ids
from hub.store import Store, repeatable
from hub.sync.apply import Statement
from hub.sync.held import SHORTEST, held_id
from hub.sync.month_runs import bits_of, months_of, runs_text, stored_bits
from hub.sync.result import RunResult
from schema.errors import CallerError
from schema.message import Message
from schema.records import RECORDS
from schema.values.month import month_index, month_text
from schema.values.months import Months

BATCH = 2000
"""Facts of one transaction."""
CHUNK = 4000


Row = dict[str, Any]
Operation = tuple[str, Row]
"""A statement and one of its rows."""


@dataclass(slots=True)
class Area:
    """The withdrawn part of one stream and division."""

    stream: str
    division: str
    months: list[str]
    parts: list[str]
    """For events: the parts of the division; the empty text is all of it."""
    runs: list[str]
    """Which brought it."""
    records: list[str]
    unknown: list[str] = field(default_factory=list)
    """Further months that nothing answers any more until a later register is read again."""


@dataclass(slots=True)
class Order:
    """A withdrawal; ``withdrawn`` are rows of id and withdrawn, ``again`` ids of deliveries that are read again."""

    withdrawn: list[dict[str, str]]
    areas: list[Area]
    again: list[str]
    forgotten: list[dict[str, str]]
    """Rows of id, stream and place of every delivery whose cursor goes."""
    brought: list[int]
    """Start of the withdrawn runs, epoch ms."""
    learned: list[int]
    """The same, with runs that are read again."""

    def text(self) -> str:
        return orjson.dumps(asdict(self)).decode()

    @classmethod
    def of(cls, text: str) -> Order:
        found = orjson.loads(text)
        return cls(**{**found, "areas": [Area(**area) for area in found["areas"]]})


@dataclass(slots=True)
class Taken:
    """The scope of a withdrawal."""

    removed: int = 0
    changed: int = 0
    """Facts that lose months, or are not retired any more."""
    people: set[str] = field(default_factory=set)
    households: set[str] = field(default_factory=set)

    def touch(self, *ids: str | None) -> None:
        for id in ids:
            if id is not None:
                (self.people if id.startswith("p") else self.households).add(id)


@dataclass(slots=True)
class Withdrawn:
    """The result of a withdrawal, or of its plan."""

    result: RunResult | None
    """Of the run that took back; None when it was only planned."""
    taken: Taken
    places: list[str]
    again: list[str]
    """Deliveries that are read again."""
    replayed: list[RunResult] = field(default_factory=list)


def applied(ids: Ids, every: Sequence[Mapping[str, Any]], which: str) -> list[Mapping[str, Any]]:
    """The applied deliveries that a run's id, a delivery's id (or its beginning) or a place names.

    Raises ``CallerError`` for no match, several matches of a beginning, or an unknown scope.
    """
    found = [row for row in every if which == row["place"] or which in row["runs"]]
    if not found and len(which) >= SHORTEST:
        found = [row for row in every if held_id(ids, row["stream"], row["place"]).startswith(which)]
        if len(found) > 1:
            raise CallerError(Message(f"{which} 对应多个交付；请写全编号", f"{which} names several deliveries"))
    if not found:
        raise CallerError(
            Message(
                f"没有可撤回的交付 {which}：未写入过，或已被之后的交付取代；请用 aidchain runs 查看",
                f"nothing that is applied now came by {which}: it never did, or was replaced since; see: aidchain runs",
            )
        )
    unknown = [row["place"] for row in found if row["answers"] is None]
    if unknown:
        raise CallerError(
            Message(
                f"{'、'.join(unknown[:5])} 由旧版本写入；请先运行 sync 重新读取，再撤回",
                f"{', '.join(unknown[:5])} was applied by an older release: run sync, which reads it again, first",
            )
        )
    return found


def answers_of(row: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """Division, part and months (bits) of a delivery, from its row of ``sync/deliveries``."""
    found = []
    for text in row["answers"] or ():
        division, part, months = text.split("|", 2)
        bits = bits_of(index for first, last in Months.parse(months).runs for index in range(first, last + 1))
        found.append((division, part, bits))
    return found


async def make_order(
    store: Store,
    taken: Sequence[Mapping[str, Any]],
    every: Sequence[Mapping[str, Any]],
    via: Mapping[str, set[str]],
    registers: Set[str] = frozenset(),
) -> Order:
    """The order for some deliveries.

    ``via``: stream -> the streams whose people are joined by its households; ``registers``: streams of that shape, of
    which a later delivery replaces the whole division.
    """
    areas: dict[tuple[str, str], Area] = {}
    ids = {row["id"] for row in taken}
    reached: dict[tuple[str, str], int] = {}
    for row in taken:
        _add(areas, reached, row)
    again: dict[str, Mapping[str, Any]] = {}
    for row in every:  # people joined by withdrawn households are joined again
        for stream in via:
            if row["stream"] in via[stream] and row["id"] not in ids and _meets(row, reached, stream):
                again[row["id"]] = row
    for row in list(again.values()):
        _add(areas, reached, row)
    for row in every:
        if row["id"] not in ids and row["stream"] not in registers and _meets(row, reached, row["stream"]):
            again[row["id"]] = row
    for stream, division in [key for key in areas if key[0] in registers]:
        again.update(_later(areas[stream, division], ids, every))
    runs = sorted({run for row in (*taken, *again.values()) for run in row["runs"]})
    begun = {row["id"]: row["started_at"] for row in await store.read("sync/begun", ids=runs)}
    brought = sorted({begun[run] for row in taken for run in row["runs"] if run in begun})
    withdrawn = [{"id": row["id"], "withdrawn": f"{row['token']}|{row['card']}"} for row in taken]
    forgotten = [{"id": row["id"], "stream": row["stream"], "place": row["place"]} for row in (*taken, *again.values())]
    return Order(withdrawn, list(areas.values()), sorted(again), forgotten, brought, sorted(begun.values()))


def _add(areas: dict[tuple[str, str], Area], reached: dict[tuple[str, str], int], row: Mapping[str, Any]) -> None:
    for division, part, bits in answers_of(row):
        key = (row["stream"], division)
        area = areas.setdefault(key, Area(row["stream"], division, [], [], [], []))
        reached[key] = reached.get(key, 0) | bits
        area.months = [month_text(month) for month in months_of(reached[key])]
        area.parts = sorted({*area.parts, part})
        area.runs = sorted({*area.runs, *row["runs"]})
        area.records = sorted({*area.records, *(row["records"] or RECORDS)})


def _later(area: Area, ids: set[str], every: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """The latest register that came with or after the withdrawn ones; their months are unknown meanwhile."""
    later = []
    for row in every:
        months = [bits for division, _, bits in answers_of(row) if division == area.division]
        if row["id"] not in ids and row["stream"] == area.stream and months and row["runs"][-1] >= min(area.runs):
            later.append(row)
            area.unknown += [month_text(month) for bits in months for month in months_of(bits)]
    if not later:
        return {}
    latest = max(later, key=lambda row: (row["runs"][-1], row["place"]))
    return {latest["id"]: latest}


def _meets(row: Mapping[str, Any], reached: Mapping[tuple[str, str], int], stream: str) -> bool:
    """Whether a delivery answers for a month that is taken back of a stream, in the same division."""
    return any(reached.get((stream, division), 0) & bits for division, _, bits in answers_of(row))


def begin(run: str, order: Order) -> list[Statement]:
    """The first transaction: months become unknown, pending rows and cursors are removed."""
    lines = [(area, month) for area in order.areas for month in (*area.months, *area.unknown)]
    coverage = [{"id": f"{area.stream}|{area.division}|{month}"} for area, month in lines]
    doubts = [{"stream": area.stream, "division": area.division, "month": month} for area, month in lines]
    places = [{"source": row["stream"].partition(".")[0], "run": run, **row} for row in order.forgotten]
    return [
        ("runs/withdraw_coverage", {"rows": coverage}),
        ("runs/withdraw_doubts", {"rows": doubts}),
        ("runs/withdraw_pending", {"rows": places}),
        ("runs/rejections_settle", {"rows": places}),
        ("runs/forget_deliveries", {"rows": [{"id": id} for id in order.again]}),
        ("runs/set", {"id": run, "values": {"state": "withdrawing", "plan": order.text()}}),
    ]


async def take_back(store: Store, ids: Ids, order: Order, at: int, *, plan: bool = False) -> Taken:
    """Remove or restore the facts of an order, in batches; again is harmless. ``at``: epoch ms of the withdrawal."""
    taken = Taken()
    for area in order.areas:
        lines = await store.read("sync/coverage", stream=area.stream)
        covered = {month for row in lines if row["division"] == area.division for month in row["months"]}
        kept = bits_of(map(month_index, covered - set(area.months)))
        async for batch in _batches(_operations(store, ids, order, area, kept, at, taken)):
            if not plan:
                await store.write_all(batch, marker=repeatable)
    if not plan:
        for name, touched in (("people", taken.people), ("households", taken.households)):
            rows = [{"id": id} for id in sorted(touched)]
            for start in range(0, len(rows), BATCH):
                await store.write(f"runs/unanchor_{name}", repeatable, rows=rows[start : start + BATCH])
    return taken


async def _operations(
    store: Store, ids: Ids, order: Order, area: Area, kept: int, at: int, taken: Taken
) -> AsyncIterator[list[Operation]]:
    """The operations for each fact of one stream and division, with its versions."""
    scopes = [f"{area.stream}|{area.division}" + (f"|{part}" if part else "") for part in area.parts]
    gone, runs = bits_of(map(month_index, area.months)), set(area.runs)
    for name in area.records:
        facts = {row["id"]: row async for row in store.stream(f"read/{name}_history", scopes=scopes)}
        versions: dict[str, list[Row]] = {}
        for version in await _versions(store, list(facts)):
            versions.setdefault(version["fact"], []).append(version)
        for id, fact in facts.items():
            here = sorted(versions.get(id, ()), key=lambda version: int(version["retired_at"]))
            if fact["months"] is None:
                work = _dated(ids, name, fact, here, runs, set(order.brought), at)
            else:
                work = _listed(ids, name, fact, here, runs, set(order.learned), (gone, kept), at)
            if any(statement.startswith("write/") for statement, _ in work):
                taken.touch(fact["subject"], fact["object"])
                removed = any(statement.endswith("_withdraw") for statement, _ in work)
                taken.removed += removed
                taken.changed += not removed
            if work:
                yield work


def _dated(
    ids: Ids, name: str, fact: Row, versions: Sequence[Row], runs: Set[str], brought: Set[int], at: int
) -> list[Operation]:
    """A fact with dates of its own is restored to its version before the withdrawn runs."""
    undone = [version for version in versions if version["run"] in runs]
    work: list[Operation] = [("runs/withdraw_versions", {"id": version["id"]}) for version in undone]
    if fact["run"] in runs:
        earlier = next((version for version in reversed(versions) if version["run"] not in runs), None)
        if earlier is None:
            work.append(_gone(ids, name, fact, at))
        else:
            old = {"id": _version(ids, fact, at), "fact": fact["id"], "type": name, "retired_at": at}
            work.append((f"write/{name}_supersede", {**old, "cause": "withdrawn", "was_retired_at": None}))
            work.append((f"write/{name}_restore", {"id": fact["id"], "version": earlier["id"]}))
            if (earlier["subject"], earlier["object"]) != (fact["subject"], fact["object"]):
                ends = {"subject": earlier["subject"], "object": earlier["object"]}
                work.append((f"write/{name}_relink", {"id": fact["id"], "props": ends}))
    elif fact["retired_at"] in brought:
        work.append((f"write/{name}_revive", {"id": fact["id"]}))
    return work


def _listed(
    ids: Ids,
    name: str,
    fact: Row,
    versions: Sequence[Row],
    runs: Set[str],
    learned: Set[int],
    months: tuple[int, int],
    at: int,
) -> list[Operation]:
    """A roster's fact loses the months that are taken back; ``months``: those, and those that stay covered."""
    gone, kept = months
    before = stored_bits(fact["months"])
    wanted = before & kept & ~gone
    removed = not wanted and fact["run"] in runs
    work: list[Operation] = [
        ("runs/withdraw_versions", {"id": version["id"]})
        for version in versions
        if removed
        or (
            (version["run"] in runs or version["retired_at"] in learned)
            and (stored_bits(version["months"]) | before) & gone
        )
    ]
    if removed:
        work.append(_gone(ids, name, fact, at))
    elif before & gone and runs_text(wanted, kept) != fact["months"]:
        work.append((f"write/{name}_months", {"id": fact["id"], "months": runs_text(wanted, kept)}))
    return work


def _gone(ids: Ids, name: str, fact: Row, at: int) -> Operation:
    row = {"id": fact["id"], "version": _version(ids, fact, at), "type": name, "retired_at": at}
    return f"write/{name}_withdraw", row


def _version(ids: Ids, fact: Row, at: int) -> str:
    return ids.make("s", fact["id"], "withdrawn", str(at))


async def _versions(store: Store, facts: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for start in range(0, len(facts), CHUNK):
        found += await store.read("sync/versions_of", ids=facts[start : start + CHUNK])
    return found


async def _batches(operations: AsyncIterator[list[Operation]]) -> AsyncIterator[list[Statement]]:
    """Operations as transactions of about ``BATCH`` rows; related ones are never separated."""
    rows: dict[str, list[Row]] = {}
    count = 0
    async for work in operations:
        for statement, row in work:
            rows.setdefault(statement, []).append(row)
            count += 1
        if count >= BATCH:
            yield _in_order(rows)
            rows, count = {}, 0
    if rows:
        yield _in_order(rows)


def _in_order(rows: Mapping[str, list[Row]]) -> list[Statement]:
    def place(statement: str) -> int:
        return next((number for number, end in enumerate(_AFTER) if statement.endswith(end)), len(_AFTER))

    return [(statement, {"rows": rows[statement]}) for statement in sorted(rows, key=lambda name: (place(name), name))]


_AFTER = ("_versions", "_supersede", "_restore", "_relink")
"""Within a transaction, in this order; then the rest."""


def end(run: str, order: Order, reason: Mapping[str, str]) -> list[Statement]:
    """The last transaction: the content is remembered as withdrawn, and the order is done."""
    return [
        ("runs/withdraw_deliveries", {"rows": order.withdrawn}),
        ("runs/set", {"id": run, "values": {"state": "applied", "plan": "", **reason}}),
    ]
