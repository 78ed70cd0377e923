"""Report of a scan: households judged, findings, held-back ones, writes, and time by step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hub.detect.finding import Finding, HeldBack
from hub.findings.reconcile import Changes
from hub.findings.totals import total
from hub.scan.waiting import WaitingFor
from schema.values.money import yuan


@dataclass(slots=True)
class RuleReport:
    """One rule; ``amount`` is fen, each payment-month counted once."""

    findings: int = 0
    amount: int = 0
    held_back: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Why it was held back -> how often."""


@dataclass(slots=True)
class ScanReport:
    """One scan. ``full`` is false for an incremental scan."""

    as_of: date
    known_at: int | None
    full: bool = True
    households: int = 0
    people: int = 0
    rules: dict[str, RuleReport] = field(default_factory=dict)
    waiting: WaitingFor = field(default_factory=WaitingFor)
    """The streams behind what was held back."""
    changes: Changes = field(default_factory=Changes)
    seconds: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys(("homes", "read", "build", "evaluate", "patterns", "write", "total"), 0.0)
    )

    @property
    def findings(self) -> int:
        return sum(rule.findings for rule in self.rules.values())

    @property
    def held_back(self) -> int:
        return sum(rule.held_back for rule in self.rules.values())

    def rule(self, id: str) -> RuleReport:
        return self.rules.setdefault(id, RuleReport())

    def count(self, findings: Iterable[Finding], held_back: Iterable[HeldBack]) -> None:
        """Count the result of one dossier: no payment-month of a subject is in two dossiers."""
        by_rule: dict[str, list[Finding]] = {}
        for finding in findings:
            by_rule.setdefault(finding.rule, []).append(finding)
        for id, found in by_rule.items():
            rule = self.rule(id)
            rule.findings += len(found)
            rule.amount += total(found)
        for held in held_back:
            rule = self.rule(held.rule)
            rule.held_back += 1
            rule.reasons.update({missing.reason.value for missing in held.missing})
            self.waiting.count(held)

    def add(self, other: ScanReport) -> None:
        """Add the counts of another part of the same scan."""
        self.households += other.households
        self.people += other.people
        for id, theirs in other.rules.items():
            rule = self.rule(id)
            rule.findings += theirs.findings
            rule.amount += theirs.amount
            rule.held_back += theirs.held_back
            rule.reasons.update(theirs.reasons)
        self.waiting.add(other.waiting)
        for part, seconds in other.seconds.items():
            self.seconds[part] = self.seconds.get(part, 0.0) + seconds

    def to_json(self) -> dict[str, Any]:
        return {
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at,
            "full": self.full,
            "households": self.households,
            "people": self.people,
            "findings": self.findings,
            "held_back": self.held_back,
            "rules": [
                {
                    "rule": id,
                    "findings": rule.findings,
                    "amount": yuan(rule.amount),
                    "held_back": rule.held_back,
                    "reasons": dict(sorted(rule.reasons.items())),
                }
                for id, rule in sorted(self.rules.items())
            ],
            "waiting": self.waiting.to_json(),
            "written": {
                "new": self.changes.new,
                "changed": self.changes.changed,
                "seen": self.changes.seen,
                "unchanged": self.changes.unchanged,
                "cleared": self.changes.cleared,
                "unknown": self.changes.unknown,
                "lapsed": self.changes.lapsed,
            },
            "seconds": {part: round(seconds, 3) for part, seconds in self.seconds.items()},
        }
