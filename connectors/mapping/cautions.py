"""Counts the cautions of accepted values by column.

Every value type gives its own (``Value.warnings``); nothing here changes a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from schema.records import value_types
from schema.values.value import Value


class Cautions:
    """Counts of one stream's rows as they are mapped."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        """(column, code of ``Caution``, or of ``Reason`` for values that the card lets go) -> rows."""

    def asker(self, kind: type[Value], column: str | None) -> Callable[[Any], None]:
        """Counts a value type's warnings for the parsed values of one column."""
        warnings, counts, name = _warnings(kind), self.counts, column or ""

        def ask(value: Any) -> None:
            for code in warnings(value):
                counts[name, code] += 1

        return ask

    def let_go(self, column: str | None, reason: str) -> None:
        """Count a value that is not taken, though its row is."""
        self.counts[column or "", reason] += 1

    def by_column(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for (column, code), count in sorted(self.counts.items()):
            found.setdefault(column, {})[str(code)] = count
        return found


_CACHED: dict[type[Value], Callable[[Any], tuple[str, ...]]] = {}


def _warnings(kind: type[Value]) -> Callable[[Any], tuple[str, ...]]:
    """``kind.warnings`` with a cache: one number is listed month after month."""
    if kind not in _CACHED:
        _CACHED[kind] = lru_cache(maxsize=65536)(kind.warnings)
    return _CACHED[kind]


@cache
def asked(record: str) -> tuple[tuple[str, type[Value]], ...]:
    """The fields of a record whose value types may warn."""
    return tuple((name, kind) for name, kind in value_types(record).items() if "warnings" in vars(kind))
