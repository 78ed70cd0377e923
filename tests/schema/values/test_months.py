"""Sets of months against plain Python sets: the window's bits, spans of dates, runs, and what is stored."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schema.values.month import first_day, month_index, month_of
from schema.values.months import (
    ALL,
    BEFORE,
    OPEN,
    WIDTH,
    Months,
    Window,
    count,
    highest,
    lowest,
    runs,
    unbroken,
    with_earlier,
    with_later,
)

JULY = month_index("2026-07")
WINDOW = Window(JULY)
FIRST = JULY - WIDTH + 1

bits = st.integers(0, ALL)
indexes = st.integers(FIRST - 30, JULY + 30)
day = st.dates(date(2019, 1, 1), date(2029, 12, 31))


def members(chosen: int) -> set[int]:
    return {FIRST + place for place in range(WIDTH) if chosen >> place & 1}


def in_window(months: set[int]) -> tuple[set[int], bool]:
    return {index for index in months if FIRST <= index <= JULY}, any(index < FIRST for index in months)


def test_the_window_is_63_months_ending_with_the_judged_one() -> None:
    assert Window.ending(date(2026, 7, 31)) == WINDOW
    assert WINDOW.first == month_index("2021-05")
    assert WINDOW.bit(JULY) == 1 << 62
    assert WINDOW.bit(WINDOW.first) == 1
    assert WINDOW.bit(JULY + 1) == 0
    assert WINDOW.bit(WINDOW.first - 1) == BEFORE == 1 << 63
    assert count(ALL) == 63


@given(indexes, indexes)
def test_between_holds_the_months_between(first: int, last: int) -> None:
    inside, before = in_window(set(range(first, last + 1)))
    chosen = WINDOW.between(first, last)
    assert members(chosen) == inside
    assert bool(chosen & BEFORE) == before
    assert chosen < 1 << 64


@given(indexes)
def test_since_reaches_the_end_and_bit_is_between_of_one(first: int) -> None:
    assert WINDOW.since(first) == WINDOW.between(first, JULY)
    assert WINDOW.bit(first) == WINDOW.between(first, first)


@given(day, st.integers(-40, 2000) | st.none())
def test_a_span_is_yes_on_first_days_and_some_on_any_day(start: date, length: int | None) -> None:
    end = None if length is None else start + timedelta(days=length)
    last = first_day(JULY + 1) if end is None else end
    days = {start + timedelta(days=n) for n in range((last - start).days)}
    yes, some = WINDOW.span(start, end)
    inside, before = in_window({month_of(each) for each in days if each.day == 1})
    assert (members(yes), bool(yes & BEFORE)) == (inside, before)
    inside, before = in_window({month_of(each) for each in days})
    assert (members(some), bool(some & BEFORE)) == (inside, before)
    assert yes & ~some == 0


def test_a_move_on_20_may_is_unknown_in_may() -> None:
    yes, some = WINDOW.span(date(2026, 5, 20), None)
    assert WINDOW.texts(yes) == ["2026-06", "2026-07"]
    assert WINDOW.texts(some) == ["2026-05", "2026-06", "2026-07"]
    yes, some = WINDOW.span(date(2024, 1, 1), date(2026, 5, 20))
    assert WINDOW.texts(yes)[-1] == "2026-05"


def test_an_end_on_the_first_ends_with_the_month_before() -> None:
    yes, some = WINDOW.span(date(2026, 5, 1), date(2026, 7, 1))
    assert yes == some
    assert WINDOW.texts(yes) == ["2026-05", "2026-06"]


def test_an_end_before_the_start_is_no_month() -> None:
    assert WINDOW.span(date(2026, 5, 1), date(2026, 5, 1)) == (0, 0)
    assert WINDOW.span(date(2026, 5, 1), date(2026, 4, 1)) == (0, 0)


@given(bits)
def test_runs_are_unbroken_apart_and_make_up_the_set(chosen: int) -> None:
    found = list(runs(chosen))
    union = 0
    for run in found:
        months = sorted(members(run))
        assert months == list(range(months[0], months[-1] + 1))
        assert union & run == 0
        union |= run
    assert union == chosen
    assert all(max(members(one)) + 1 < min(members(two)) for one, two in pairwise(found))


@given(bits, st.booleans())
def test_count_lowest_highest_and_months_ignore_before(chosen: int, before: bool) -> None:
    held = chosen | (BEFORE if before else 0)
    months = sorted(members(chosen))
    assert count(held) == len(months)
    assert members(lowest(held)) == set(months[:1])
    assert members(highest(held)) == set(months[-1:])
    assert list(WINDOW.months(held)) == months


@given(bits, bits)
def test_union_intersection_and_difference_are_those_of_sets(one: int, two: int) -> None:
    assert members(one | two) == members(one) | members(two)
    assert members(one & two) == members(one) & members(two)
    assert members(one & ~two) == members(one) - members(two)


@given(st.sets(indexes))
def test_stored_months_survive_any_round_trip(chosen: set[int]) -> None:
    months = Months.of(chosen)
    assert Months.parse(months.text()) == months
    assert Months.of(month for month in range(FIRST - 40, JULY + 40) if month in months) == months
    assert months.within(range(FIRST - 40, JULY + 40)) == sorted(chosen)
    assert bool(months) == bool(chosen)
    assert not months.open
    inside, before = in_window(chosen)
    stored = months.bits(WINDOW)
    assert (members(stored), bool(stored & BEFORE)) == (inside, before)


@given(st.lists(indexes))
def test_order_and_repetition_do_not_matter(chosen: list[int]) -> None:
    assert Months.of(chosen) == Months.of(reversed(chosen)) == Months.of(chosen + chosen)


def test_stored_text_shows_runs_and_an_open_end() -> None:
    months = Months.parse("2024-01/2025-12 2026-02/")
    assert months.runs == ((month_index("2024-01"), month_index("2025-12")), (month_index("2026-02"), OPEN))
    assert months.open
    assert months.text() == "2024-01/2025-12 2026-02/"
    assert month_index("2026-01") not in months
    assert month_index("2031-01") in months
    assert months.within([JULY, JULY + 1, month_index("2026-01")]) == [JULY, JULY + 1]
    assert WINDOW.texts(months.bits(WINDOW))[-6:] == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"]


def test_no_months_are_empty_text() -> None:
    assert Months.of([]).text() == ""
    assert Months.parse("") == Months()


@given(bits, st.integers(0, 5), st.booleans())
def test_later_earlier_and_unbroken_months_are_those_counted_one_by_one(chosen: int, more: int, before: bool) -> None:
    said = members(chosen)
    ahead = BEFORE if before else 0
    assert members(with_later(chosen | ahead, more)) == {
        m for m in range(FIRST, JULY + 1) if said & set(range(m - more, m + 1))
    }
    assert members(with_earlier(chosen | ahead, more)) == {
        m for m in range(FIRST, JULY + 1) if said & set(range(m, m + more + 1))
    }
    held = said | (set(range(FIRST - more, FIRST)) if before else set())
    unbroken_months = {m for m in said if set(range(m - more, m + 1)) <= held}
    assert members(unbroken(chosen | ahead, more)) == unbroken_months
