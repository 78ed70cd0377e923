"""Totals of findings: their number, and the fen at stake.

A payment's month counts once: of all findings that name one (subject, item, month) the largest part counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.finding import Finding


class AtStake:
    """Adds findings up; one without parts counts with its whole amount."""

    __slots__ = ("_parts", "_whole", "findings")

    def __init__(self) -> None:
        self.findings = 0
        self._whole = 0
        self._parts: dict[tuple[str, str, str], int] = {}

    def add(
        self, subject: str | None, amount: int | None, parts: Iterable[tuple[str, str, int]], findings: int = 1
    ) -> None:
        """``parts`` are (item, month, fen); ``findings`` is how many findings are alike in all of this."""
        self.findings += findings
        named = False
        for item, month, part in parts:
            named = True
            key = (subject or "", item, month)
            self._parts[key] = max(self._parts.get(key, 0), part)
        if not named:
            self._whole += findings * (amount or 0)

    @property
    def amount(self) -> int:
        """Fen."""
        return self._whole + sum(self._parts.values())


def total(findings: Iterable[Finding]) -> int:
    """Fen at stake over many findings."""
    sums = AtStake()
    for finding in findings:
        sums.add(finding.subject, finding.amount, ((part.item, part.month, part.amount) for part in finding.parts))
    return sums.amount
