"""The home that most rules about homes are tried on; a file with people of its own has a ``case`` of its own."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    """A 低保 home X of P and Q."""
    case = make_case()
    case.person("P")
    case.person("Q")
    case.dibao("X", "2024-01/2026-07", 800, "P", "Q")
    return case
