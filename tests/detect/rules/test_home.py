"""Seasonal help and housing: heating (D28, O26), price subsidies (D29, O261), winter relief (D35)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

NOVEMBER, JANUARY = date(2025, 11, 20), date(2026, 1, 9)


def award(case: Any, holder: str, item: str, on: date, amount: float, **more: Any) -> None:
    month = f"{on:%Y-%m}"
    case.award(holder, item, f"{month}/{month}", amount, awarded_on=on, **more)


class TestHeatingTwice:
    def test_the_second_award_of_a_winter_is_at_stake(self, case: Any) -> None:
        award(case, "P", "heating", NOVEMBER, 600)
        award(case, "Q", "heating", JANUARY, 300)
        (found,) = case.findings("X", "P", "Q", rule="D28")
        assert (found.subject, found.months, found.amount) == ("X", ("2026-01",), 30000)
        assert found.sentence.zh.startswith("2025-2026采暖季同一家庭再次领取取暖补贴（2026-01）")

    def test_a_child_that_is_awarded_apart_is_lawful(self, case: Any) -> None:
        award(case, "P", "heating", NOVEMBER, 600)
        award(case, "Q", "heating", NOVEMBER, 300)
        case.award("Q", "orphan_living", "2024-01/2026-07", 1900)
        assert case.findings("X", "P", "Q", rule="D28") == []


class TestPriceSubsidyTwice:
    def test_two_identities_in_one_month(self, case: Any) -> None:
        case.award("P", "price_temp", "2026-02/2026-04", 40)
        case.award("P", "price_temp", "2026-03/2026-03", 40)
        (found,) = case.findings("X", "P", "Q", rule="D29")
        assert (found.subject, found.months, found.amount) == ("P", ("2026-03",), 4000)

    def test_one_in_each_month_is_lawful(self, case: Any) -> None:
        case.award("P", "price_temp", "2026-02/2026-02", 40)
        case.award("P", "price_temp", "2026-03/2026-03", 40)
        assert case.findings("X", "P", "Q", rule="D29") == []


class TestNoPriceSubsidy:
    """The province has a figure for February to April 2026."""

    def test_owed_in_the_months_in_which_it_is_paid(self, case: Any) -> None:
        case.award("P", "price_temp", "2026-02/2026-04", 40)
        case.award("Q", "price_temp", "2026-03/2026-03", 40)
        (found,) = case.findings("X", "P", "Q", rule="O261")
        assert (found.subject, found.months, found.amount) == ("Q", ("2026-02", "2026-04"), 8000)

    def test_an_orphan_without_a_category_is_owed_it_and_others_are_not(self, make_case: Any) -> None:
        case = make_case()
        case.person("P")
        case.person("Q")
        case.award("Q", "orphan_living", "2026-04/2026-07", 1900)
        (found,) = case.findings(None, "P", "Q", rule="O261")
        assert (found.subject, found.months) == ("Q", ("2026-04",))

    def test_a_month_whose_list_was_not_delivered_is_unknown(self, case: Any) -> None:
        case.award("P", "price_temp", "2026-02/2026-04", 40)
        case.award("Q", "price_temp", "2026-03/2026-04", 40)
        case.uncover("minzheng_price.people", "2026-02/2026-02")
        assert case.findings("X", "P", "Q", rule="O261") == []
        held = case.held("X", "P", "Q", rule="O261")
        assert [(subject, months) for subject, months, _ in held] == [("Q", ("2026-02",))]


class TestWinterRelief:
    def test_twice_in_one_winter(self, case: Any) -> None:
        award(case, "P", "dis_winter_spring", NOVEMBER, 400)
        award(case, "Q", "dis_winter_spring", JANUARY, 300)
        (found,) = case.findings("X", "P", "Q", rule="D35")
        assert (found.subject, found.months, found.amount) == ("X", ("2026-01",), 30000)

    def test_once_in_each_of_two_winters(self, case: Any) -> None:
        award(case, "P", "dis_winter_spring", date(2024, 11, 20), 400)
        award(case, "P", "dis_winter_spring", NOVEMBER, 400)
        assert case.findings("X", "P", "Q", rule="D35") == []


class TestNoHeating:
    def test_owed_from_the_first_month_of_the_season(self, case: Any) -> None:
        award(case, "P", "heating", date(2024, 11, 20), 600)
        (found,) = case.findings("X", "P", "Q", rule="O26")
        assert (found.subject, found.months, found.amount) == ("X", ("2025-10",), None)
        assert found.period is not None
        assert found.period.label == "2025-2026"

    @pytest.mark.parametrize("holder", ["X", "P", "Q"])
    def test_one_award_to_anybody_of_the_home_answers_for_the_winter(self, case: Any, holder: str) -> None:
        award(case, holder, "heating", JANUARY, 600)
        assert case.findings("X", "P", "Q", rule="O26") == []

    def test_a_winter_whose_lists_were_not_delivered_is_unknown(self, case: Any) -> None:
        case.uncover("minzheng_heating.awards", "2026-02/2026-02")
        assert case.findings("X", "P", "Q", rule="O26") == []
        assert ("X", ("2025-10",)) in [(subject, months) for subject, months, _ in case.held("X", "P", "Q", rule="O26")]
