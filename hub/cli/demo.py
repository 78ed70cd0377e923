"""``demo``: the whole thread on a synthetic province, printed; then the API."""

from __future__ import annotations


def demo() -> None:
    """Run the whole thread."""
