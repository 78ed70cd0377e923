"""Case 4: the allowance of every family is a formula whose result is not in the file."""

from __future__ import annotations

import pytest

from tests.support.case import Synced

pytestmark = pytest.mark.anyio


async def test_no_family_is_in_assistance_without_its_allowance(synced: Synced) -> None:
    case = await synced("04-formula-without-value", "minzheng_dibao")
    assert "minzheng_dibao.households 370102 2026-07" not in await case.covered()
    assert await case.facts("benefit") == []
    assert await case.facts("household") == []
    assert case.counts == (36, 0, 12)
    (held,) = case.held
    assert held.startswith(
        "100.0% 的行被拒收，至多允许 5%；请按拒收原因修改后重新报送；12 行（首见第 2 行，“户月保障金额（元）”列）"
    )
    assert "用 Excel 或 WPS 打开并保存后再报送" in held
