"""A rule is judged in the months in which it is in force, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1950-01-01")
    case.dibao("X", "2026-01/2026-07", 800, "P")
    return case


def dated(case: Any, rule: str, **dates: date) -> None:
    rules = tuple((home, one.model_copy(update=dates) if one.id == rule else one) for home, one in case.policy.rules)
    case.policy = replace(case.policy, rules=rules)


def test_months_before_it_and_after_it_are_not_judged(case: Any) -> None:
    case.category("P", "tekun", "2026-01/2026-07")
    dated(case, "D01", from_=date(2026, 3, 1), until=date(2026, 6, 1))
    (found,) = case.findings("X", "P", rule="D01")
    assert found.months == ("2026-03", "2026-04", "2026-05")


def test_a_rule_that_begins_within_a_month_is_judged_from_the_next(case: Any) -> None:
    case.category("P", "tekun", "2026-01/2026-07")
    dated(case, "D01", from_=date(2026, 6, 15))
    (found,) = case.findings("X", "P", rule="D01")
    assert found.months == ("2026-07",)


def test_what_is_unknown_outside_is_not_held_back(case: Any) -> None:
    case.certificate("P", "2026-01/2026-07", grade=2)
    case.uncover("minzheng_liangbu.register", "2026-01/2026-05")
    dated(case, "O03", from_=date(2026, 5, 1))
    held = [months for _, months, _ in case.held("X", "P", rule="O03")]
    assert held == [("2026-05",)]


def test_a_rule_that_is_over_raises_nothing(case: Any) -> None:
    case.category("P", "tekun", "2026-01/2026-07")
    dated(case, "D01", until=date(2025, 12, 1))
    assert case.findings("X", "P", rule="D01") == []
