"""Everything that the API asks is planned before it is ready, as it will be asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cypher
import hub
from hub.store import Store
from hub.web.warm import HOT, parameters, plan


def test_every_statement_that_the_api_names_is_planned() -> None:
    root = Path(hub.__file__).parent
    named = set()
    for path in [*(root / "gql").glob("*.py"), root / "chain" / "read.py"]:
        named |= set(re.findall(r'"((?:api|chain)/[a-z_]+)"', path.read_text("utf-8")))
    assert len(named) > 8
    assert named <= set(HOT)
    assert not [name for name in HOT if cypher.load(name).writes]


@pytest.mark.anyio
async def test_planning_asks_for_nobody_and_needs_no_data(each_store: Store) -> None:
    await plan(each_store)
    for name in HOT:
        rows = await each_store.read(name, **parameters(name))
        assert len(rows) <= 1, name
