"""Plans the API's statements before the service is ready: a cold Neo4j takes seconds for the first household.

Each statement is run once as the API runs it, with an id and a division that do not exist.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any

import cypher
from hub.store import Store

HOT = (*cypher.names("api"), "chain/household", "chain/person")
"""The API's statements; ``tests/web/test_warm.py`` compares."""

_NOBODY = "-"
_VALUES: dict[str, Any] = {
    "ids": [], "id": _NOBODY, "name": _NOBODY, "type": _NOBODY, "divisions": [_NOBODY], "limit": 1,
    "facts": True, "payments": True, "findings": True, "homes": True, "cites": True, "sealed": True, "history": False,
    "dated": True,
    "rules": [], "severities": [], "states": [], "departments": [], "sources": [], "reasons": [], "runs": [],
    "all_rules": True, "all_severities": True, "all_states": True, "all_departments": True, "all_months": True,
    "all_sources": True, "all_reasons": True, "all_runs": True, "any_amount": True, "unplaced": False,
    "amounts": True, "amount_from": 0, "amount_to": 0, "from_month": "", "to_month": "", "order": _NOBODY,
    "low": _NOBODY, "high": _NOBODY, "from": _NOBODY, "to": _NOBODY,
    "from_start": True, "after": "", "after_run": "", "after_position": 0, "coverage": True,
}  # fmt: skip
_OTHERWISE: dict[str, dict[str, Any]] = {"api/rejections": {"after_position": ""}, "api/sources": {"runs": True}}
"""Statements whose parameter of that name is of another type: a plan is kept by the types of its parameters."""


def parameters(name: str) -> dict[str, Any]:
    """Parameters with which a statement is planned; they match nothing."""
    code = re.sub(r"//.*", "", cypher.load(name).text)
    values = _VALUES | _OTHERWISE.get(name, {})
    return {parameter: values[parameter] for parameter in sorted(set(re.findall(r"\$(\w+)", code)))}


async def plan(store: Store) -> None:
    """Have the engine plan every statement of ``HOT``."""
    async with asyncio.TaskGroup() as tasks:
        for name in HOT:
            tasks.create_task(store.read(name, **parameters(name)))
