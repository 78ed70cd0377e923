"""The brake: what a delivery may end without a person."""

from __future__ import annotations

from hub.sync.brake import brakes, endings
from hub.sync.month_runs import bits_of

JANUARY = 2026 * 12
BOTH = bits_of([JANUARY, JANUARY + 1])
FIRST = bits_of([JANUARY])


def test_a_few_endings_of_a_long_list_never_brake() -> None:
    assert not brakes(9, 100, 0.05)


def test_a_small_list_may_lose_half_of_itself_or_two() -> None:
    assert not brakes(5, 10, 0.05)
    assert not brakes(2, 2, 0.05)


def test_a_small_list_that_loses_most_of_itself_brakes() -> None:
    assert brakes(9, 9, 0.05)
    assert brakes(3, 5, 0.05)
    assert not brakes(3, 5, 0.7)


def test_more_than_the_share_brakes() -> None:
    assert brakes(10, 199, 0.05)
    assert not brakes(10, 200, 0.05)


def test_counts_the_keys_that_the_next_month_misses() -> None:
    (found,) = endings({BOTH: 80, FIRST: 20}, bits_of([JANUARY + 1]), BOTH, 0.1)
    assert (found.month, found.ended, found.held, found.brakes) == (JANUARY + 1, 20, 100, True)


def test_a_released_month_does_not_brake() -> None:
    (found,) = endings({BOTH: 80, FIRST: 20}, bits_of([JANUARY + 1]), BOTH, 0.1, free=bits_of([JANUARY + 1]))
    assert not found.brakes


def test_the_month_after_a_braking_one_is_compared_with_the_last_good_one() -> None:
    third = bits_of([JANUARY + 2])
    found = endings({FIRST | third: 90, BOTH | third: 10}, bits_of([JANUARY + 1, JANUARY + 2]), BOTH | third, 0.1)
    assert [(ending.ended, ending.brakes) for ending in found] == [(90, True), (0, False)]


def test_months_that_have_not_come_yet_are_allowed_their_share() -> None:
    third = bits_of([JANUARY + 2])
    (found,) = endings({FIRST | third: 85, FIRST: 15}, third, FIRST | third, 0.1)
    assert (found.ended, found.brakes) == (15, False)
