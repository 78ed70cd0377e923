from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1980-01-01")
    case.person("Q", "1982-01-01")
    case.dibao("X", "2024-01/2026-07", None, "P", "Q")
    return case


class TestSpendingSpike:
    """A quarter of 44180 yuan is 11045."""

    def test_twelve_months_of_the_whole_household_over_the_line(self, case: Any) -> None:
        case.expense("P", "2025-08-01", 6000)
        case.expense("Q", "2026-07-30", 5045.01)
        (found,) = case.findings("X", "P", "Q", rule="W01")
        assert (found.subject_type, found.subject, found.type) == ("household", "X", "warning")
        assert (found.months, found.amount) == (("2026-07",), 1104501)
        assert [cite.months for cite in found.cites] == [("2025-08",), ("2026-07",)]
        assert [cite.type for cite in found.cites] == ["medical_expense", "medical_expense"]
        assert "11045.00元" in found.sentence.zh

    @pytest.mark.parametrize(("paid", "level"), [(11045.01, "low"), (22090.01, "medium"), (44180.01, "high")])
    def test_the_level_is_the_highest_share_that_was_passed(self, case: Any, paid: float, level: str) -> None:
        case.expense("P", "2026-06-01", paid)
        (found,) = case.findings("X", "P", "Q", rule="W01")
        assert found.severity == level

    def test_the_line_itself_is_not_over_it(self, case: Any) -> None:
        case.expense("P", "2026-06-01", 11045)
        assert case.findings("X", "P", "Q", rule="W01") == []

    def test_thirteen_months_ago_is_outside(self, case: Any) -> None:
        case.expense("P", "2025-07-31", 9000)
        case.expense("P", "2026-06-01", 9000)
        assert case.findings("X", "P", "Q", rule="W01") == []

    def test_spending_before_joining_is_another_households(self, case: Any) -> None:
        case.person("R")
        case.member("R", "X", "2026-06/2026-07")
        case.expense("R", "2026-05-01", 20000)
        assert case.findings("X", "P", "Q", rule="W01") == []

    @pytest.mark.parametrize("answered", [True, False])
    def test_spending_in_months_of_which_no_list_has_come_only_could_be(self, make_case: Any, answered: bool) -> None:
        case = make_case()
        case.person("P", "1980-01-01")
        case.dibao("X", "2026-03/2026-07", None, "P")
        if not answered:
            case.uncover("minzheng_dibao.people", "2023-08/2026-02")
        case.expense("P", "2026-01-10", 9000)
        case.expense("P", "2026-06-01", 9000)
        assert case.findings("X", "P", rule="W01") == []
        held = [("X", ("2026-07",), ["uncovered:membership:minzheng_dibao.people"])]
        assert case.held("X", "P", rule="W01") == ([] if answered else held)

    def test_without_an_income_on_file_it_only_could_be(self, make_case: Any) -> None:
        case = make_case("2024-01-31")
        case.window = type(case.window)(case.window.last - 24)
        case.person("P", "1980-01-01", hukou=None)
        case.household("X", "hukou")
        case.member("P", "X", "2021-01/2022-01")
        case.expense("P", "2022-01-05", 50000)
        assert case.findings("X", "P", rule="W01") == []
        assert case.held("X", "P", rule="W01") == [("X", ("2022-01",), ["parameter:disposable_income:None"])]


class TestDeathOfAWorkingMember:
    def test_one_finding_a_member_in_the_month_of_death(self, case: Any) -> None:
        case.death("P", "2026-04-11")
        (found,) = case.findings("X", "P", "Q", rule="W02")
        assert (found.subject, found.discriminator, found.months) == ("X", "P", ("2026-04",))
        assert [cite.type for cite in found.cites] == ["category", "death", "membership"]

    @pytest.mark.parametrize(
        ("birth", "raised"), [("2008-04-01", 1), ("2008-05-02", 0), ("1966-04-01", 0), ("1966-05-02", 1)]
    )
    def test_from_eighteen_to_fiftynine(self, case: Any, birth: str, raised: int) -> None:
        case.people["P"].birth = type(case.people["P"].birth).fromisoformat(birth)
        case.death("P", "2026-04-11")
        assert len(case.findings("X", "P", "Q", rule="W02")) == raised

    def test_a_severely_disabled_member_was_no_main_labourer(self, case: Any) -> None:
        case.certificate("P", "2024-01/2026-04", 2)
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="W02") == []

    def test_a_certificate_that_left_the_list_in_the_month_of_death_still_counts(self, case: Any) -> None:
        case.certificate("P", "2024-01/2026-03", 2)
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="W02") == []
        assert case.held("X", "P", "Q", rule="W02") == []

    def test_where_the_month_before_is_uncovered_a_certificate_may_have_been_listed_in_it(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2026-03/2026-03")
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="W02") == []
        ((subject, months, missing),) = case.held("X", "P", "Q", rule="W02")
        assert (subject, months) == ("X", ("2026-04",))
        assert missing == ["uncovered:certificate:canlian_certificates.certificates"]

    def test_one_that_left_it_long_before_does_not(self, case: Any) -> None:
        case.certificate("P", "2024-01/2026-02", 2)
        case.death("P", "2026-04-11")
        assert len(case.findings("X", "P", "Q", rule="W02")) == 1

    def test_a_certificate_that_was_cancelled_with_the_death_says_so_too(self, case: Any) -> None:
        case.certificate("P", "2024-01/2026-03", 2)
        case.certificate("P", "2026-04/2026-07", 2, status="cancelled")
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="W02") == []

    def test_a_grade_three_certificate_does_not_matter(self, case: Any) -> None:
        case.certificate("P", "2024-01/2026-04", 3)
        case.death("P", "2026-04-11")
        assert len(case.findings("X", "P", "Q", rule="W02")) == 1

    def test_without_certificates_delivered_it_only_could_be(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2026-04/2026-04")
        case.death("P", "2026-04-11")
        assert case.findings("X", "P", "Q", rule="W02") == []
        assert case.held("X", "P", "Q", rule="W02") == [
            ("X", ("2026-04",), ["uncovered:certificate:canlian_certificates.certificates"])
        ]

    def test_a_household_without_a_category_is_not_watched(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "1980-01-01")
        case.death("P", "2026-04-11")
        assert case.findings("hukou-370102", "P", rule="W02") == []

    def test_a_disputed_death_warns_of_nothing(self, case: Any) -> None:
        case.death("P", "2026-04-11")
        case.expense("P", "2026-05-11", 10)
        assert case.findings("X", "P", "Q", rule="W02") == []
