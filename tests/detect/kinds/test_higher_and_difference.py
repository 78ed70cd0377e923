from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1950-01-01")
    return case


class TestHigherOfNursingAllowances:
    def test_the_lesser_of_each_month_is_at_stake(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2026-04/2026-07", 139)
        case.award("P", "elder_nursing", "2026-05/2026-06", 80)
        case.award("P", "elder_nursing", "2026-07/2026-07", 200)
        (found,) = case.findings(None, "P", rule="D06")
        assert [(part.item, part.month, part.amount) for part in found.parts] == [
            ("elder_nursing", "2026-05", 8000),
            ("elder_nursing", "2026-06", 8000),
            ("disab_nursing", "2026-07", 13900),
        ]
        assert (found.amount, found.effect, found.severity) == (29900, "higher", "medium")

    def test_both_disability_allowances_together_are_lawful(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2026-04/2026-07", 139)
        case.award("P", "disab_living", "2026-04/2026-07", 183)
        assert case.findings(None, "P", rule="D06") == []

    def test_one_after_the_other_is_lawful(self, case: Any) -> None:
        case.award("P", "elder_nursing", "2026-01/2026-04", 80)
        case.award("P", "disab_nursing", "2026-05/2026-07", 139)
        assert case.findings(None, "P", rule="D06") == []

    def test_a_hard_conflict_silences_it_for_its_months_only(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2026-05/2026-07", 139)
        case.award("P", "elder_nursing", "2026-05/2026-07", 80)
        case.category("P", "tekun", "2026-07/2026-07")
        (hard,) = case.findings(None, "P", rule="D03")
        (higher,) = case.findings(None, "P", rule="D06")
        assert hard.months == ("2026-07",)
        assert higher.months == ("2026-05", "2026-06")


class TestDifferenceOfAChild:
    def test_only_what_passes_the_standard_is_at_stake(self, case: Any) -> None:
        for id in "CQR":
            case.person(id, "2015-01-01")
        case.dibao("X", "2026-05/2026-07", 900, "C", "Q", "R")
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1900)
        (found,) = case.findings("X", "C", rule="D11")
        assert (found.months, found.amount) == (("2026-06", "2026-07"), 2 * 30000)
        assert found.items == ("defacto_orphan_living", "dibao_cash")
        assert [cite.type for cite in found.cites] == ["benefit", "benefit", "membership"]

    def test_a_difference_rightly_paid_is_lawful_to_the_rounded_yuan(self, case: Any) -> None:
        for id in "CQR":
            case.person(id, "2015-01-01")
        case.dibao("X", "2026-05/2026-07", 1000, "C", "Q", "R")
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1567)
        assert case.findings("X", "C", rule="D11") == []

    def test_children_in_particular_hardship_too(self, case: Any) -> None:
        case.person("C", "2015-01-01")
        case.dibao("X", "2026-05/2026-07", 900, "C")
        case.award("C", "key_child_living", "2026-06/2026-07", 1300)
        (found,) = case.findings("X", "C", rule="D11")
        assert (found.amount, found.items) == (2 * 30000, ("key_child_living", "dibao_cash"))
        assert {part.item for part in found.parts} == {"key_child_living"}

    def test_the_allowance_of_a_single_person_counts(self, case: Any) -> None:
        case.person("C", "2015-01-01")
        case.award("C", "dibao_single_cash", "2026-06/2026-07", 700)
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1300)
        (found,) = case.findings(None, "C", rule="D11")
        assert found.amount == 2 * 10000

    def test_top_ups_of_the_household_are_not_the_childs_share(self, case: Any) -> None:
        case.person("C", "2015-01-01")
        case.dibao("X", "2026-05/2026-07", 900, "C")
        case.award("C", "dibao_topup", "2026-05/2026-07", 100)
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1000)
        assert case.findings("X", "C", rule="D11") == []

    def test_without_a_standard_on_file_it_only_could_be(self, case: Any) -> None:
        case.serves = ("37", "41")
        case.person("C", "2015-01-01", hukou="410102")
        case.dibao("X", "2026-07/2026-07", 900, "C", division="410102")
        case.award("C", "defacto_orphan_living", "2026-07/2026-07", 1900, division="410102")
        assert case.findings("X", "C", rule="D11") == []
        assert case.held("X", "C", rule="D11") == [("C", ("2026-07",), ["parameter:child_standard:None"])]

    def test_an_unknown_amount_leaves_the_sum_unknown(self, case: Any) -> None:
        case.person("C", "2015-01-01")
        case.award("C", "dibao_single_cash", "2026-06/2026-07", 700)
        case.award("C", "disab_living", "2026-07/2026-07", None)
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1300)
        (found,) = case.findings(None, "C", rule="D11")
        assert (found.months, found.amount) == (("2026-06",), 10000)
        assert case.held(None, "C", rule="D11") == [("C", ("2026-07",), ["partial:benefit:disab_living:None"])]
        case.pay("C", "disab_living", "2026-07/2026-07", 139)
        (found,) = case.findings(None, "C", rule="D11")
        assert (found.months, found.amount) == (("2026-06", "2026-07"), 10000 + 23900)

    def test_an_item_that_another_rule_stops_leaves_what_the_others_are_too_much(self, case: Any) -> None:
        case.person("C", "2015-01-01")
        case.category("C", "tekun", "2026-06/2026-07")
        case.award("C", "tekun_living", "2026-06/2026-07", 1300)
        case.award("C", "disab_living", "2026-06/2026-07", 139)
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1900)
        (hard,) = case.findings(None, "C", rule="D02")
        (found,) = case.findings(None, "C", rule="D11")
        assert (hard.months, hard.amount) == (("2026-06", "2026-07"), 2 * 13900)
        assert (found.months, found.amount) == (("2026-06", "2026-07"), 2 * 130000)
        assert found.items == ("defacto_orphan_living", "tekun_living")

    def test_an_item_that_another_rule_stops_may_leave_nothing(self, case: Any) -> None:
        case.person("C", "2015-01-01")
        case.category("C", "tekun", "2026-06/2026-07")
        case.award("C", "disab_living", "2026-06/2026-07", 139)
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1900)
        assert case.findings(None, "C", rule="D11") == []
