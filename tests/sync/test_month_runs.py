"""The months of a roster's facts: what they mean, however they arrive and are stored."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hub.sync.month_runs import EPOCH, bits_of, change, months_of, runs_text, stored_bits

JANUARY = 2026 * 12
months = st.sets(st.integers(JANUARY - 40, JANUARY + 20))


def test_a_month_that_confirms_an_open_run_writes_nothing() -> None:
    before = bits_of([JANUARY, JANUARY + 1])
    assert change("2026-01/", bits_of([JANUARY + 2]), bits_of([JANUARY + 2]), before) is None


def test_leaving_the_list_closes_the_run_and_restates_nothing() -> None:
    before = bits_of([JANUARY, JANUARY + 1])
    found = change("2026-01/", 0, bits_of([JANUARY + 2]), before)
    assert found is not None
    assert (found.months, found.added, found.restates) == ("2026-01/2026-02", 0, False)


def test_a_corrected_month_splits_the_run_and_restates() -> None:
    before = bits_of(range(JANUARY, JANUARY + 3))
    found = change("2026-01/", 0, bits_of([JANUARY + 1]), before)
    assert found is not None
    assert (found.months, found.restates) == ("2026-01/2026-01 2026-03/", True)


def test_a_late_month_inside_a_run_is_already_said() -> None:
    before = bits_of([JANUARY, JANUARY + 2])
    assert change("2026-01/", bits_of([JANUARY + 1]), bits_of([JANUARY + 1]), before) is None


def test_a_late_month_that_does_not_list_splits_the_run_without_restating() -> None:
    before = bits_of([JANUARY, JANUARY + 2])
    found = change("2026-01/", 0, bits_of([JANUARY + 1]), before)
    assert found is not None
    assert (found.months, found.restates) == ("2026-01/2026-01 2026-03/", False)


@given(months, months)
def test_runs_mean_the_months_they_were_made_of(wanted: set[int], more: set[int]) -> None:
    covered = bits_of(wanted | more)
    text = runs_text(bits_of(wanted), covered)
    assert months_of(stored_bits(text) & covered) == sorted(wanted)


@given(
    months.flatmap(lambda m: st.tuples(st.just(m), st.sets(st.sampled_from(sorted(m))) if m else st.just(set()))),
    st.randoms(use_true_random=False),
)
def test_any_order_of_months_gives_one_meaning(case: tuple[set[int], set[int]], random: Random) -> None:
    answered, listed = case
    order = sorted(answered)
    random.shuffle(order)
    stored, before = "", 0
    for month in order:
        one = bits_of([month])
        found = change(stored, one if month in listed else 0, one, before)
        before |= one
        if found is not None:
            stored = found.months
    assert months_of(stored_bits(stored) & before) == sorted(listed)


def test_bits_count_from_january_2000() -> None:
    assert bits_of([EPOCH]) == 1
    assert months_of(0b101) == [EPOCH, EPOCH + 2]
