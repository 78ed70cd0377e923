from __future__ import annotations

from datetime import date

import pytest

from hub.population.timeline import Timeline, age_in, age_on, day_in, last_day


def test_window_of_36_months_has_18_of_payments_and_six_terms() -> None:
    timeline = Timeline.ending("2026-07", 36)
    assert timeline.as_of == date(2026, 7, 31)
    assert (timeline.first, timeline.pay_first) == (2023 * 12 + 7, 2025 * 12 + 1)
    terms = [(term.school_year, term.season) for term in timeline.terms()]
    assert terms == [(f"{year}-{year + 1}", season) for year in (2023, 2024, 2025) for season in ("秋季", "春季")]


def test_short_window_keeps_the_term_that_began_before_it() -> None:
    timeline = Timeline.ending("2026-07", 14)
    assert timeline.pay_first == timeline.first == 2025 * 12 + 5
    assert next((term.first, term.last) for term in timeline.terms()) == (2025 * 12 + 1, 2025 * 12 + 6)


def test_fewer_than_14_months_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 14 months"):
        Timeline.ending("2026-07", 13)


def test_ages_count_completed_years() -> None:
    born = date(1946, 7, 15)
    assert age_on(born, date(2026, 7, 14)) == 79
    assert age_on(born, date(2026, 7, 15)) == 80
    assert age_in(born, 2026 * 12 + 6) == 79
    assert age_in(born, 2026 * 12 + 7) == 80


def test_days_stay_inside_their_month() -> None:
    assert last_day(2024 * 12 + 1) == date(2024, 2, 29)
    assert day_in(2025 * 12 + 1, 31) == date(2025, 2, 28)
