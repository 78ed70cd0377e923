from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P")
    case.person("Q")
    case.dibao("X", "2024-01/2026-07", 800, "P", "Q")
    return case


def test_the_same_cause_again_within_twelve_months_over_all_members(case: Any) -> None:
    case.temporary("P", "2025-03-10", "illness_sudden", 2000)
    case.temporary("Q", "2026-03-09", "illness_sudden", 1500, item="temp_expense")
    (found,) = case.findings("X", "P", "Q", rule="D23")
    assert (found.subject_type, found.subject) == ("household", "X")
    assert (found.months, found.amount, found.discriminator) == (("2026-03",), 150000, "illness_sudden")
    assert [cite.months for cite in found.cites] == [("2025-03",), ("2026-03",)]


def test_the_same_day_next_year_is_outside(case: Any) -> None:
    case.temporary("P", "2025-03-10", "fire", 2000)
    case.temporary("P", "2026-03-10", "fire", 1500)
    assert case.findings("X", "P", "Q", rule="D23") == []


def test_another_cause_is_lawful(case: Any) -> None:
    case.temporary("P", "2026-01-10", "fire", 2000)
    case.temporary("P", "2026-03-10", "traffic", 1500)
    assert case.findings("X", "P", "Q", rule="D23") == []


def test_an_unknown_cause_is_like_no_other(case: Any) -> None:
    case.temporary("P", "2026-01-10", None, 2000)
    case.temporary("P", "2026-03-10", None, 1500)
    assert case.findings("X", "P", "Q", rule="D23") == []


def test_instalments_of_one_approval_are_one_case(case: Any) -> None:
    case.temporary("P", "2026-01-10", "fire", 2000)
    case.temporary("P", "2026-01-10", "fire", 1500)
    assert case.findings("X", "P", "Q", rule="D23") == []


def test_a_third_award_adds_its_month_to_the_same_finding(case: Any) -> None:
    for day in ("2025-06-01", "2025-12-01", "2026-06-01"):
        case.temporary("P", day, "fire", 1000)
    (found,) = case.findings("X", "P", "Q", rule="D23")
    assert (found.months, found.amount) == (("2025-12", "2026-06"), 200000)


def test_awards_of_a_time_outside_the_household_do_not_count(case: Any) -> None:
    case.person("R")
    case.member("R", "X", "2026-05/2026-07")
    case.temporary("R", "2026-01-10", "fire", 2000)
    case.temporary("P", "2026-06-10", "fire", 1500)
    assert case.findings("X", "P", "Q", "R", rule="D23") == []


def test_a_member_who_was_awarded_before_coming_is_awarded_again(case: Any) -> None:
    case.person("R")
    case.member("R", "X", "2026-05/2026-07")
    case.temporary("R", "2026-01-10", "fire", 2000)
    case.temporary("R", "2026-06-10", "fire", 1500)
    (found,) = case.findings("X", "P", "Q", "R", rule="D23")
    assert (found.subject, found.months, found.amount) == ("X", ("2026-06",), 150000)


def test_both_awards_ahead_of_the_household_are_not_its_own(case: Any) -> None:
    case.person("R")
    case.member("R", "X", "2026-05/2026-07")
    case.temporary("R", "2026-01-10", "fire", 2000)
    case.temporary("R", "2026-03-10", "fire", 1500)
    assert case.findings("X", "P", "Q", "R", rule="D23") == []


def test_aid_in_a_month_of_unknown_membership_is_not_the_households(case: Any) -> None:
    case.person("R")
    case.member("R", "X", "2026-05/2026-07")
    joined_in_april = case.people["R"].memberships[-1]
    joined_in_april.some |= case.bits("2026-04/2026-04")
    case.temporary("P", "2026-01-10", "fire", 2000)
    case.temporary("R", "2026-04-25", "fire", 1500)
    assert case.findings("X", "P", "Q", "R", rule="D23") == []


def test_a_person_without_a_household_is_one_of_their_own(make_case: Any) -> None:
    case = make_case()
    case.person("P", hukou=None)
    case.temporary("P", "2026-01-10", "fire", 2000)
    case.temporary("P", "2026-03-10", "fire", 1500)
    (found,) = case.findings(None, "P", rule="D23")
    assert (found.subject_type, found.subject) == ("person", "P")


def number(case: Any, **numbers: str) -> None:
    """Give the last award of P its approval's or event's number."""
    award = case.people["P"].benefits[-1]
    award.approval, award.event = numbers.get("approval"), numbers.get("event")


def test_instalments_of_one_approval_on_other_days_are_one_case(case: Any) -> None:
    for day in ("2026-01-10", "2026-03-10"):
        case.temporary("P", day, "fire", 1000)
        number(case, approval="A1")
    assert case.findings("X", "P", "Q", rule="D23") == []


def test_two_approvals_of_one_day_are_two_cases(case: Any) -> None:
    for approval in ("A1", "A2"):
        case.temporary("P", "2026-01-10", "fire", 1000)
        number(case, approval=approval)
    (found,) = case.findings("X", "P", "Q", rule="D23")
    assert (found.months, found.amount) == (("2026-01",), 100_000)


def test_another_event_is_another_cause(case: Any) -> None:
    for day, event in (("2026-01-10", "E1"), ("2026-03-10", "E2")):
        case.temporary("P", day, "fire", 1000)
        number(case, event=event)
    assert case.findings("X", "P", "Q", rule="D23") == []


def test_the_same_event_is_the_same_cause_whatever_it_is_called(case: Any) -> None:
    for day, cause in (("2026-01-10", "fire"), ("2026-03-10", None)):
        case.temporary("P", day, cause, 1000)
        number(case, event="E1")
    (found,) = case.findings("X", "P", "Q", rule="D23")
    assert (found.months, found.amount, found.discriminator) == (("2026-03",), 100_000, "")


def test_an_event_without_a_number_is_told_by_its_cause(case: Any) -> None:
    case.temporary("P", "2026-01-10", "fire", 1000)
    number(case, event="E1")
    case.temporary("P", "2026-03-10", "fire", 1000)
    assert [found.months for found in case.findings("X", "P", "Q", rule="D23")] == [("2026-03",)]
