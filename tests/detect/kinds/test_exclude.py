from __future__ import annotations

from typing import Any

import pytest

OTHER = "370112"


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.county(OTHER)
    case.person("P", "1950-01-01")
    return case


class TestDestituteAndMinimumLiving:
    def test_raised_for_a_counted_member_with_the_share_at_stake(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-07", 800, "P", "Q")
        case.award("P", "dibao_topup", "2026-01/2026-07", 50)
        case.category("P", "tekun", "2026-06/2026-07")
        (found,) = case.findings("X", "P", "Q", rule="D01")
        assert (found.subject, found.months, found.amount) == ("P", ("2026-06", "2026-07"), 2 * (40000 + 5000))
        assert found.items == ("dibao_cash", "dibao_topup")
        assert [cite.type for cite in found.cites] == ["category", "category", "membership"]

    def test_the_share_is_that_of_what_was_paid_and_only_else_of_what_was_awarded(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-07", 800, "P", "Q")
        case.category("P", "tekun", "2026-06/2026-07")
        case.pay("Q", "dibao_cash", "2026-06/2026-06", 500)
        (found,) = case.findings("X", "P", "Q", rule="D01")
        assert [part.amount for part in found.parts] == [25000, 40000]

    def test_what_members_are_awarded_in_one_sum_is_no_part_of_the_others_shares(self, case: Any) -> None:
        case.person("Q")
        case.person("R")
        case.dibao("X", "2026-07/2026-07", 800, "P", "Q")
        case.member("R", "X", "2026-07/2026-07", counted=False)
        case.award("Q", "dibao_topup", "2026-07/2026-07", 90)
        case.award("R", "dibao_topup", "2026-07/2026-07", 70)
        case.category("P", "tekun", "2026-07/2026-07")
        case.pay("Q", "dibao_cash", "2026-07/2026-07", 890)
        (found,) = case.findings("X", "P", "Q", "R", rule="D01")
        assert found.amount == 40000

    def test_what_is_paid_apart_was_not_in_the_sum(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-07/2026-07", 800, "P", "Q")
        case.award("Q", "dibao_topup", "2026-07/2026-07", 90)
        case.category("P", "tekun", "2026-07/2026-07")
        case.pay("Q", "dibao_cash", "2026-07/2026-07", 890)
        case.pay("Q", "dibao_topup", "2026-07/2026-07", 90)
        (found,) = case.findings("X", "P", "Q", rule="D01")
        assert found.amount == 44500

    def test_the_others_of_the_home_may_stay(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-07", 800, "Q")
        case.member("P", "X", "2026-01/2026-07", counted=False)
        case.category("P", "tekun", "2026-06/2026-07")
        assert case.findings("X", "P", "Q", rule="D01") == []

    def test_a_month_that_one_of_them_leaves_is_no_overlap(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-05", 800, "P")
        case.category("P", "tekun", "2026-06/2026-07")
        assert case.findings("X", "P", rule="D01") == []

    def test_a_status_that_began_within_the_month_accuses_nobody(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.category("P", "tekun", "2026-07/2026-07")
        case.people["P"].categories[0].yes = 0
        assert case.findings("X", "P", rule="D01") == []


@pytest.mark.parametrize(("rule", "item"), [("D02", "disab_living"), ("D03", "disab_nursing")])
class TestDestituteAndDisability:
    def test_payment_alone_is_evidence_of_receipt(self, case: Any, rule: str, item: str) -> None:
        case.category("P", "tekun", "2025-01/2026-07")
        case.pay("P", item, "2026-03/2026-04", 139)
        (found,) = case.findings(None, "P", rule=rule)
        assert (found.months, found.amount, found.items) == (("2026-03", "2026-04"), 27800, (item,))
        assert [cite.type for cite in found.cites] == ["category", "payment", "payment"]

    def test_what_was_paid_counts_before_what_was_awarded(self, case: Any, rule: str, item: str) -> None:
        case.category("P", "tekun", "2025-01/2026-07")
        case.award("P", item, "2026-06/2026-07", 183)
        case.pay("P", item, "2026-06/2026-06", 100)
        case.pay("P", item, "2026-06/2026-06", 60)
        (found,) = case.findings(None, "P", rule=rule)
        assert [(part.month, part.amount) for part in found.parts] == [("2026-06", 16000), ("2026-07", 18300)]

    def test_nothing_when_destitute_support_came_after(self, case: Any, rule: str, item: str) -> None:
        case.award("P", item, "2025-01/2026-03", 183)
        case.category("P", "tekun", "2026-04/2026-07")
        assert case.findings(None, "P", rule=rule) == []


class TestTwoPlaces:
    def test_the_smaller_amount_is_at_stake_and_both_counties_may_see_it(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-01/2026-07", 60)
        case.award("P", "elder_age", "2026-05/2026-06", 100, division=OTHER)
        (found,) = case.findings(None, "P", rule="D13")
        assert (found.discriminator, found.months, found.amount) == ("elder_age", ("2026-05", "2026-06"), 12000)
        assert found.divisions == ("370102", "370112")
        assert "济南市历下区" in found.sentence.zh

    def test_with_one_of_two_amounts_unknown_so_is_the_smaller(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-07/2026-07", 60)
        case.award("P", "elder_age", "2026-07/2026-07", None, division=OTHER)
        (found,) = case.findings(None, "P", rule="D13")
        assert (found.months, found.amount, found.parts) == (("2026-07",), None, ())

    def test_one_month_is_enough_for_there_is_no_seam(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2026-01/2026-05", 139)
        case.pay("P", "disab_nursing", "2026-05/2026-07", 139, division=OTHER)
        (found,) = case.findings(None, "P", rule="D13")
        assert (found.months, found.amount) == (("2026-05",), 13900)

    def test_a_move_without_overlap_is_lawful(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-01/2026-04", 60)
        case.award("P", "elder_age", "2026-05/2026-07", 60, division=OTHER)
        assert case.findings(None, "P", rule="D13") == []

    def test_back_pay_belongs_to_the_month_it_is_for(self, case: Any) -> None:
        case.pay("P", "elder_age", "2026-04/2026-04", 60)
        case.people["P"].payments[0].back_pay = True
        case.pay("P", "elder_age", "2026-05/2026-07", 60, division=OTHER)
        assert case.findings(None, "P", rule="D13") == []

    def test_emergency_aid_at_the_place_of_the_event_is_lawful(self, case: Any) -> None:
        case.temporary("P", "2026-05-10", "fire", 2000)
        case.award("P", "temp_emergency", "2026-05/2026-05", 2000, division=OTHER)
        assert case.findings(None, "P", rule="D13") == []

    def test_two_townships_of_one_county_are_one_county(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-05/2026-06", 60, division="370102001")
        case.award("P", "elder_age", "2026-05/2026-06", 60, division="370102002")
        assert case.findings(None, "P", rule="D13") == []

    def test_the_prefecture_that_pays_for_a_county_is_no_second_county(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-05/2026-06", 60)
        case.pay("P", "elder_age", "2026-05/2026-06", 60, division="370100")
        assert case.findings(None, "P", rule="D13") == []
        case.award("P", "elder_age", "2026-06/2026-06", 50, division="370112")
        (found,) = case.findings(None, "P", rule="D13")
        assert (found.months, found.amount) == (("2026-06",), 5000)

    def test_the_head_of_two_households_is_not_paid_twice_for_one_item(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.dibao("Y", "2026-07/2026-07", 800, "P", division=OTHER)
        case.pay("P", "dibao_cash", "2026-01/2026-07", 800)
        case.pay("P", "dibao_cash", "2026-07/2026-07", 800, division=OTHER)
        assert case.findings("X", "P", rule="D13") == []


class TestTwoHouseholds:
    def test_a_seam_inside_a_longer_history_is_silent_and_a_long_overlap_is_not(self, case: Any) -> None:
        case.dibao("X", "2025-01/2025-06", 800, "P")
        case.dibao("Y", "2025-06/2026-07", 600, "P")
        case.dibao("Z", "2026-02/2026-04", 500, "P")
        (found,) = case.findings("Y", "P", rule="D14")
        assert (found.months, found.amount) == (("2026-02", "2026-03", "2026-04"), 3 * 50000)

    def test_single_status_beside_a_minimum_living_household(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.category("P", "dibao_single", "2026-05/2026-07")
        case.award("P", "dibao_single_cash", "2026-05/2026-07", 700)
        (found,) = case.findings("X", "P", rule="D14")
        assert (found.months, found.amount) == (("2026-05", "2026-06", "2026-07"), 3 * 70000)
        assert found.items == ("dibao_single_cash",)

    def test_single_status_in_a_borderline_household_is_lawful(self, case: Any) -> None:
        case.household("X")
        case.member("P", "X", "2026-01/2026-07")
        case.category("X", "dibian", "2026-01/2026-07")
        case.category("P", "dibao_single", "2026-01/2026-07")
        assert case.findings("X", "P", rule="D14") == []

    def test_households_of_other_forms_do_not_count(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.household("F", "fanpin")
        case.member("P", "F", "2026-01/2026-07")
        case.category("F", "fanpin", "2026-01/2026-07")
        assert case.findings("X", "P", rule="D14") == []

    def test_no_overlap_is_made_of_a_month_that_was_not_delivered(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-05", 800, "P")
        case.uncover("minzheng_dibao.people", "2026-06/2026-07")
        case.dibao("Y", "2026-05/2026-07", 800, "P", division=OTHER)
        assert case.findings("Y", "P", rule="D14") == []
