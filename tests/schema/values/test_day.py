"""Dates in every form that deliveries.md lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values.day import Day
from schema.values.reason import Reason

JULY = date(2026, 7, 1)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-07-01",
        "2026-7-1",
        "20260701",
        "20260701.0",
        "2026/7/1",
        "2026.07.01",
        "2026年7月1日",
        "2026年07月01号",
        "2026 年 7 月 1 日",
        "２０２６年７月１日",
        " 2026-07-01\t",
        "'2026-07-01",
        "2026-07-01 23:59:59",
        "2026-07-01T23:59:59.123",
        "2026/7/1 0:00:00",
        "2026-06-30T16:00:00Z",  # midnight in China
        "2026-06-30T16:00:00.000+00:00",
        "2026-07-01T00:00:00+08:00",
        "20260701123000",
        "20260701123000123",
        "Wed Jul 01 00:00:00 CST 2026",
        "46204",
        "46204.0",
        "46204.75",
        "1782835200000",
        date(2026, 7, 1),
        datetime(2026, 7, 1, 12),
        datetime(2026, 6, 30, 16, tzinfo=UTC),
        20260701,
    ],
)
def test_reads_every_form(raw: object) -> None:
    assert Day.parse(raw) == JULY
    assert type(Day.parse(raw)) is date


def test_reads_java_date_text() -> None:
    assert Day.parse("Fri Jan 05 00:00:00 CST 2024") == date(2024, 1, 5)


def test_reads_excel_serials() -> None:
    assert Day.parse("45292") == date(2024, 1, 1)
    assert Day.parse("45292.0") == date(2024, 1, 1)
    assert Day.parse("73415") == date(2100, 12, 31)


@pytest.mark.parametrize("raw", ["2026-02-31", "20260231", "2026年2月31日", "2023-02-29", "2026/13/01", "1799-01-01"])
def test_a_date_that_does_not_exist_is_impossible(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Day.parse(raw)
    assert caught.value.reason == Reason.IMPOSSIBLE_DATE


@pytest.mark.parametrize(
    "raw",
    ["", "无", "2026", "2026.0", "2026-07", "202607", "7/1/2026", "26-07-01", "73416", "99999", "明天", "x" * 2000],
)
def test_what_is_no_date_is_not_guessed(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Day.parse(raw)
    assert caught.value.reason in {Reason.INVALID_DATE, Reason.CELL_TOO_LARGE}


def test_an_open_end_of_sources_is_read_as_they_write_it() -> None:
    assert Day.parse("9999-12-31") == date(9999, 12, 31)


def test_mask_leaves_the_year() -> None:
    assert Day.mask(JULY) == "2026-**-**"


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_all_forms_of_a_date_mean_it(day: date) -> None:
    forms = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.isoformat()} 08:30:00",
    ]
    if day >= date(1927, 5, 18):
        forms.append(str((day - date(1899, 12, 30)) // timedelta(days=1)))
    assert {Day.parse(form) for form in forms} == {day}
    assert Day.parse(day) == day
