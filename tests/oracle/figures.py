"""Figures of the shipped policy and units of the catalogue, read from their YAML."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SCHEMA = Path(__file__).parents[2] / "schema"


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((SCHEMA / "policy").glob("*.yml")):
        for table, entry in yaml.safe_load(path.read_text("utf-8")).get("parameters", {}).items():
            found.setdefault(table, []).extend(entry["values"])
    return found


def figure(table: str, division: str, day: date, key: str = "") -> Decimal | None:
    """The narrowest region's latest value for the day."""
    best: tuple[int, date, Decimal] | None = None
    for value in _tables()[table]:
        region = value["region"]
        while region.endswith("00"):
            region = region[:-2]
        amount = value["amounts"].get(key)
        if amount is None or not division.startswith(region):
            continue
        if value["from"] > day or (value.get("until") is not None and value["until"] <= day):
            continue
        if best is None or (len(region), value["from"]) > best[:2]:
            best = (len(region), value["from"], Decimal(str(amount)))
    return None if best is None else best[2]


@cache
def _items() -> dict[str, dict[str, Any]]:
    content = yaml.safe_load((SCHEMA / "catalogue" / "items.yml").read_text("utf-8"))
    return {item["code"]: item for item in content["items"]}


def of_a_person(item: str) -> bool:
    return "person" in _items()[item]["level"]


def paid_monthly(item: str) -> bool:
    """Paid in cash by the month (policy.md §11.13)."""
    kind = _items()[item]["kind"]
    return "cash_monthly" in ([kind] if isinstance(kind, str) else kind)


def unit(item: str) -> str:
    found: str = _items()[item]["unit"]
    return found


def paid_with(item: str) -> str | None:
    found: str | None = _items()[item].get("paid_with")
    return found


@cache
def shipped() -> tuple[str, ...]:
    """The ids of the rules in force anywhere."""
    found = {
        rule["id"]
        for path in sorted((SCHEMA / "policy").glob("*.yml"))
        for rule in yaml.safe_load(path.read_text("utf-8")).get("rules", [])
    }
    return tuple(sorted(found))
