"""Case 22: the month is a date cell in the number format yyyy"年"m"月"."""

from __future__ import annotations

import pytest

from tests.support.case import Synced

pytestmark = pytest.mark.anyio


async def test_the_month_is_july(synced: Synced) -> None:
    case = await synced("22-month-as-a-date-cell", "canlian_certificates", into="canlian")
    assert (case.counts, case.held) == ((2, 0, 0), [])
    assert await case.covered() == ["canlian_certificates.certificates 370102 2026-07"]
