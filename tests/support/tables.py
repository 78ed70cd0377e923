"""Rows of a department's database, and what writes them: the types of fixtures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Rows = Mapping[str, Sequence[tuple[object, ...]]]
"""Table -> its rows."""

Fill = Callable[[str, Rows], None]
"""``fill(url, rows)``."""
