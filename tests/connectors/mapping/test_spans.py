"""First and last days as departments write them, in one cell or two."""

from __future__ import annotations

from datetime import date

import pytest

from connectors.mapping.spans import both, first, until
from schema.errors import InvalidValueError

MARCH, SEPTEMBER = date(2026, 3, 5), date(2026, 9, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026.3.5-2026.9.4",
        "2026年3月5日至2026年9月4日",
        "20260305~20260904",
        "2026-03-05-2026-09-04",
        "2026-03-05至2026-09-04",
        "2026/3/5—2026/9/4",
        "2026年3月5日-9月4日",
        "２０２６．３．５－２０２６．９．４",
    ],
)
def test_one_cell_with_both_days(text: str) -> None:
    assert both(text, included=True) == (MARCH, SEPTEMBER)
    assert both(text, included=False) == (MARCH, date(2026, 9, 4))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026.3-2026.9", date(2026, 3, 1), date(2026, 10, 1)),
        ("2026年3月-9月", date(2026, 3, 1), date(2026, 10, 1)),
        ("202603-202609", date(2026, 3, 1), date(2026, 10, 1)),
        ("2026年", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026年春季", date(2026, 2, 1), date(2026, 8, 1)),
        ("2026年3月", date(2026, 3, 1), date(2026, 4, 1)),
    ],
)
def test_months_and_longer_stretches_count_whole_whatever_the_last_day_does(text: str, start: date, end: date) -> None:
    assert both(text, included=True) == both(text, included=False) == (start, end)


@pytest.mark.parametrize(
    "text", ["2026年3月5日至今", "2026年3月5日起", "2026.3.5-长期", "2026-03-05~9999-12-31", "20260305-永久"]
)
def test_an_open_end(text: str) -> None:
    assert both(text, included=True) == (MARCH, None)


def test_an_open_start_and_a_cell_that_is_open_on_both_sides() -> None:
    assert both("至2026年9月4日", included=True) == (None, SEPTEMBER)
    assert both("长期", included=True) == (None, None)


@pytest.mark.parametrize("text", ["2026-03-05", "待定时间", "2026年3月5日至明年", "2026.13.5-2026.14.4"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        both(text, included=True)


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(InvalidValueError) as caught:
        both("2026.9.4-2026.3.5", included=True)
    assert caught.value.reason == "end_before_start"


@pytest.mark.parametrize(
    "text", ["9999-12-31", "9999/12/31 00:00:00", "3000-12", "2099-12-31", "20991231", "长期", "至今", "永久"]
)
def test_a_last_day_that_says_there_is_none(text: str) -> None:
    assert until(text, included=True) is None


def test_a_last_day_counts_as_the_card_says_and_a_last_month_whole() -> None:
    assert until("2026-09-04", included=True) == date(2026, 9, 5)
    assert until("2026-09-04", included=False) == date(2026, 9, 4)
    assert until("2026年9月", included=False) == date(2026, 10, 1)
    assert first("2026年9月") == date(2026, 9, 1)
