"""Stored findings as the command line and scripts read them (design.md §8): filtered, ordered, totalled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from hub.findings.kept_totals import LIVE
from hub.findings.totals import AtStake
from hub.store import Store
from schema.catalogue import divisions
from schema.records import RECORDS
from schema.values.money import yuan
from schema.values.name import Name

Unseal = Callable[[str, str, str, str], str]
"""Opens a sealed key (``Sealer.open``), for the local operator alone."""
_RECORDS = {record.LABEL: name for name, record in RECORDS.items()}


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; an empty field filters nothing. Months are texts, both included; amounts fen."""

    rules: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = tuple(sorted(LIVE))
    subjects: tuple[str, ...] = ()
    department: str = ""
    division: str = ""
    """A prefix: a county, a prefecture or the province."""
    first: str = ""
    last: str = "9999-12"
    least: int = 0
    most: int = 1 << 62

    def parameters(self) -> dict[str, Any]:
        return {
            field.name: list(value) if isinstance(value := getattr(self, field.name), tuple) else value
            for field in fields(self)
        }


PAGE = 500
"""Findings whose names are read together."""
ALL_OF_THEM = 1_000_000_000
"""Within 32 bits, the bound of a limit on the embedded engine."""
Order = Literal["rule", "amount", "month", "severity"]


@dataclass(frozen=True, slots=True)
class Totals:
    """A finding that names several divisions or departments counts for each of them."""

    all: AtStake
    by_rule: dict[str, AtStake]
    by_division: dict[str, AtStake]
    by_department: dict[str, AtStake]


async def read_findings(
    store: Store,
    wanted: Filter,
    *,
    order: Order = "rule",
    skip: int = 0,
    limit: int = ALL_OF_THEM,
    unseal: Unseal | None = None,
) -> AsyncIterator[dict[str, Any]]:
    """Findings one by one as JSON objects, with places, household and masked name; ``unseal`` shows personal keys."""
    parameters = {**wanted.parameters(), "order": order, "skip": skip, "limit": limit}
    page: list[dict[str, Any]] = []
    async for row in store.stream("findings/list", **parameters):
        keys = {
            id: unseal(sealed, _RECORDS[label], "key", id) if sealed and unseal else key
            for id, key, sealed, label in row["keys"]
        }
        page.append(finding_json(row["finding"], keys))
        if len(page) == PAGE:
            for found in await named(store, page):
                yield found
            page = []
    for found in await named(store, page):
        yield found


def finding_json(values: Mapping[str, Any], keys: Mapping[str, str | None] | None = None) -> dict[str, Any]:
    """A finding's properties in the shape that stays; more keys may be added."""
    known = keys or {}
    amount, period = values.get("amount"), values.get("period_type")
    return {
        "id": values["id"],
        "rule": values["rule"],
        "version": values["version"],
        "type": values["type"],
        "effect": values["effect"],
        "severity": values["severity"],
        "subject": {"type": values["subject_type"], "id": values["subject"]},
        "household": values.get("household"),
        "months": values["months"],
        "period": {"type": period, "label": values["period_label"]} if period else None,
        "amount": None if amount is None else yuan(amount),
        "cites": [_cite(cite, known) for cite in orjson.loads(values["cites"])],
        "absences": orjson.loads(values["absences"]),
        "basis": values["basis"],
        "sentence": {"zh": values["sentence_zh"], "en": values["sentence_en"]},
        "state": values.get("state"),
        "as_of": values.get("as_of"),
        "about": values["about"],
        "items": values["items"],
        "divisions": values["divisions"],
        "departments": values["departments"],
        "identity_in_doubt": bool(values.get("identity_in_doubt")),
        "missing": orjson.loads(values.get("missing") or "[]"),
    }


async def named(store: Store, page: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings with places, the household's number and the masked name, for people."""
    people = {found["subject"]["id"] for found in page if found["subject"]["type"] == "person"}
    households = {found["household"] for found in page if found["household"]}
    names = {
        row["id"]: Name.mask(max(row["names"])[2])
        for row in await store.read("findings/people", ids=sorted(people))
        if row["names"]
    }
    numbers = {
        row["id"]: max(row["numbers"])[2]
        for row in await store.read("findings/households", ids=sorted(households))
        if row["numbers"]
    }
    return [
        found
        | {
            "places": [divisions.name_of(code) for code in found["divisions"]],
            "household_number": numbers.get(found["household"]),
            "name": names.get(found["subject"]["id"]),
        }
        for found in page
    ]


async def read_totals(store: Store, wanted: Filter) -> Totals:
    """Totals over all findings that fulfil the filter."""
    whole = AtStake()
    rules, divisions, departments = (defaultdict[str, AtStake](AtStake) for _ in range(3))
    async for row in store.stream("findings/parts", **wanted.parameters()):
        sums = [whole, rules[row["rule"]]]
        sums += [divisions[division] for division in row["divisions"]]
        sums += [departments[department] for department in row["departments"]]
        parts = orjson.loads(row["parts"])
        for each in sums:
            each.add(row["subject"], row["amount"], parts)
    return Totals(whole, *(dict(sorted(sums.items())) for sums in (rules, divisions, departments)))


def _cite(cite: Mapping[str, Any], keys: Mapping[str, str | None]) -> dict[str, Any]:
    learned = datetime.fromtimestamp(cite["learned_at"] / 1000, UTC)
    return {
        "source": cite["stream"].partition(".")[0],
        "stream": cite["stream"],
        "key": keys.get(cite["fact"]),
        "fact": cite["fact"],
        "type": cite["type"],
        "division": cite["division"],
        "months": cite["months"],
        "run": cite["run"],
        "learned_at": learned.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
