from __future__ import annotations

from datetime import date

from hub.detect.known import Known
from hub.detect.periods import spread, stretches, term_bits
from schema.policy.condition import Within
from schema.values.month import month_index
from schema.values.months import Window

WINDOW = Window.ending(date(2026, 7, 31))


def bits(*runs: tuple[str, str]) -> int:
    return sum(WINDOW.between(month_index(first), month_index(last)) for first, last in runs)


def test_terms_run_from_february_and_from_august() -> None:
    found = {one.label: one.bits for one in stretches(WINDOW.last, Within.TERM)}
    assert found["2025-2026-autumn"] == bits(("2025-08", "2026-01"))
    assert found["2025-2026-spring"] == bits(("2026-02", "2026-07"))
    assert len(found) == 11


def test_the_first_year_began_before_the_window() -> None:
    first, *rest = stretches(WINDOW.last, Within.YEAR)
    assert (first.label, first.begun) == ("2021", False)
    assert [one.label for one in rest] == ["2022", "2023", "2024", "2025", "2026"]
    assert all(one.begun for one in rest)


def test_a_season_leaves_the_summer_out() -> None:
    found = {one.label: one.bits for one in stretches(WINDOW.last, Within.SEASON)}
    assert found["2025-2026"] == bits(("2025-10", "2026-04"))
    assert sum(found.values()) & bits(("2025-05", "2025-09")) == 0


def test_an_award_for_the_school_year_covers_both_terms() -> None:
    assert term_bits(WINDOW, "2025-2026", "year") == bits(("2025-08", "2026-07"))
    assert term_bits(WINDOW, "2025-2026", "spring") == bits(("2026-02", "2026-07"))
    assert term_bits(WINDOW, "unknown", "spring") == 0


def test_one_yes_answers_for_the_year_and_no_needs_every_month() -> None:
    known = Known(bits(("2025-03", "2025-03")), bits(("2024-01", "2024-12"), ("2026-01", "2026-06")))
    year = spread(known, WINDOW, Within.YEAR)
    assert year.yes == bits(("2025-01", "2025-12"))
    assert year.no == bits(("2024-01", "2024-12"))
