"""Dates in every form that deliveries.md lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values.day import Day
from schema.values.reason import Reason
from schema.values.summer_time import in_summer

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
    [
        "",
        "无",
        "2026",
        "2026.0",
        "9619",
        "2026-07",
        "2026.7",
        "2026.07",
        "202607",
        "7/1/2026",
        "26-07-01",
        "73416",
        "99999",
        "明天",
        "x" * 2000,
    ],
)
def test_what_is_no_date_is_not_guessed(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Day.parse(raw)
    assert caught.value.reason in {Reason.INVALID_DATE, Reason.CELL_TOO_LARGE}


def test_an_open_end_of_sources_is_read_as_they_write_it() -> None:
    assert Day.parse("9999-12-31") == date(9999, 12, 31)


def test_mask_leaves_the_year() -> None:
    assert Day.mask(JULY) == "2026-**-**"


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        # midnight in summer time, as an instant
        ("1988-04-30T15:00:00Z", date(1988, 5, 1)),
        ("1990-08-01T00:00:00+09:00", date(1990, 8, 1)),
        ("1990-07-31T23:00:00+09:00", date(1990, 7, 31)),
        ("578415600000", date(1988, 5, 1)),  # 15:00 UTC the day before
        ("578419200000", date(1988, 5, 1)),  # 16:00 UTC, midnight at a fixed UTC+8
        ("-872931600000", date(1942, 5, 5)),
        ("1988-05-01 01:00:00", date(1988, 5, 1)),
        ("1988-04-30 22:59:59", date(1988, 4, 30)),
        ("1992-05-01 23:00:00", date(1992, 5, 1)),
        ("1988-01-01 23:00:00", date(1988, 1, 1)),
        ("Sun May 01 00:00:00 CDT 1988", date(1988, 5, 1)),
        # counts that are shorter than today's
        ("946656000000", date(2000, 1, 1)),
        ("31507200000", date(1971, 1, 1)),
        ("-157795200000", date(1965, 1, 1)),
        ("-157795200000.0", date(1965, 1, 1)),
    ],
)
def test_an_instant_is_the_day_that_it_was_in_china(raw: str, day: date) -> None:
    assert Day.parse(raw) == day


@pytest.mark.parametrize(
    "raw",
    [
        "1988-04-30 23:00:00",  # or 1 May, written by a program with a fixed UTC+8
        "1990-07-31T23:00+08:00",
        "19900731230000",
        "32993.958333333336",
        "Sat Apr 30 23:00:00 CST 1988",
        "1926-05-01 23:54:17",
        datetime(1988, 4, 30, 23),
        "1500000000",  # seconds of 2017, or milliseconds of 1970
        "946656000",
        "197608011200",  # 1 August 1976 12:00, or milliseconds of 1976
    ],
)
def test_what_can_be_read_as_two_dates_is_refused(raw: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Day.parse(raw)
    assert caught.value.reason == Reason.AMBIGUOUS_DATE


def test_excels_formula_for_text_is_its_text() -> None:
    assert Day.parse('="2026-07-01"') == JULY


@given(st.dates(date(1902, 1, 1), date(2100, 12, 31)))
def test_a_date_written_as_an_instant_of_china_is_itself_or_refused(day: date) -> None:
    """Midnight by China's clock or by a fixed UTC+8, in milliseconds and in ISO."""
    for hours in (8, 9) if in_summer(day) else (8,):
        instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=hours)
        for raw in (str(int(instant.timestamp() * 1000)), instant.isoformat(), instant):
            try:
                found = Day.parse(raw)
            except InvalidValueError:
                continue
            assert found == day


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
