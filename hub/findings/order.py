"""Orders of findings, each by an indexed text (``duplicate|000000000018300|n…``): type, a number, then the id.

The order of the texts is the order of the list, both ways: a page is read from an index and sorts nothing. A finding is
also listed in each area that it cites, a prefecture (4 digits) or a county (6), by the same texts behind its code
(``(:Finding)-[:LISTED]->(:FindingPlace)``): an area's page does not walk past the findings of others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from schema.graph import AREA_DIGITS, AREA_ORDERS, FINDING_ORDERS

RANKS = {"low": 1, "medium": 2, "high": 3}


def order_key(type: str, number: int, id: str) -> str:
    """The index text of a finding; numbers are fen, ranks or epoch milliseconds."""
    return f"{type}|{number:015d}|{id}"


def order_keys(values: Mapping[str, Any]) -> dict[str, str]:
    """The texts of all orders, of a finding's properties."""
    numbers = {"amount": values.get("amount") or 0, "severity": RANKS[values["severity"]]}
    return {
        f"by_{order}": order_key(values["type"], numbers[order] if order in numbers else values[order], values["id"])
        for order in FINDING_ORDERS
    }


def number_of(key: str) -> int:
    """The number in a text."""
    return int(key.split("|")[-2])


def area_of(order: str, places: Collection[str]) -> str | None:
    """The smallest area with a list of its own that holds all these places (2, 4 or 6 digits), if there is one."""
    for digits in AREA_DIGITS if order in AREA_ORDERS else ():
        areas = {place[:digits] for place in places}
        if len(areas) == 1 and len(area := areas.pop()) == digits:
            return area
    return None


def page_name(order: str, descending: bool, area: str | None = None) -> str:
    """The statement of a page."""
    return f"api/findings_{'area_' if area else ''}{order}_{'descending' if descending else 'ascending'}"


def bounds(type: str, after: tuple[int, str] | None, descending: bool, area: str | None = None) -> tuple[str, str]:
    """From which text on, up to before which, the findings of a type are that follow a cursor (number, id)."""
    scope = f"{area}|" if area else ""
    first, end = f"{scope}{type}|", f"{scope}{type}}}"  # } is the character after |
    if after is None:
        return first, end
    key = scope + order_key(type, *after)
    return (first, key) if descending else (f"{key} ", end)
