"""Incremental scan: re-evaluates only affected households; equals a full scan at the same ``as_of``.

A household is affected when facts of its members or their guardians changed, memberships of any household they are in,
or the coverage of a division that answers for one of them. The scan is full when ``as_of``, rules or cards differ from
those of the stored findings, or when a run wrote that is not among the given ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter
from typing import Protocol

from hub.clock import Clock
from hub.detect.compiled import compile_policy
from hub.detect.coverage import Coverage, StreamInfo, around
from hub.detect.finding import finding_id
from hub.dossier.build import PLACING
from hub.dossier.reader import Reader
from hub.findings.reconcile import Ledger
from hub.keys import Keys
from hub.memory import rare_gc
from hub.scan.frame import load_frame
from hub.scan.mark import clear_mark, rests_on, rules_digest, set_mark
from hub.scan.patterns import patterns_of, touched_anchors
from hub.scan.report import ScanReport
from hub.scan.scan import Each, finish, scan, take
from hub.scan.sweep import Progress, Work, sweep
from hub.scan.unknown import waiting_findings
from hub.seal import Sealer
from hub.store import Store
from hub.sync.current_facts import subjects_in_scopes
from schema.policy.policy import Policy
from schema.records import RECORDS


class Touching(Protocol):
    """The interface of a run's result (``hub.sync.result.RunResult``)."""

    run: str
    people: set[str]
    households: set[str]
    coverage: set[tuple[str, str]]


@dataclass(slots=True)
class Touched:
    """The changes of some runs."""

    people: set[str] = field(default_factory=set)
    households: set[str] = field(default_factory=set)
    coverage: set[tuple[str, str]] = field(default_factory=set)
    """(stream, division) whose covered months, or the runs behind them, or doubts changed."""
    runs: set[str] = field(default_factory=set)

    @classmethod
    def by(cls, results: Iterable[Touching]) -> Touched:
        touched = cls()
        for result in results:
            touched.people |= result.people
            touched.households |= result.households
            touched.coverage |= result.coverage
            touched.runs.add(result.run)
        return touched


async def rescan(
    store: Store,
    keys: Keys,
    policy: Policy,
    streams: Mapping[str, StreamInfo],
    touched: Touched,
    *,
    as_of: date | None = None,
    each: Each | None = None,
    progress: Progress | None = None,
) -> ScanReport:
    """Re-evaluate affected households, or everything where that is not enough. Raises as ``scan``."""
    began = perf_counter()
    judged, frame = await load_frame(store, streams, as_of)
    rules = rules_digest(policy, streams)
    run = await rests_on(store, judged, rules, touched.runs)
    if run is None:
        return await scan(store, keys, policy, streams, as_of=judged, each=each, progress=progress)
    compiled = compile_policy(policy)
    report = ScanReport(judged, None, full=False)
    reader = Reader(store, Sealer(keys), frame)
    ledger = Ledger(store, streams, compiled.rules, judged, (await Clock.of(store)).now())
    await clear_mark(store)
    # a list delivered again with changes is cited by its new run, also for unchanged facts
    again = {(stream, division) for (stream, division, _), by in frame.coverage.runs.items() if by in touched.runs}
    people, households = await _answered_for(store, reader, frame.coverage, touched.coverage | again)
    hearing = [one for one in await waiting_findings(store) if one.hears(touched.coverage | again)]
    people |= {one.subject for one in hearing if one.subject.startswith("p")}
    households |= {one.subject for one in hearing if not one.subject.startswith("p")}
    households, people = await _seen_in(store, touched.people | people, touched.households | households)
    alone = {belonging.person async for belonging in reader.belongings(sorted(people)) if not belonging.homes}
    work = Work(sorted(households), sorted(alone))
    report.seconds["homes"] = perf_counter() - began
    done = 0
    with rare_gc():
        async for outcome in sweep(reader, compiled, work, lambda: ScanReport(judged, None, full=False)):
            await ledger.load_of(outcome.subjects)
            await take(outcome, report, ledger, each)
            if progress is not None:
                done += outcome.size
                progress(done, len(work))
    asked = perf_counter()
    anchors = await touched_anchors(store, compiled, touched.people, people)
    for one in hearing:
        if one.rule in anchors:
            anchors[one.rule].add(one.discriminator)
    await ledger.load_ids(finding_id(rule, anchor) for rule, found in anchors.items() for anchor in found)
    patterns = await patterns_of(store, compiled, judged, frame, anchors)
    report.seconds["patterns"] = perf_counter() - asked
    await finish(patterns, report, ledger, each, reader, compiled)
    await set_mark(store, judged, rules, run)
    report.seconds["total"] = perf_counter() - began
    return report


async def _answered_for(
    store: Store, reader: Reader, coverage: Coverage, changed: set[tuple[str, str]]
) -> tuple[set[str], set[str]]:
    """(people, households) whose facts or absences the changed coverage speaks of."""
    people: set[str] = set()
    households: set[str] = set()
    if not changed:
        return people, households
    divisions = {division for _, division in changed}
    unplaced: list[str] = []
    async for belonging in reader.belongings():
        if any(not divisions.isdisjoint(around(member.division)) for member in belonging.memberships):
            people.add(belonging.person)
        elif not any(member.form in PLACING and member.some for member in belonging.memberships):
            unplaced.append(belonging.person)
    for row in await store.read_many("scan/divisions", unplaced):
        if any(not divisions.isdisjoint(around(division)) for division in row["divisions"]):
            people.add(row["person"])
    scopes = {f"{stream}|{division}" for stream, division in changed}
    # an award's division pays it, wherever its holder lives
    paying = {division for stream, division in changed if _pays(coverage.streams.get(stream))}
    awards = {f"{stream}|{place}" for stream, place in coverage.months if not paying.isdisjoint(around(place))}
    for name in RECORDS:
        for id in await subjects_in_scopes(store, name, scopes | awards if name == "benefit" else scopes):
            (people if id.startswith("p") else households).add(id)
    return people, households


def _pays(stream: StreamInfo | None) -> bool:
    return stream is not None and any(topic.partition(":")[0] == "payment" for topic in stream.answers)


async def _seen_in(store: Store, people: set[str], households: set[str]) -> tuple[set[str], set[str]]:
    """(households, people) whose dossiers show any of the given: two steps along memberships, one to wards."""
    first = set(households)
    people = {row["entity"] for row in await store.read_many("scan/entities", people)}
    for row in await store.read_many("scan/ties", people):
        first.update(row["households"])
    seen = set(people)
    for row in await store.read_many("scan/members", first):
        seen.update(row["people"])
    wards: set[str] = set()
    around = set(first)
    for row in await store.read_many("scan/ties", seen):
        around.update(row["households"])
        wards.update(row["wards"])
    for row in await store.read_many("scan/ties", wards - seen):
        around.update(row["households"])
    return around, seen | wards
