"""Housing and disasters: D30, D31, O21, O23, O24, W04."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


def once(case: Any, holder: str, item: str, on: str, amount: float, **more: Any) -> None:
    case.award(holder, item, f"{on[:7]}/{on[:7]}", amount, awarded_on=date.fromisoformat(on), **more)


def found(case: Any, rule: str) -> list[tuple[str, tuple[str, ...], int | None]]:
    return [(one.subject, one.months, one.amount) for one in case.findings("X", "P", "Q", rule=rule)]


class TestLeaseAndSubsidy:
    def test_from_the_month_after_the_lease_the_subsidy_is_at_stake_whoever_of_the_home_has_it(self, case: Any) -> None:
        case.award("P", "house_rental", "2026-03/2026-07", None)
        case.award("Q", "house_rent_sub", "2025-01/2026-05", 260)
        assert found(case, "D30") == [("X", ("2026-04", "2026-05"), 52000)]

    def test_the_month_of_the_lease_is_payable(self, case: Any) -> None:
        case.award("P", "house_rental", "2026-03/2026-07", None)
        case.award("P", "house_rent_sub", "2025-01/2026-03", 260)
        assert found(case, "D30") == []


class TestRepairedTwice:
    def test_a_second_repair_or_a_repair_after_rebuilding_is_for_review(self, case: Any) -> None:
        once(case, "P", "dis_rebuild", "2024-05-10", 20000)
        once(case, "Q", "house_rural_fix", "2026-05-10", 15000)
        assert found(case, "D31") == [("X", ("2026-05",), 1500000)]

    def test_a_repair_after_a_disaster_that_was_not_rebuilt_is_lawful(self, case: Any) -> None:
        once(case, "P", "house_rural_fix", "2024-05-10", 20000)
        case.declare("P", "disaster_loss", "2026-03/2026-03", loss="damaged", amount=400000)
        once(case, "P", "house_rural_fix", "2026-05-10", 15000)
        assert found(case, "D31") == []


class TestNoRelief:
    def test_two_months_after_the_damage(self, case: Any) -> None:
        case.declare("P", "disaster_loss", "2026-03/2026-03", loss="collapsed", amount=600000)
        assert found(case, "O21") == [("X", ("2026-05",), None)]

    def test_relief_within_them_answers_for_the_home(self, case: Any) -> None:
        case.declare("P", "disaster_loss", "2026-03/2026-03", loss="collapsed", amount=600000)
        once(case, "Q", "dis_emergency", "2026-05-30", 900)
        assert found(case, "O21") == []

    def test_lost_crops_are_no_damaged_house(self, case: Any) -> None:
        case.declare("P", "disaster_loss", "2026-03/2026-03", loss="crops", amount=600000)
        assert found(case, "O21") == []

    def test_relief_that_its_source_did_not_deliver_is_unknown(self, case: Any) -> None:
        case.declare("P", "disaster_loss", "2026-03/2026-03", loss="collapsed", amount=600000)
        case.uncover("yingji_aid.homes", "2026-04/2026-04")
        assert found(case, "O21") == []
        assert [months for _, months, _ in case.held("X", "P", "Q", rule="O21")] == [("2026-05",)]


class TestDangerousHouse:
    @pytest.mark.parametrize("safety", ["C", "D", "none"])
    def test_dangerous_or_none_and_never_repaired(self, case: Any, safety: str) -> None:
        case.declare("P", "dwelling", "2026-06/2026-07", setting="rural", safety=safety, area_per_head=20)
        (finding,) = case.findings("X", "P", "Q", rule="O23")
        assert (finding.subject, finding.months) == ("X", ("2026-06", "2026-07"))

    def test_without_any_list_of_repairs_it_is_unknown(self, case: Any) -> None:
        case.declare("P", "dwelling", "2026-06/2026-07", setting="rural", safety="C", area_per_head=20)
        case.uncover("zhujian_fix.homes", "2023-08/2026-07")
        assert found(case, "O23") == []
        assert [months for _, months, _ in case.held("X", "P", "Q", rule="O23")] == [("2026-06", "2026-07")]

    def test_earlier_years_count_as_none_from_its_first_answer_on_and_the_sentence_says_so(self, case: Any) -> None:
        case.declare("P", "dwelling", "2026-05/2026-07", setting="rural", safety="C", area_per_head=20)
        case.uncover("zhujian_fix.homes", "2023-08/2026-05")
        (finding,) = case.findings("X", "P", "Q", rule="O23")
        assert finding.months == ("2026-06", "2026-07")
        assert "更早年份的改造记录未提供" in finding.sentence.zh

    def test_a_repair_of_years_ago_counts(self, case: Any) -> None:
        case.declare("P", "dwelling", "2026-06/2026-07", setting="rural", safety="C", area_per_head=20)
        once(case, "Q", "house_rural_fix", "2023-09-10", 20000)
        assert found(case, "O23") == []

    @pytest.mark.parametrize(("setting", "safety"), [("urban", "D"), ("rural", "B"), ("rural", None)])
    def test_elsewhere_safe_or_not_appraised_is_none(self, case: Any, setting: str, safety: str | None) -> None:
        case.declare("P", "dwelling", "2026-06/2026-07", setting=setting, safety=safety, area_per_head=20)
        assert found(case, "O23") == []


class TestShortOfSpace:
    def test_below_the_line_without_support(self, case: Any) -> None:
        case.declare("P", "dwelling", "2026-06/2026-07", setting="urban", safety="A", area_per_head=12)
        assert found(case, "O24") == [("X", ("2026-06", "2026-07"), None)]

    def test_at_the_line_or_with_a_subsidy(self, case: Any) -> None:
        case.declare("P", "dwelling", "2026-06/2026-06", setting="urban", safety="A", area_per_head=13)
        case.declare("P", "dwelling", "2026-07/2026-07", setting="urban", safety="A", area_per_head=9)
        case.award("Q", "house_rent_sub", "2026-07/2026-07", 260)
        assert found(case, "O24") == []


class TestHeavyLoss:
    def test_over_the_line_in_a_home_in_need(self, case: Any) -> None:
        case.declare("Q", "disaster_loss", "2026-03/2026-03", loss="crops", amount=10_000_01)
        assert found(case, "W04") == [("X", ("2026-03",), None)]

    @pytest.mark.parametrize(("yuan", "level"), [(10_001, "low"), (30_001, "medium"), (100_001, "high")])
    def test_the_level_is_the_highest_line_that_was_passed(self, case: Any, yuan: int, level: str) -> None:
        case.declare("Q", "disaster_loss", "2026-03/2026-03", loss="crops", amount=yuan * 100)
        (finding,) = case.findings("X", "P", "Q", rule="W04")
        assert finding.severity == level

    def test_the_line_itself_and_an_unknown_sum_warn_nobody(self, case: Any) -> None:
        case.declare("P", "disaster_loss", "2026-03/2026-03", loss="crops", amount=10_000_00)
        case.declare("Q", "disaster_loss", "2026-04/2026-04", loss="crops", amount=None)
        assert found(case, "W04") == []
