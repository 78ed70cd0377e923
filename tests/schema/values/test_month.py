"""Months as departments write them, and as numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values.month import Month, first_day, month_index, month_of, month_text
from schema.values.reason import Reason


@pytest.mark.parametrize(
    "raw",
    [
        "2026-07",
        "2026-7",
        "202607",
        "202607.0",
        "2026年7月",
        "2026年07月份",
        "2026/07",
        "2026-07-01",
        " 2026-07 ",
        202607,
    ],
)
def test_reads_every_form(raw: object) -> None:
    assert Month.parse(raw) == "2026-07"


@pytest.mark.parametrize("raw", ["", "7月", "2026", "2026-13", "2026-00", "202613", "3000-12", "07-2026", "x" * 2000])
def test_refuses_what_is_no_month(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Month.parse(raw)
    assert caught.value.reason == Reason.INVALID_MONTH


def test_mask_shows_the_month() -> None:
    assert Month.mask("2026-07") == "2026-07"


def test_december_is_followed_by_january() -> None:
    assert month_index("2025-12") + 1 == month_index("2026-01")
    assert month_text(month_index("2025-12") + 1) == "2026-01"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_text_index_and_date_agree(day: date) -> None:
    index = month_of(day)
    assert month_index(day.isoformat()) == index
    assert month_index(month_text(index)) == index
    assert first_day(index) == day.replace(day=1)
    assert Month.parse(f"{day:%Y%m}") == month_text(index)
