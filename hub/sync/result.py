"""Result of a run: each raw row counted once, and the people and households it touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from hub.sync.held import HeldDelivery
from schema.errors import AidchainError


@dataclass(slots=True)
class RunResult:
    """One pull of one source: ``read = held + rejected + pending + applied + unchanged``."""

    run: str
    source: str
    department: str
    state: str = "running"
    read: int = 0
    held: int = 0
    rejected: int = 0
    pending: int = 0
    applied: int = 0
    unchanged: int = 0
    ended: int = 0
    retired: int = 0
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)
    """Rejection reason -> rows."""
    leftover: dict[str, list[str]] = field(default_factory=dict)
    """Stream -> columns that no part of the card reads or ignores."""
    cautions: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    """Stream -> column -> code of ``Caution`` (or ``Reason``, of values let go) -> rows that deserve a second look."""
    undeclared: int = 0
    """Rows of a database beyond the divisions and months that its own log declares: not read yet."""
    conflicting: int = 0
    """Rows with one key and different content: all kept, because two registrations are evidence."""
    held_deliveries: list[HeldDelivery] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """Places of the deliveries that were read, without personal data."""
    skipped: int = 0
    """Deliveries whose content was applied before."""
    lines: Counter[str] = field(default_factory=Counter)
    """Of all files that were read: ``lines``, those of ``rows``, and by why they are no data, the others."""
    deliveries: set[str] = field(default_factory=set)
    """Deliveries that were read, as the cursor names them."""
    people: set[str] = field(default_factory=set)
    households: set[str] = field(default_factory=set)
    error: AidchainError | None = None
    """Why the source could not be pulled; nothing of it was applied."""
    planned: list[tuple[str, str, str]] = field(default_factory=list)
    """(stream, division, month) that a plan would answer."""
    coverage: set[tuple[str, str]] = field(default_factory=set)
    """(stream, division) whose coverage or doubts changed."""

    @property
    def needs_person(self) -> bool:
        return bool(self.rejected or self.held_deliveries)

    def counters(self) -> dict[str, int]:
        names = ("read", "held", "rejected", "pending", "applied", "unchanged", "ended", "retired")
        return {name: getattr(self, name) for name in names}

    def to_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "department": self.department,
            "run": self.run,
            **self.counters(),
            "state": self.state,
            "seconds": round(self.seconds, 3),
            "reasons": dict(sorted(self.reasons.items())),
            "leftover": self.leftover,
            "cautions": self.cautions,
            "lines": dict(sorted(self.lines.items())),
            "conflicting": self.conflicting,
            "undeclared": self.undeclared,
            "skipped": self.skipped,
            "error": None if self.error is None else str(self.error),
            "error_zh": None if self.error is None else self.error.told("zh"),
            "held_deliveries": [delivery.to_json() for delivery in self.held_deliveries],
        }
