"""The one shape in which statements read facts: a list of their columns, along a pattern from a bound node."""

from __future__ import annotations

from collections.abc import Iterable


def facts(pattern: str, where: str, columns: Iterable[str]) -> str:
    """A pattern comprehension; an empty condition takes every fact that the pattern reaches."""
    return f"[{pattern}{where and f' WHERE {where}'} | [{', '.join(columns)}]]"
