"""Case 5: sixteen digits of 低保证号 as numeric cells, whole in the file."""

from __future__ import annotations

import pytest

from tests.support.case import Synced

pytestmark = pytest.mark.anyio


async def test_twelve_families_are_twelve_households(synced: Synced) -> None:
    case = await synced("05-long-key-as-number", "minzheng_dibao")
    assert (case.counts, case.held) == ((36, 0, 0), [])
    numbers = sorted(fact["number"] for fact in await case.facts("household"))
    assert numbers == [str(3701022000000001 + index) for index in range(12)]
    memberships = await case.facts("membership")
    assert len(memberships) == 24
