"""Case 11: dates with a format and bare serials in a workbook of the 1904 date system."""

from __future__ import annotations

import pytest

from tests.support.case import Synced

pytestmark = pytest.mark.anyio


async def test_the_dated_row_is_right_and_the_bare_one_is_rejected(synced: Synced) -> None:
    case = await synced("11-dates-1904", "11-dates-1904/trial_dates.yml")
    assert case.counts == (2, 1, 0)
    assert await case.rejections() == [(None, 3, "出生日期", "serial_of_1904")]
    (benefit,) = await case.facts("benefit")
    (person,) = await case.facts("person")
    assert (str(benefit["awarded_on"]), str(person["birth"])) == ("2026-07-02", "1965-03-15")
