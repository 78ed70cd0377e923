"""A digest of the store's content, independent of the order of arrival and of the engine.

The sum modulo 2²⁵⁶ of SHA-256 over each fact (id, digest, months, retired or not), each superseded version, each
coverage line and each decision about a finding; without runs, learning times and ciphertext (semantics.md §5). A
roster's months are expanded over the covered months of its stream: the set is the meaning, the runs only its storage.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from hub.store.store import Store
from schema.records import RECORDS
from schema.values.month import month_index, month_text
from schema.values.months import Months

MODULUS = 1 << 256
EVERY = 20_000
"""Rows between two calls of ``advance``."""

Advance = Callable[[int, int | None], None]
"""``advance(done, total)``; a total of None is not known."""


def silent(done: int, total: int | None) -> None:
    """The default ``Advance``: no-op."""


class Content:
    """Adds up content; coverage must be added before the facts whose months it bounds."""

    def __init__(self) -> None:
        self._sums: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._covered: dict[tuple[str, str], list[int]] = {}
        self._expanded: dict[tuple[str, str, str], str] = {}

    def coverage(self, row: Mapping[str, Any]) -> None:
        self._covered.setdefault((row["stream"], row["division"]), []).append(month_index(row["month"]))
        self._add("coverage", row["stream"], row["division"], row["month"])

    def fact(self, type: str, row: Mapping[str, Any], *, retired: bool) -> None:
        state = "retired" if retired else "current"
        self._add(type, row["id"], row["digest"], self._months(row), state)

    def superseded(self, row: Mapping[str, Any]) -> None:
        """Count an old version; withdrawn ones are kept and never count."""
        if row["change"] == "withdrawn":
            return
        self._add("superseded", row["type"], row["fact"], row["digest"], self._months(row), row["change"])

    def decision(self, row: Mapping[str, Any]) -> None:
        self._add("decision", row["id"], row["finding"], str(row["at"]), row.get("by") or "", row["outcome"])

    def result(self) -> dict[str, Any]:
        """``fingerprint`` (64 hex), ``facts``, and both by type, superseded versions and coverage lines among them."""
        return {
            "fingerprint": f"{sum(self._sums.values()) % MODULUS:064x}",
            "facts": sum(count for type, count in self._counts.items() if type in RECORDS),
            "by_type": {
                type: {"count": self._counts[type], "fingerprint": f"{self._sums[type]:064x}"}
                for type in sorted(self._sums)
            },
        }

    def _add(self, type: str, *parts: str) -> None:
        # the unit separator occurs in none of the parts: ids, digests, codes and months
        digest = sha256("\x1f".join((type, *parts)).encode()).digest()
        self._sums[type] = (self._sums.get(type, 0) + int.from_bytes(digest, "big")) % MODULUS
        self._counts[type] = self._counts.get(type, 0) + 1

    def _months(self, row: Mapping[str, Any]) -> str:
        text = row.get("months")
        if not text:
            return ""
        key = (text, row["stream"], row["division"])
        found = self._expanded.get(key)
        if found is None:
            covered = self._covered.get((row["stream"], row["division"]), [])
            found = self._expanded[key] = " ".join(map(month_text, Months.parse(text).within(covered)))
        return found


async def fingerprint(store: Store, advance: Advance = silent) -> dict[str, Any]:
    """The fingerprint of everything in the store: ``fingerprint, facts, by_type``. Bounded memory."""
    content, done = Content(), 0
    async for row in store.stream("fingerprint/coverage"):
        content.coverage(row)
    for name in RECORDS:
        async for row in store.stream(f"fingerprint/{name}"):
            content.fact(name, row, retired=row["retired"])
            done += 1
            if done % EVERY == 0:
                advance(done, None)
    async for row in store.stream("fingerprint/superseded"):
        content.superseded(row)
    async for row in store.stream("fingerprint/decisions"):
        content.decision(row)
    advance(done, done)
    return content.result()
