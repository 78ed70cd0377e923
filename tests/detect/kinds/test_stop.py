from __future__ import annotations

from datetime import date
from typing import Any

import pytest

DEATHS, CERTIFIED = "gongan_deaths.cancellations", "weijian_deaths.deaths"


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1950-01-01")
    return case


def test_the_month_of_death_is_payable(case: Any) -> None:
    case.award("P", "elder_age", "2025-01/2026-04", 60)
    case.pay("P", "elder_age", "2025-03/2026-04", 60)
    case.death("P", "2026-04-02")
    assert case.findings(None, "P", rule="D16") == []


def test_every_item_that_went_on_is_in_one_finding(case: Any) -> None:
    case.award("P", "elder_age", "2025-01/2026-06", 60)
    case.pay("P", "disab_nursing", "2026-05/2026-05", 139)
    case.death("P", "2026-04-30")
    (found,) = case.findings(None, "P", rule="D16")
    assert (found.months, found.amount) == (("2026-05", "2026-06"), 2 * 6000 + 13900)
    assert found.items == ("disab_nursing", "elder_age")


def test_what_is_paid_because_of_the_death_is_lawful(case: Any) -> None:
    case.death("P", "2026-04-30")
    case.award("P", "tekun_funeral", "2026-05/2026-05", 3000)
    assert case.findings(None, "P", rule="D16") == []


def test_the_latest_date_counts_and_all_are_cited(case: Any) -> None:
    case.award("P", "elder_age", "2025-01/2026-07", 60)
    case.death("P", "2026-04-30", DEATHS)
    case.death("P", "2026-05-01", CERTIFIED)
    (found,) = case.findings(None, "P", rule="D16")
    assert found.months == ("2026-06", "2026-07")
    assert sorted(cite.stream for cite in found.cites if cite.type == "death") == [DEATHS, CERTIFIED]


class TestDisputedDeaths:
    def test_a_medical_settlement_after_it(self, case: Any) -> None:
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.expense("P", "2026-05-02", 120)
        assert case.findings(None, "P", rule="D16") == []

    def test_a_bill_of_the_day_of_death_is_no_sign_of_life(self, case: Any) -> None:
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.expense("P", "2026-04-30", 120)
        assert len(case.findings(None, "P", rule="D16")) == 1

    def test_a_new_certificate_after_it(self, case: Any) -> None:
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.certificate("P", "2026-06/2026-07", 2)
        assert case.findings(None, "P", rule="D16") == []

    def test_a_certificate_that_is_still_listed_is_no_sign_of_life(self, case: Any) -> None:
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.certificate("P", "2025-01/2026-07", 2)
        assert len(case.findings(None, "P", rule="D16")) == 1

    def test_a_certificate_of_a_streams_first_delivery_is_no_sign_of_life(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2023-08/2026-05")
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.certificate("P", "2026-06/2026-07", 2)
        assert len(case.findings(None, "P", rule="D16")) == 1

    def test_a_certificate_that_may_have_begun_unseen_before_it_is_no_sign_of_life(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2026-03/2026-05")
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.certificate("P", "2026-06/2026-07", 2)
        assert len(case.findings(None, "P", rule="D16")) == 1

    def test_a_registers_certificate_says_by_itself_that_it_is_new(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2023-08/2026-05")
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-10")
        case.certificate("P", "2026-05/2026-07", 2, starts=date(2026, 4, 20))
        assert case.findings(None, "P", rule="D16") == []

    def test_a_registers_certificate_of_before_is_no_sign_of_life(self, case: Any) -> None:
        case.award("P", "elder_age", "2025-01/2026-07", 60)
        case.death("P", "2026-04-30")
        case.certificate("P", "2026-05/2026-07", 2, starts=date(2026, 4, 2))
        assert len(case.findings(None, "P", rule="D16")) == 1

    def test_an_award_or_payment_is_no_sign_of_life(self, case: Any) -> None:
        case.death("P", "2026-04-30")
        case.award("P", "elder_age", "2026-06/2026-07", 60)
        case.pay("P", "elder_age", "2026-06/2026-07", 60)
        assert len(case.findings(None, "P", rule="D16")) == 1

    def test_a_disputed_death_holds_omissions_back(self, case: Any) -> None:
        case.death("P", "2026-05-30")
        case.expense("P", "2026-07-02", 120)
        case.certificate("P", "2026-03/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        assert found.months == ("2026-03", "2026-04")
        assert case.held(None, "P", rule="O04") == [
            ("P", ("2026-05", "2026-06", "2026-07"), ["death_disputed:death:None"])
        ]


class TestShareInAHousehold:
    def test_taken_off_the_list_with_the_amount_reduced_is_in_order(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-04", 800, "P", "Q")
        case.member("Q", "X", "2026-05/2026-07")
        case.category("X", "dibao", "2026-05/2026-07")
        case.award("X", "dibao_cash", "2026-05/2026-07", 400)
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="D16") == []

    def test_taken_off_the_list_with_the_amount_unchanged(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-04", 800, "P", "Q")
        case.member("Q", "X", "2026-05/2026-07")
        case.category("X", "dibao", "2026-05/2026-07")
        case.award("X", "dibao_cash", "2026-05/2026-06", 800)
        case.award("X", "dibao_cash", "2026-07/2026-07", 400)
        case.death("P", "2026-04-11")
        (found,) = case.findings("X", "P", "Q", rule="D16")
        assert (found.months, found.amount) == (("2026-05", "2026-06"), 2 * 40000)

    def test_an_amount_that_is_unchanged_after_a_month_without_a_list(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-04", 800, "P", "Q")
        case.member("Q", "X", "2026-05/2026-07")
        for months in ("2026-05/2026-05", "2026-07/2026-07"):
            case.award("X", "dibao_cash", months, 800)
        case.death("P", "2026-04-11")
        (found,) = case.findings("X", "P", "Q", rule="D16")
        assert (found.months, found.amount) == (("2026-05", "2026-07"), 2 * 40000)

    def test_somebody_who_took_the_place_explains_an_unchanged_amount(self, case: Any) -> None:
        case.person("Q")
        case.person("R")
        case.dibao("X", "2026-01/2026-04", 800, "P", "Q")
        for id in "QR":
            case.member(id, "X", "2026-05/2026-07")
        case.category("X", "dibao", "2026-05/2026-07")
        case.award("X", "dibao_cash", "2026-05/2026-07", 800)
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", "R", rule="D16") == []

    def test_a_sole_member_who_is_still_listed(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.death("P", "2026-06-11")
        (found,) = case.findings("X", "P", rule="D16")
        assert (found.months, found.amount) == (("2026-07",), 80000)

    def test_two_rows_of_one_membership_are_one_share(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-07", 800, "P", "Q")
        case.member("P", "X", "2026-01/2026-07")
        case.death("P", "2026-05-11")
        (found,) = case.findings("X", "P", "Q", rule="D16")
        assert (found.months, found.amount) == (("2026-06", "2026-07"), 2 * 40000)

    def test_taken_off_the_list_too_late_and_the_amount_never_changed(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-07", 800, "Q")
        case.member("P", "X", "2026-01/2026-05")
        case.death("P", "2026-04-11")
        (found,) = case.findings("X", "P", "Q", rule="D16")
        assert (found.months, found.amount) == (("2026-05", "2026-06", "2026-07"), 3 * 40000)

    def test_an_award_without_anybody_left_in_the_household(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800)
        case.member("P", "X", "2026-01/2026-05")
        case.death("P", "2026-05-11")
        (found,) = case.findings("X", "P", rule="D16")
        assert (found.months, found.amount) == (("2026-06", "2026-07"), 2 * 80000)

    def test_a_recalculated_sum_on_the_account_of_the_dead_head_is_the_households(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-04", 800, "P", "Q")
        case.member("Q", "X", "2026-05/2026-07")
        case.category("X", "dibao", "2026-05/2026-07")
        case.award("X", "dibao_cash", "2026-05/2026-07", 400)
        case.pay("P", "dibao_cash", "2026-01/2026-04", 800)
        case.pay("P", "dibao_cash", "2026-05/2026-07", 400)
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="D16") == []
        assert case.findings("X", "P", "Q", rule="O31") == []

    def test_what_another_county_goes_on_paying_to_the_dead_is_not_the_households(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2026-01/2026-04", 800, "P", "Q")
        case.member("Q", "X", "2026-05/2026-07")
        case.award("X", "dibao_cash", "2026-05/2026-07", 400)
        case.pay("P", "dibao_cash", "2026-05/2026-07", 800, division="370112")
        case.death("P", "2026-04-11")
        (found,) = case.findings("X", "P", "Q", rule="D16")
        assert (found.months, found.amount) == (("2026-05", "2026-06", "2026-07"), 3 * 80000)


def test_an_award_for_a_term_that_began_in_time_is_not_taken_back(case: Any) -> None:
    case.person("C", "2015-01-01")
    case.award("C", "edu_comp_living", "2026-02/2026-07", 625, school_year="2025-2026", term="spring")
    case.death("C", "2026-04-11")
    assert case.findings(None, "C", rule="D16") == []


def test_death_is_never_silenced(case: Any) -> None:
    case.category("P", "tekun", "2025-01/2026-07")
    case.award("P", "disab_nursing", "2026-05/2026-07", 139)
    case.death("P", "2026-05-11")
    assert [one.rule for one in case.evaluate(None, "P").findings if one.type == "duplicate"] == ["D03", "D16"]
