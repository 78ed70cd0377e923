"""Totals of findings as the scan keeps them: by type, live or all, and division, in the commit that changes a finding.

A payment's month counts once across rules, so totals do not add up. But it is one subject's: the subject's findings are
counted together before and after a change, and the differences go into the totals. A full scan counts all of them
again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson

from hub.findings.totals import AtStake
from hub.store import Store

LIVE = frozenset({"new", "open"})
"""States that are to be looked at."""
LISTS: dict[str, frozenset[str] | None] = {"all": None, "live": LIVE}
"""States whose totals are kept; None is every state."""
_PART = 2_000
"""Subjects counted together."""
_LEVELS = (2, 4, 6)
"""Digits of a province, a prefecture and a county."""

Values = Mapping[str, Any]
"""Properties of a finding: at least those of ``findings/counted_of``."""


class Figures(NamedTuple):
    findings: int = 0
    amount: int = 0
    """Fen."""

    def plus(self, other: Figures, sign: int = 1) -> Figures:
        return Figures(self.findings + sign * other.findings, self.amount + sign * other.amount)


NONE = Figures()
Part = tuple[str, str]
"""Of a total: ("", "") for the whole, ("rules", "D14"), ("departments", "民政")."""
WHOLE: Part = ("", "")


class KeptTotals:
    """The kept totals in memory; a change of findings writes ``take_rows`` in the same commit."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: defaultdict[str, dict[Part, Figures]] = defaultdict(dict)
        self._changed: set[str] = set()
        self.loaded = False

    async def load(self, *, anew: bool = False) -> None:
        """Load the kept totals; count them from the findings when there are none, or when ``anew``."""
        rows = await self._store.gather("findings/totals")
        self._kept.update({row["id"]: _parsed(row) for row in rows})
        if anew or not rows:
            await self._count()
        self.loaded = True

    async def change(self, findings: Mapping[str, Values], states: Mapping[str, str], subjects: Iterable[str]) -> None:
        """Count findings that are about to be written (id -> values), or to change their state, of these subjects."""
        wanted = sorted(set(subjects))
        if not wanted:
            return
        before = await self._by_subject(wanted)
        after = {subject: dict(before[subject]) for subject in wanted}
        for id, values in findings.items():
            after[values["subject"]][id] = values
        for found in after.values():
            found.update({id: {**found[id], "state": states[id]} for id in found.keys() & states.keys()})
        for subject, found in after.items():
            self._add(shares(before[subject].values()), -1)
            self._add(shares(found.values()), 1)

    def take_rows(self) -> list[dict[str, Any]]:
        """Rows of ``findings_write/totals``: whatever has changed since the last call."""
        rows = [_row(id, self._kept[id]) for id in sorted(self._changed)]
        self._changed.clear()
        return rows

    async def _count(self) -> None:
        kept = dict(self._kept)
        self._kept.clear()
        subjects = sorted({row["subject"] for row in await self._store.gather("findings/subjects")})
        for start in range(0, len(subjects), _PART):
            for found in (await self._by_subject(subjects[start : start + _PART])).values():
                self._add(shares(found.values()), 1)
        self._changed = {id for id in kept.keys() | self._kept.keys() if kept.get(id, {}) != self._kept[id]}

    async def _by_subject(self, subjects: list[str]) -> defaultdict[str, dict[str, Values]]:
        found: defaultdict[str, dict[str, Values]] = defaultdict(dict)
        for row in await self._store.read("findings/counted_of", ids=subjects):
            found[row["subject"]][row["id"]] = row
        return found

    def _add(self, found: Mapping[tuple[str, Part], Figures], sign: int) -> None:
        for (id, part), figures in found.items():
            total = self._kept[id].get(part, NONE).plus(figures, sign)
            if total == NONE:
                self._kept[id].pop(part, None)
            else:
                self._kept[id][part] = total
            self._changed.add(id)


def shares(findings: Iterable[Values]) -> dict[tuple[str, Part], Figures]:
    """The contribution of one subject's findings: (id of a total, part of it) -> figures."""
    sums: defaultdict[tuple[str, Part], AtStake] = defaultdict(AtStake)
    for values in findings:
        parts = orjson.loads(values["parts"] or "[]")
        own = [WHOLE, ("rules", values["rule"]), *(("departments", one) for one in values["departments"] or ())]
        for id in _totals_of(values):
            for part in own:
                sums[id, part].add(values["subject"], values["amount"], parts)
    return {key: Figures(entry.findings, entry.amount) for key, entry in sums.items()}


def kept_list(states: Iterable[str] | None) -> str | None:
    """The list whose states these are (None: all); None where no totals of them are kept."""
    wanted = None if states is None else frozenset(states)
    return next((name for name, known in LISTS.items() if known == wanted), None)


async def read_kept(
    store: Store, states: str, type: str, place: str, *, counties: bool
) -> dict[str, dict[Part, Figures]] | None:
    """Division -> its total by parts: that of ``place`` (2, 4 or 6 digits), and of each county in it where wanted.

    None where nothing is kept at all: no scan has ended since totals are kept.
    """
    first = total_id(states, type, place)
    rows = await store.read("api/findings_totals", **{"from": first, "to": f"{first}}}" if counties else f"{first} "})
    if not rows and not await store.read("findings/has_totals"):
        return None
    return {row["place"]: _parsed(row) for row in rows if row["place"] == place or len(row["place"]) == _LEVELS[-1]}


def total_id(states: str, type: str, place: str) -> str:
    """``live|duplicate|3701``: a list of states, a type, and the first digits of a division."""
    return f"{states}|{type}|{place}"


def _totals_of(values: Values) -> list[str]:
    places = {division[:level] for division in values["divisions"] for level in _LEVELS}
    lists = [name for name, states in LISTS.items() if states is None or values["state"] in states]
    return [total_id(name, values["type"], place) for name in lists for place in places]


def _row(id: str, parts: Mapping[Part, Figures]) -> dict[str, Any]:
    whole = parts.get(WHOLE, NONE)
    named: dict[str, dict[str, list[int]]] = {"rules": {}, "departments": {}}
    for (kind, name), figures in sorted(parts.items()):
        if kind:
            named[kind][name] = list(figures)
    texts = {kind: orjson.dumps(figures).decode() for kind, figures in named.items()}
    return {"id": id, "place": id.rpartition("|")[2], "findings": whole.findings, "amount": whole.amount, **texts}


def _parsed(row: Mapping[str, Any]) -> dict[Part, Figures]:
    found = {WHOLE: Figures(row["findings"], row["amount"])} if row["findings"] else {}
    for kind in ("rules", "departments"):
        found.update({(kind, name): Figures(*figures) for name, figures in orjson.loads(row[kind]).items()})
    return found
