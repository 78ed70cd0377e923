"""Orders of findings, each by an indexed text (``duplicate|000000000018300|n…``): type, a number, then the id.

The order of the texts is the order of the list, both ways, so a page is a range of an index and no page sorts all
findings. The embedded engine sorts whatever a range holds: ``FenceKeys`` keeps every 32nd text of each order, and
a page asks for the few texts between two of them. A fence is only a hint: the result does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hub.store import Store, repeatable
from schema.graph import FINDING_ORDERS

RANKS = {"low": 1, "medium": 2, "high": 3}
EVERY = 32
"""Findings between two fences, while there are few enough of them."""
_MOST = 2_000
"""Fences of one order."""
_FENCE = 40
"""Characters of a fence: type, number and the beginning of an id."""


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
    return int(key.split("|")[1])


def bounds(type: str, after: tuple[int, str] | None, descending: bool) -> tuple[str, str]:
    """From which text on, up to before which, the findings of a type are that follow a cursor (number, id)."""
    first, end = f"{type}|", f"{type}}}"  # } is the character after |
    if after is None:
        return first, end
    key = order_key(type, *after)
    return (first, key) if descending else (f"{key} ", end)


def fences_for(rows: int, divisions: Sequence[str]) -> int:
    """How many fences a page of a viewer's divisions probably spans: the fewer divisions, the more are passed over."""
    share = {2: 1, 4: 16, 6: 136}[min(map(len, divisions), default=2)]
    return 1 + -(-rows * share // EVERY)


def ranges(low: str, high: str, fences: Sequence[str], descending: bool, first: int = 2) -> Iterator[tuple[str, str]]:
    """Ranges that follow each other through (low, high): of ``first`` fences, then each four times the one before."""
    marks = [low, *fences, high]
    if descending:
        marks.reverse()
    at, step = 0, first
    while at < len(marks) - 1:
        following = min(at + step, len(marks) - 1)
        yield (marks[following], marks[at]) if descending else (marks[at], marks[following])
        at, step = following, 4 * step


async def has_fences(store: Store) -> bool:
    return bool(await store.read("findings/fences"))


async def set_fences(store: Store, every: int = EVERY) -> None:
    """Keep the fences of all orders, as the findings are now."""
    keys: dict[str, list[str]] = {f"by_{order}": [] for order in FINDING_ORDERS}
    async for row in store.stream("findings/order_keys"):
        for name, found in keys.items():
            found.append(row[name])
    every = max(every, len(keys["by_amount"]) // _MOST)
    rows = [{"id": name, "keys": [key[:_FENCE] for key in sorted(found)[every::every]]} for name, found in keys.items()]
    await store.write("findings_write/fences", repeatable, rows=rows)
