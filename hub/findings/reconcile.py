"""Reconciles stored findings with the scan's result: only differences are written, identities are kept.

``new`` when first raised, ``open`` after any later update, ``cleared`` when it is no longer true, ``unknown`` when that
can no longer be known, ``lapsed`` when its months are no longer judged: they are before the rule's look-back, or the
rule is not in force in them, which says nothing against it (decisions/0025). A person's decision settles what it has
seen (``decisions``). Unchanged content at the same ``as_of`` writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

import orjson

from hub.detect.coverage import StreamInfo
from hub.detect.finding import Cite, Finding, Missing
from hub.detect.kinds.compiled_rule import horizon, months_in_force
from hub.detect.periods import widen
from hub.findings.decisions import Decision, latest_decisions
from hub.findings.kept_totals import LIVE, KeptTotals
from hub.findings.order import order_key, order_keys
from hub.store import Store, repeatable
from schema.policy.rule import Pattern, Require, Rule
from schema.values.month import month_index
from schema.values.months import Window

Line = dict[str, Any]
BATCH = 500
"""Findings in one transaction; each has a handful of relationships."""
WATCHED = LIVE | {"unknown"}
"""States that a scan must update when it does not raise the finding again."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored finding, as far as reconciling needs it."""

    id: str
    rule: str
    subject: str
    digest: str
    state: str
    as_of: str
    first_seen: int
    months: tuple[str, ...]
    missing: str | None = None
    """The missing data of an unknown one, as JSON."""


@dataclass(slots=True)
class Changes:
    """How many findings were written, and why."""

    new: int = 0
    changed: int = 0
    seen: int = 0
    """Unchanged, at another ``as_of``."""
    unchanged: int = 0
    cleared: int = 0
    unknown: int = 0
    """Not raised, and no definite no either."""
    lapsed: int = 0


@dataclass(slots=True)
class _Batch:
    creates: list[Line] = field(default_factory=list)
    updates: list[Line] = field(default_factory=list)
    states: list[Line] = field(default_factory=list)
    subjects: set[str] = field(default_factory=set)
    """Whose findings come into or go from a total."""
    cites: dict[str, list[Line]] = field(default_factory=dict)
    about: dict[str, list[Line]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.creates) + len(self.updates) + len(self.states)


class Ledger:
    """Takes a scan's findings and keeps the stored ones true."""

    def __init__(
        self, store: Store, streams: Mapping[str, StreamInfo], rules: Iterable[Rule], as_of: date, now: int
    ) -> None:
        self._store = store
        self._streams = streams
        self._as_of = as_of.isoformat()
        self._now = now
        self._window = Window.ending(as_of)
        rules = tuple(rules)
        self._judged: dict[str, int] = {}
        """Rule id -> the months that it looks at and is in force in."""
        for rule in rules:
            self._judged[rule.id] = self._judged.get(rule.id, 0) | self._months_of(rule)
        self._patterns = {rule.id for rule in rules if isinstance(rule, Pattern)}
        self._stored: dict[str, Stored] = {}
        self._decisions: dict[str, Decision] = {}
        self._whole = False
        self._totals = KeptTotals(store)
        self._batch = _Batch()
        self.changes = Changes()
        self.by_rule: dict[str, Counter[str]] = {}

    async def load(self) -> None:
        """Everything that is stored."""
        self._whole = True
        await self._totals.load(anew=True)
        self._decisions = await latest_decisions(self._store)
        self._keep(await self._store.gather("findings/stored"))

    async def load_of(self, subjects: Iterable[str]) -> None:
        """Load the findings about some subjects, without those of patterns, which judge anchors."""
        await self._load("findings/stored_of", subjects, self._patterns)

    async def load_ids(self, ids: Iterable[str]) -> None:
        """Load some findings."""
        await self._load("findings/stored_ids", ids)

    async def see(self, finding: Finding) -> None:
        """A finding that is true now, each once."""
        props = properties(finding, self._streams)
        stored = self._stored.pop(finding.id, None)
        times = {"as_of": self._as_of, "last_seen": self._now}
        counts = self.by_rule.setdefault(finding.rule, Counter())
        if stored is None:
            self.changes.new += 1
            counts["new"] += 1
            made = {**props, **times, "first_seen": self._now, "state": "new"}
            self._batch.creates.append({"props": made | order_keys(made)})
            self._batch.subjects.add(finding.subject)
            self._link(finding)
        else:
            decision = self._decisions.get(finding.id)
            state = "concluded" if decision is not None and decision.settles(props) else "open"
            if stored.digest != props["digest"] or (stored.state != state and stored.state not in LIVE):
                self.changes.changed += 1
                made = {**props, **times, "first_seen": stored.first_seen, "state": state}
                self._batch.updates.append({"id": finding.id, "props": made | order_keys(made)})
                self._batch.subjects.add(finding.subject)
                self._link(finding)
            elif stored.as_of != self._as_of:
                self.changes.seen += 1
                if (stored.state in LIVE) != (state in LIVE):
                    self._batch.subjects.add(finding.subject)
                seen = order_key(finding.type.value, self._now, finding.id)
                self._batch.states.append({"id": finding.id, "values": {**times, "state": state, "by_last_seen": seen}})
            else:
                self.changes.unchanged += 1
        if len(self._batch) >= BATCH:
            await self.flush()

    def unseen(self) -> dict[str, tuple[str, str, tuple[str, ...]]]:
        """Id -> (rule, subject, months) of loaded findings that were not seen and are still judged."""
        return {
            stored.id: (stored.rule, stored.subject, stored.months)
            for stored in self._stored.values()
            if stored.state in WATCHED and self._is_judged(stored)
        }

    async def close(self, unknown: Mapping[str, Iterable[Missing]] | None = None) -> None:
        """Clear loaded findings that were not seen, or make them unknown (id -> missing data); writes the rest."""
        unknown = unknown or {}
        for stored in self._stored.values():
            if stored.state not in WATCHED:
                continue
            state = "unknown" if stored.id in unknown else "cleared"
            if not self._is_judged(stored):
                state = "lapsed"
            missing = _missing(unknown[stored.id]) if state == "unknown" else None
            if (stored.state, stored.missing) == (state, missing):
                continue
            if stored.state != state:
                setattr(self.changes, state, getattr(self.changes, state) + 1)
                self.by_rule.setdefault(stored.rule, Counter())[state] += 1
            values = {"state": state, "as_of": self._as_of, "missing": missing}
            self._batch.subjects.add(stored.subject)
            self._batch.states.append({"id": stored.id, "values": values})
            if len(self._batch) >= BATCH:
                await self.flush()
        self._stored.clear()
        await self.flush()

    async def flush(self) -> None:
        """One transaction: findings with their subjects, cited facts, and totals."""
        batch, self._batch = self._batch, _Batch()
        if not self._totals.loaded:
            await self._totals.load()
        await self._totals.change(
            {row["props"]["id"]: row["props"] for row in (*batch.creates, *batch.updates)},
            {row["id"]: row["values"]["state"] for row in batch.states},
            batch.subjects,
        )
        totals = self._totals.take_rows()
        statements: list[tuple[str, dict[str, Any]]] = [
            ("findings_write/create", {"rows": batch.creates}),
            ("findings_write/unlink", {"rows": [{"id": row["id"]} for row in batch.updates]}),
            ("findings_write/unlist", {"rows": [{"id": row["id"]} for row in batch.updates]}),
            ("findings_write/update", {"rows": batch.updates}),
            ("findings_write/places", {"rows": [{"id": row["props"]["id"]} for row in batch.creates + batch.updates]}),
            ("findings_write/state", {"rows": batch.states}),
            ("findings_write/totals", {"rows": totals}),
            *((f"findings_write/about_{kind}", {"rows": rows}) for kind, rows in sorted(batch.about.items())),
            *((f"findings_write/cites_{record}", {"rows": rows}) for record, rows in sorted(batch.cites.items())),
        ]

        async def arrived(store: Store) -> bool:
            written = {
                row["props"]["id"]: (row["props"]["digest"], row["props"]["state"])
                for row in (*batch.creates, *batch.updates)
            }
            states = {row["id"]: row["values"]["state"] for row in batch.states}
            found = await store.read("findings/digests", ids=[*written, *states])
            return len(found) == len(written) + len(states) and all(
                written.get(row["id"], (row["digest"], states.get(row["id"]))) == (row["digest"], row["state"])
                for row in found
            )

        wanted = [entry for entry in statements if entry[1]["rows"]]
        if wanted:
            await self._store.write_all(wanted, arrived if batch else repeatable)

    async def _load(self, statement: str, ids: Iterable[str], without: Collection[str] = ()) -> None:
        kept = [row for row in await self._store.read_many(statement, ids) if row["rule"] not in without]
        self._keep(kept)
        self._decisions |= await latest_decisions(self._store, [row["id"] for row in kept])

    def _keep(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            self._stored[row["id"]] = Stored(**{**row, "months": tuple(row["months"])})

    def _link(self, finding: Finding) -> None:
        for subject in finding.about:
            kind = "person" if subject.startswith("p") else "household"
            self._batch.about.setdefault(kind, []).append({"finding": finding.id, "subject": subject})
        for cite in finding.cites:
            self._batch.cites.setdefault(cite.type, []).append({"finding": finding.id, "fact": cite.fact})

    def _months_of(self, rule: Rule) -> int:
        """The months that a rule judges: of one about the current period those of that period."""
        months = horizon(rule.look_back, 0) & months_in_force(rule, self._window)
        if isinstance(rule, Require) and rule.current:
            months &= widen(self._window.bit(self._window.last), self._window, rule.period)
        return months

    def _is_judged(self, stored: Stored) -> bool:
        """Whether the rule still looks at one of its months, or they are later than the judged one."""
        if not stored.months or month_index(stored.months[-1]) > self._window.last:
            return True
        seen = 0
        for month in stored.months:
            seen |= self._window.bit(month_index(month))
        return bool(seen & self._judged.get(stored.rule, 0))


def properties(finding: Finding, streams: Mapping[str, StreamInfo]) -> dict[str, Any]:
    """A finding as its node keeps it, without times and state; ``digest`` covers all the rest."""
    departments = sorted({streams[name].department for name in finding.streams if name in streams})
    content: dict[str, Any] = {
        "id": finding.id,
        "rule": finding.rule,
        "version": finding.version,
        "type": finding.type.value,
        "effect": finding.effect,
        "severity": finding.severity,
        "subject_type": finding.subject_type,
        "subject": finding.subject,
        "household": finding.household,
        "discriminator": finding.discriminator,
        "months": list(finding.months),
        "period_type": finding.period.type if finding.period else None,
        "period_label": finding.period.label if finding.period else None,
        "amount": finding.amount,
        "parts": _text([[part.item, part.month, part.amount] for part in finding.parts]),
        "basis": finding.basis,
        "sentence_zh": finding.sentence.zh,
        "sentence_en": finding.sentence.en,
        "cites": _text([_cite(cite) for cite in finding.cites]),
        "absences": _text(
            [
                {"stream": one.stream, "division": one.division, "months": list(one.months), "run": one.run}
                for one in finding.absences
            ]
        ),
        "about": list(finding.about),
        "divisions": list(finding.divisions),
        "departments": departments,
        "items": list(finding.items),
        "identity_in_doubt": finding.identity_in_doubt,
    }
    content["digest"] = sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]
    return content


def _cite(cite: Cite) -> dict[str, Any]:
    return {
        "fact": cite.fact,
        "type": cite.type,
        "stream": cite.stream,
        "division": cite.division,
        "months": list(cite.months),
        "run": cite.run,
        "learned_at": cite.learned_at,
    }


def _missing(missing: Iterable[Missing]) -> str:
    return _text(
        [
            {
                "reason": one.reason.value,
                "topic": one.topic,
                "stream": one.stream,
                "division": one.division,
                "months": list(one.months),
            }
            for one in missing
        ]
    )


def _text(value: Any) -> str:
    return orjson.dumps(value).decode()
