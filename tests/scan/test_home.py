"""In which household a person is judged."""

from __future__ import annotations

from hub.scan.home import home
from schema.values.month import month_index
from schema.values.months import BEFORE, Window

WINDOW = Window(month_index("2026-07"))


def until(month: str) -> int:
    return WINDOW.between(month_index("2024-01"), month_index(month))


def test_a_present_assistance_household_comes_before_hukou() -> None:
    assert home([("h1", "hukou", until("2026-07")), ("h2", "assistance", until("2026-07"))]) == "h2"


def test_the_last_assistance_household_counts_even_when_it_ended_long_ago() -> None:
    assert home([("h1", "hukou", until("2026-07")), ("h2", "assistance", until("2024-05"))]) == "h2"
    assert home([("h1", "assistance", until("2026-06")), ("h2", "assistance", until("2026-05"))]) == "h1"


def test_ties_go_to_the_smaller_id_in_any_order() -> None:
    both = [("h2", "assistance", until("2026-07")), ("h1", "assistance", until("2026-07"))]
    assert home(both) == home(both[::-1]) == "h1"


def test_fanpin_comes_before_hukou_and_a_tenancy_is_nobodys_home() -> None:
    now = until("2026-07")
    assert home([("h1", "hukou", now), ("h2", "fanpin", now), ("h3", "tenancy", now)]) == "h2"
    assert home([("h3", "tenancy", now)]) is None


def test_membership_that_is_not_known_within_the_window_gives_no_home() -> None:
    assert home([("h1", "assistance", 0), ("h2", "hukou", BEFORE)]) is None
