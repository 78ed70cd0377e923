"""Prison and other lawful absences, unemployment, public-interest posts and refused jobs: what each rule asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

ASSETS = ("vehicles", "dwellings", "deposits")


@pytest.fixture
def case(make_case: Any) -> Any:
    """P and Q in 低保 household X, 800 yuan a month."""
    case = make_case()
    case.person("P", "1990-01-01")
    case.person("Q", "1992-01-01")
    case.dibao("X", "2025-01/2026-07", 800, "P", "Q")
    return case


def months(case: Any, rule: str) -> list[tuple[str, ...]]:
    return [found.months for found in case.findings("X", "P", "Q", rule=rule)]


class TestPrison:
    def test_the_share_of_a_prisoner_who_is_counted_is_at_stake(self, case: Any) -> None:
        case.declare("P", "custody", "2026-05/2026-06", kind="prison")
        (found,) = case.findings("X", "P", "Q", rule="D17")
        assert (found.subject, found.months, found.amount) == ("P", ("2026-05", "2026-06"), 80000)
        assert sorted({cite.type for cite in found.cites}) == ["benefit", "custody", "membership"]

    def test_an_unchanged_sum_without_the_prisoner_is_at_stake_too(self, make_case: Any) -> None:
        case = make_case()
        case.person("P")
        case.person("Q")
        case.dibao("X", "2025-01/2026-04", 800, "P", "Q")
        case.member("Q", "X", "2026-05/2026-07")
        case.category("X", "dibao", "2026-05/2026-07")
        case.award("X", "dibao_cash", "2026-05/2026-07", 800)
        case.declare("P", "custody", "2026-05/2026-07", kind="prison")
        (found,) = case.findings("X", "P", "Q", rule="D17")
        assert (found.months, found.amount) == (("2026-05", "2026-06", "2026-07"), 120000)

    def test_what_ends_with_release_is_due_again(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2025-01/2026-07", 139)
        case.declare("P", "custody", "2026-02/2026-03", kind="prison")
        (found,) = case.findings("X", "P", rule="D17")
        assert (found.months, found.amount) == (("2026-02", "2026-03"), 2 * (40000 + 13900))

    def test_correction_in_the_community_stops_nothing(self, case: Any) -> None:
        case.award("P", "disab_living", "2025-01/2026-07", 139)
        case.award("P", "unemp_benefit", "2025-01/2026-07", 1500)
        case.declare("P", "custody", "2025-06/2026-07", kind="correction")
        assert [months(case, rule) for rule in ("D17", "D18", "D33")] == [[], [], []]

    def test_a_prisoner_is_owed_no_disability_allowance(self, case: Any) -> None:
        case.certificate("P", "2026-04/2026-07", 1)
        case.declare("P", "custody", "2026-04/2026-06", kind="prison")
        assert [months(case, rule) for rule in ("O03", "O04")] == [[("2026-07",)], [("2026-07",)]]

    def test_death_comes_before_prison(self, case: Any) -> None:
        case.declare("P", "custody", "2026-03/2026-07", kind="prison")
        case.death("P", "2026-05-20")
        assert months(case, "D16") == [("2026-06", "2026-07")]
        assert months(case, "D17") == [("2026-03", "2026-04", "2026-05")]


@pytest.mark.parametrize(
    ("record", "kind"),
    [("custody", "rehabilitation"), ("home_absence", "missing"), ("home_absence", "conscript")],
)
def test_who_is_away_by_law_is_not_counted(case: Any, record: str, kind: str) -> None:
    case.declare("P", record, "2026-06/2026-07", kind=kind)
    (found,) = case.findings("X", "P", rule="D18")
    assert (found.months, found.amount) == (("2026-06", "2026-07"), 80000)
    assert months(case, "D17") == []


class TestUnemploymentBenefit:
    @pytest.fixture(autouse=True)
    def _drawn(self, case: Any) -> None:
        case.award("P", "unemp_benefit", "2026-01/2026-07", 1500)

    def test_the_month_in_which_a_job_is_first_listed_is_payable(self, case: Any) -> None:
        case.declare("P", "employment", "2026-05/2026-06", kind="employed")
        (found,) = case.findings("X", "P", rule="D33")
        assert (found.months, found.amount) == (("2026-06",), 150000)

    def test_who_still_pays_for_a_pension_does_not_draw_it(self, case: Any) -> None:
        case.declare("P", "social_insurance", "2026-02/2026-07", scheme="resident_pension", status="insured")
        assert months(case, "D33") == []

    def test_a_pension_that_is_drawn_ends_it(self, case: Any) -> None:
        case.declare("P", "social_insurance", "2026-07/2026-07", scheme="employee_pension", status="drawing")
        assert months(case, "D33") == [("2026-07",)]

    def test_a_scheme_whose_status_is_open_is_no_finding(self, case: Any) -> None:
        case.declare("P", "social_insurance", "2026-02/2026-07", scheme="employee_pension", status=None)
        assert months(case, "D33") == []


class TestPosts:
    def test_a_business_of_any_kind_ends_a_post_but_only_a_company_asks_for_review_of_need(self, case: Any) -> None:
        case.award("P", "job_post", "2026-01/2026-07", 800)
        case.declare("P", "business", "2026-06/2026-07", kind="sole_trader")
        (found,) = case.findings("X", "P", rule="D32")
        assert (found.months, found.amount, found.effect) == (("2026-06", "2026-07"), 160000, "review")
        assert months(case, "D36") == []

    def test_past_sixty(self, case: Any) -> None:
        case.person("R", "1966-05-20")
        case.award("R", "job_post", "2026-01/2026-07", 800)
        assert [found.months for found in case.findings("X", "R", rule="D32")] == [("2026-06", "2026-07")]


@pytest.mark.parametrize(("record", "values"), [("payroll", {}), ("business", {"kind": "company"})])
def test_public_pay_and_companies_are_for_review_without_a_sum(case: Any, record: str, values: dict[str, str]) -> None:
    case.declare("P", record, "2026-06/2026-07", **values)
    (found,) = case.findings("X", "P", rule="D36")
    assert (found.months, found.amount, found.effect) == (("2026-06", "2026-07"), None, "review")


class TestMeansChecks:
    """What a check finds counts for twelve months; what its report leaves open is no finding."""

    def check(self, case: Any, month: str, **found: int | None) -> None:
        told = {"own_income": None, "household_income": None, "supporters": None}
        case.declare("P", "means_check", f"{month}/{month}", **told, **{**dict.fromkeys(ASSETS), **found})

    @pytest.mark.parametrize("found", [{"vehicles": 1}, {"dwellings": 2}, {"deposits": 30_000_01}])
    def test_property_of_somebody_in_need_is_for_review(self, case: Any, found: dict[str, int]) -> None:
        self.check(case, "2025-08", **found)
        (one,) = case.findings("X", "P", rule="D36")
        assert (one.months[0], one.months[-1], one.amount) == ("2025-08", "2026-07", None)
        assert sorted({cite.type for cite in one.cites}) == ["category", "means_check", "membership"]

    def test_what_a_home_may_own_or_the_report_leaves_open_is_none(self, case: Any) -> None:
        self.check(case, "2026-05", vehicles=0, dwellings=1, deposits=30_000_00)
        self.check(case, "2026-06")
        assert months(case, "D36") == []


class TestRefusedJobs:
    @staticmethod
    def refuse(case: Any, *days: str) -> None:
        for day in days:
            case.declare(
                "P", "job_offer", f"{day[:7]}/{day[:7]}", offered_on=date.fromisoformat(day), outcome="refused"
            )

    def test_the_share_from_the_month_after_the_third_until_six_months_after_the_first(self, case: Any) -> None:
        self.refuse(case, "2026-01-05", "2026-02-05", "2026-03-05")
        (found,) = case.findings("X", "P", "Q", rule="D37")
        assert (found.months, found.amount) == (("2026-04", "2026-05", "2026-06"), 3 * 40000)

    def test_three_refusals_in_more_than_six_months(self, case: Any) -> None:
        self.refuse(case, "2025-11-05", "2026-02-05", "2026-05-05")
        assert months(case, "D37") == []

    def test_who_is_severely_disabled_may_refuse(self, case: Any) -> None:
        case.certificate("P", "2025-01/2026-07", 2)
        self.refuse(case, "2026-01-05", "2026-02-05", "2026-03-05")
        assert months(case, "D37") == []


class TestUnemployed:
    def test_the_first_month_is_a_warning_for_the_household(self, case: Any) -> None:
        case.declare("P", "employment", "2026-03/2026-05", kind="unemployed")
        case.answer("renshe_push.people", "renshe_post.posts")
        (found,) = case.findings("X", "P", "Q", rule="W03")
        assert (found.subject, found.months) == ("X", ("2026-03",))

    def test_aid_of_any_kind_this_year_is_enough(self, case: Any) -> None:
        case.declare("P", "employment", "2025-01/2026-07", kind="unemployed")
        case.answer("renshe_push.people", "renshe_post.posts")
        assert months(case, "O22") == [("2026-01",)]
        case.award("P", "job_post", "2026-07/2026-07", 800)
        assert months(case, "O22") == []

    def test_without_the_lists_of_aid_it_is_unknown(self, case: Any) -> None:
        case.declare("P", "employment", "2025-01/2026-07", kind="unemployed")
        case.answer("renshe_push.people")
        assert months(case, "O22") == []
        assert [subject for subject, _, _ in case.held("X", "P", rule="O22")] == ["P"]

    def test_where_whoever_can_work_is_unemployed_the_home_is_owed_one_job(self, case: Any) -> None:
        case.declare("P", "employment", "2025-01/2026-07", kind="unemployed")
        case.declare("Q", "employment", "2026-03/2026-07", kind="unemployed")
        case.answer("renshe_push.people", "renshe_post.posts")
        (found,) = case.findings("X", "P", "Q", rule="O221")
        assert (found.subject, found.months) == ("X", ("2026-03", "2026-04", "2026-05", "2026-06", "2026-07"))

    def test_it_ends_when_one_member_has_work(self, case: Any) -> None:
        case.declare("P", "employment", "2025-01/2026-07", kind="unemployed")
        case.declare("Q", "employment", "2026-03/2026-05", kind="unemployed")
        case.award("P", "job_post", "2026-05/2026-07", 800)
        case.answer("renshe_push.people", "renshe_post.posts")
        assert months(case, "O221") == [("2026-03", "2026-04")]

    def test_who_cannot_work_does_not_count(self, case: Any) -> None:
        case.declare("P", "employment", "2026-06/2026-07", kind="unemployed")
        case.answer("renshe_push.people", "renshe_post.posts")
        assert months(case, "O221") == []
        case.certificate("Q", "2026-07/2026-07", 2)
        assert months(case, "O221") == [("2026-07",)]
