"""Rules of what only the graph shows: a statement of ``cypher/patterns/`` finds candidates, ``hub.detect`` judges them.

After a sync only the anchors (accounts, invoices) that touched people come or came to are asked, by ``<statement>_of``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from hub.detect.compiled import CompiledPolicy
from hub.detect.finding import Finding
from hub.detect.kinds.compiled_rule import horizon, months_in_force
from hub.detect.kinds.pattern import pattern_findings
from hub.detect.kinds.pattern_row import PatternFact, PatternRow, Stay
from hub.dossier.build import DossierFrame
from hub.scan.frame import EVER
from hub.store import Store
from schema.policy.rule import Pattern
from schema.values.months import Months

Anchors = Mapping[str, Collection[str]]
"""Rule id -> the anchors at which it is judged."""


async def patterns_of(
    store: Store, policy: CompiledPolicy, as_of: date, frame: DossierFrame, anchors: Anchors | None = None
) -> list[Finding]:
    """The findings of every pattern rule of the policy, or only those of some anchors."""
    found: list[Finding] = []
    for rule, where in policy.patterns:
        judged = horizon(rule.look_back, rule.lag) & months_in_force(rule, frame.window)
        if not judged:
            continue
        bounds = _bounds(rule, judged, policy, as_of, frame)
        if anchors is None:
            rows = await store.gather(rule.statement, **bounds)
        else:
            rows = await store.read_many(f"{rule.statement}_of", anchors.get(rule.id, ()), **bounds)
        found += pattern_findings(rule, (_row(row, frame) for row in rows), policy.parameters, as_of, where)
    return found


async def touched_anchors(
    store: Store, policy: CompiledPolicy, people: Collection[str], around: Collection[str]
) -> dict[str, set[str]]:
    """Anchors whose findings may differ: those of the people, and those of findings about them.

    ``people`` have facts that changed; ``around`` are those beside them, and whoever is judged again because a stream
    has answered: they decide about dwellings.
    """
    found: dict[str, set[str]] = {rule.id: set() for rule, _ in policy.patterns}
    kinds: dict[str, list[str]] = {}
    for rule, _ in policy.patterns:
        kinds.setdefault(rule.anchor, []).append(rule.id)
    for kind, rules in sorted(kinds.items()):
        anchors: set[str] = set()
        for row in await store.read_many(f"scan/anchors_{kind}", around if kind == "dwelling" else people):
            anchors.update(row["anchors"])
        for id in rules:
            found[id] |= anchors
    dwellings = kinds.get("dwelling", [])
    for touched, rules in ((people, sorted(found.keys() - dwellings)), (around if dwellings else (), dwellings)):
        for row in await store.read_many("scan/patterns_about", touched, rules=rules):
            for id, anchor in row["found"]:
                found[id].add(anchor)
    return found


def _bounds(rule: Pattern, judged: int, policy: CompiledPolicy, as_of: date, frame: DossierFrame) -> dict[str, Any]:
    months = frame.window.texts(judged)
    bounds: dict[str, Any] = {
        "first": months[0],
        "last": months[-1],
        "known_at": EVER if frame.known_at is None else frame.known_at,
    }
    if rule.more_than is not None:
        divisions = {division for _, division in frame.coverage.months}
        limits = [policy.parameters.get(rule.more_than, division, as_of) for division in divisions]
        bounds["least"] = int(min((limit for limit in limits if limit is not None), default=0))
    return bounds


def _row(row: dict[str, Any], frame: DossierFrame) -> PatternRow:
    """The columns that the statement returns."""
    return PatternRow(
        row["anchor"],
        row["person"],
        _facts(row["facts"]),
        frozenset(row.get("names", ())),
        frozenset(row.get("households", ())),
        frozenset(row.get("guardians", ())),
        _facts(row.get("deaths", ())),
        frozenset(row.get("seen", ())),
        tuple(_stay(stay, frame) for stay in row.get("stays", ())),
    )


def _stay(found: Collection[Any], frame: DossierFrame) -> Stay:
    """A membership with the months of a list in which the stream answered and the home was at the anchor."""
    household, form, listed, there, fact, stream, division, run, learned_at = found
    bits = frame.coverage.covered(stream, division)
    for runs in (listed, there):
        bits &= Months.parse(runs or "").bits(frame.window)
    cited = PatternFact("membership", fact, None, "", None, None, stream, division, run, learned_at)
    return Stay(household, form, frozenset(frame.window.months(bits)), cited)


def _facts(found: Collection[Collection[Any]]) -> tuple[PatternFact, ...]:
    return tuple(sorted((PatternFact(*fact) for fact in found), key=lambda one: one.fact))
