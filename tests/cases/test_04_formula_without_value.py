"""Case 4: the allowance of every family is a formula whose result is not in the file."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.anyio


async def test_no_family_is_in_assistance_without_its_allowance(synced) -> None:
    case = await synced("04-formula-without-value", "minzheng_dibao")
    assert "minzheng_dibao.households 370102 2026-07" not in await case.covered()
    assert await case.facts("benefit") == []
    assert await case.facts("household") == []
    assert case.counts == (36, 0, 12)
    assert case.held == ["100.0% 的行被拒收，至多允许 5%；请按拒收原因修改后重新报送"]
