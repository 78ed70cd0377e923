"""Months off facts: rosters by coverage, registers by dates, events by their month."""

from __future__ import annotations

import pytest

from hub.dossier.validity import Times
from schema.values.month import month_index
from schema.values.months import ALL, BEFORE, Window

WINDOW = Window(month_index("2026-07"))
COVERED = {("s.list", "370102"): WINDOW.between(month_index("2026-01"), month_index("2026-06"))}


@pytest.fixture
def times() -> Times:
    return Times(WINDOW, COVERED)


def texts(span: tuple[int, int]) -> tuple[list[str], list[str]]:
    return WINDOW.texts(span[0]), WINDOW.texts(span[1])


def test_an_open_roster_run_is_yes_as_far_as_its_stream_has_covered(times: Times) -> None:
    assert texts(times.of("s.list", "370102", "2026-04/")) == (
        ["2026-04", "2026-05", "2026-06"],
        ["2026-04", "2026-05", "2026-06", "2026-07"],
    )


def test_a_month_inside_a_run_that_was_never_delivered_is_unknown(times: Times) -> None:
    assert texts(times.of("s.list", "370102", "2025-12/2026-02")) == (
        ["2026-01", "2026-02"],
        ["2025-12", "2026-01", "2026-02"],
    )
    assert times.of("s.list", "370112", "2026-01/2026-02")[0] == 0


def test_dates_count_by_first_day_and_by_any_day(times: Times) -> None:
    assert texts(times.dated("s.list", "370102", "2026-02-10", "2026-05-10")) == (
        ["2026-03", "2026-04", "2026-05"],
        ["2026-02", "2026-03", "2026-04", "2026-05"],
    )


def test_an_open_span_is_yes_up_to_the_last_covered_month(times: Times) -> None:
    yes, some = times.dated("s.list", "370102", "2026-05-01", None)
    assert (WINDOW.texts(yes), WINDOW.texts(some)) == (["2026-05", "2026-06"], ["2026-05", "2026-06", "2026-07"])
    assert times.dated("s.list", "370112", "2026-05-01", None)[0] == 0
    assert times.of("s.list", "370102", None) == (
        BEFORE | WINDOW.between(WINDOW.first, month_index("2026-06")),
        ALL | BEFORE,
    )


@pytest.mark.parametrize(
    ("term", "first", "last"),
    [("autumn", "2025-08", "2026-01"), ("spring", "2026-02", "2026-07"), ("year", "2025-08", "2026-07")],
)
def test_student_aid_covers_the_months_of_its_term(times: Times, term: str, first: str, last: str) -> None:
    bits = WINDOW.between(month_index(first), month_index(last))
    assert times.award("2025-2026", term, None) == (bits, bits)


def test_one_off_aid_counts_in_the_month_of_its_award(times: Times) -> None:
    assert texts(times.award(None, None, "2026-03-31"))[0] == ["2026-03"]
    assert times.award(None, None, None) == (0, 0)


def test_since_when_an_open_start_holds_is_unknown(times: Times) -> None:
    assert times.dated("s.list", "370102", None, None) == (0, ALL | BEFORE)
    yes, some = times.dated("s.list", "370102", None, "2026-03-01")
    assert (yes, WINDOW.texts(some)[-1], bool(some & BEFORE)) == (0, "2026-02", True)
