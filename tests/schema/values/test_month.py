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
        "2026.7",
        "2026.07",
        "2026-07-01 00:00:00",
        "2026-07-01T00:00:00",
        "46204",
        "46204.0",
        "20260701",
        "２０２６年７月",
        '="202607"',
    ],
)
def test_reads_every_form(raw: object) -> None:
    assert Month.parse(raw) == "2026-07"


@pytest.mark.parametrize("raw", ["", "7月", "2026", "2026-13", "2026-00", "202613", "3000-12", "07-2026", "x" * 2000])
def test_refuses_what_is_no_month(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Month.parse(raw)
    assert caught.value.reason == Reason.INVALID_MONTH


@pytest.mark.parametrize(("raw", "month"), [("2025.01", "2025-01"), ("2025.2", "2025-02"), ("2025.11", "2025-11")])
def test_a_decimal_with_one_reading_is_read(raw: str, month: str) -> None:
    assert Month.parse(raw) == month


@pytest.mark.parametrize("raw", ["2025.1", "2025.10", 2025.1, "20261", "19611.0", "1988-04-30 23:00:00"])
def test_a_month_that_can_be_read_in_two_ways_is_refused(raw: object) -> None:
    """2025.1 is the number 2025.10: January or October; 20261 is January 2026 or the serial of a day of 1955."""
    with pytest.raises(InvalidValueError) as caught:
        Month.parse(raw)
    assert caught.value.reason == Reason.AMBIGUOUS_DATE


@pytest.mark.parametrize("raw", ["2025年1月", "2025-1", "2025/10", "2025.1月"])
def test_what_is_no_number_is_not_ambiguous(raw: str) -> None:
    assert Month.parse(raw) in {"2025-01", "2025-10"}


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
