"""The sum of an award for a term, a season, a year or a case is counted once, in every rule and every total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hub.detect import amounts
from hub.detect.frame import EvaluationFrame
from hub.detect.link import Linked
from hub.findings.totals import total
from schema.catalogue.catalogue import catalogue

OTHER = "370112"
AUTUMN = {"school_year": "2025-2026", "term": "autumn"}
SPRING = {"school_year": "2025-2026", "term": "spring"}
YEAR = {"school_year": "2025-2026", "term": "year"}


@pytest.fixture
def case(make_case: Callable[..., Any]) -> Any:
    case = make_case()
    case.county(OTHER)
    case.person("P", birth="2010-01-01")
    return case


def parts(found: Any) -> list[tuple[str, str, int]]:
    return [(part.item, part.month, part.amount) for part in found.parts]


class TestTwoCounties:
    def test_a_term_counts_once(self, case: Any) -> None:
        case.award("P", "edu_high_grant", "2025-08/2026-01", 1150, **AUTUMN)
        case.award("P", "edu_high_grant", "2025-08/2026-01", 1150, division=OTHER, **AUTUMN)
        (found,) = case.findings(None, "P", rule="D13")
        assert found.months == ("2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01")
        assert (found.amount, parts(found)) == (115_000, [("edu_high_grant", "2025-08", 115_000)])
        assert "1150.00元" in found.sentence.zh

    def test_a_school_year_beside_a_term_puts_the_term_at_stake(self, case: Any) -> None:
        case.award("P", "edu_comp_living", "2025-08/2026-07", 1250, **YEAR)
        case.award("P", "edu_comp_living", "2026-02/2026-07", 625, division=OTHER, **SPRING)
        (found,) = case.findings(None, "P", rule="D13")
        assert (len(found.months), found.amount) == (6, 62_500)

    def test_a_school_year_beside_both_terms_counts_once(self, case: Any) -> None:
        case.award("P", "edu_comp_living", "2025-08/2026-07", 1250, **YEAR)
        case.award("P", "edu_comp_living", "2025-08/2026-01", 625, division=OTHER, **AUTUMN)
        case.award("P", "edu_comp_living", "2026-02/2026-07", 625, division=OTHER, **SPRING)
        (found,) = case.findings(None, "P", rule="D13")
        assert (len(found.months), found.amount) == (12, 125_000)

    def test_a_season_that_a_list_names_month_by_month_counts_once_a_season(self, case: Any) -> None:
        for division in ("370102", OTHER):
            case.award("P", "heating", "2024-11/2025-03 2025-11/2026-03", 300, division=division)
        (found,) = case.findings(None, "P", rule="D13")
        assert len(found.months) == 10
        assert parts(found) == [("heating", "2024-11", 30_000), ("heating", "2025-11", 30_000)]

    @pytest.mark.parametrize("item", ["med_premium", "pension_premium"])
    def test_a_year_counts_once_a_year(self, case: Any, item: str) -> None:
        for division in ("370102", OTHER):
            case.award("P", item, "2025-01/2026-07", 400, division=division)
        (found,) = case.findings(None, "P", rule="D13")
        assert parts(found) == [(item, "2025-01", 40_000), (item, "2026-01", 40_000)]

    def test_a_year_of_college_begins_in_august(self, case: Any) -> None:
        for division in ("370102", OTHER):
            case.award("P", "edu_college_aid", "2025-09/2026-06", 3300, division=division)
        (found,) = case.findings(None, "P", rule="D13")
        assert parts(found) == [("edu_college_aid", "2025-09", 330_000)]

    def test_one_off_aid_that_stays_on_a_list_counts_once(self, case: Any) -> None:
        for division in ("370102", OTHER):
            case.award("P", "dis_rebuild", "2025-09/2026-06", 20_000, division=division)
            case.award("P", "temp_expense", "2025-12/2026-03", 500, division=division)
        assert [found.amount for found in case.findings(None, "P", rule="D13")] == [50_000]

    def test_what_was_paid_of_a_term_counts_before_what_was_awarded(self, case: Any) -> None:
        for division, sums in (("370102", (600, 400)), (OTHER, ())):
            case.award("P", "edu_high_grant", "2025-08/2026-01", 1150, division=division, **AUTUMN)
            for month, amount in zip(("2025-10", "2025-12"), sums, strict=False):
                case.pay("P", "edu_high_grant", f"{month}/{month}", amount, division=division)
        (found,) = case.findings(None, "P", rule="D13")
        assert found.amount == 100_000

    @pytest.mark.parametrize("item", sorted(code for code, item in catalogue().items.items() if not item.monthly))
    def test_no_item_that_is_not_monthly_counts_by_the_month(self, case: Any, item: str) -> None:
        for division in ("370102", OTHER):
            case.award("P", item, "2025-11/2025-12", 700, division=division)
        assert [found.amount for found in case.findings(None, "P", rule="D13")] in ([70_000], [])


class TestDeath:
    def test_an_award_that_began_in_time_is_due_as_a_whole(self, case: Any) -> None:
        case.death("P", "2025-11-10")
        case.award("P", "edu_high_grant", "2025-08/2026-01", 1150, **AUTUMN)
        case.pay("P", "edu_high_grant", "2025-12/2025-12", 1150)
        case.award("P", "heating", "2025-10/2026-03", 300)
        assert case.findings(None, "P", rule="D16") == []

    def test_an_award_that_began_after_death_is_undue_once(self, case: Any) -> None:
        case.death("P", "2025-11-10")
        case.award("P", "edu_high_grant", "2026-02/2026-07", 1150, **SPRING)
        (found,) = case.findings(None, "P", rule="D16")
        assert (found.months[0], len(found.months), found.amount) == ("2026-02", 6, 115_000)
        assert parts(found) == [("edu_high_grant", "2026-02", 115_000)]

    def test_the_next_season_on_the_same_list_is_undue_once(self, case: Any) -> None:
        case.death("P", "2024-12-10")
        case.award("P", "heating", "2024-11/2025-03 2025-11/2026-03", 300)
        (found,) = case.findings(None, "P", rule="D16")
        assert (found.months[0], parts(found)) == ("2025-11", [("heating", "2025-11", 30_000)])

    def test_the_share_in_a_households_season_counts_once(self, case: Any) -> None:
        case.person("Q")
        case.household("X")
        for member in ("P", "Q"):
            case.member(member, "X", "2025-01/2026-07")
        case.award("X", "heating", "2025-10/2026-03", 600)
        case.death("P", "2025-08-10")
        (found,) = case.findings("X", "P", "Q", rule="D16")
        assert (found.items, found.amount) == (("heating",), 30_000)
        assert len(found.months) == 6

    def test_a_year_paid_in_parts_is_undue_once(self, case: Any) -> None:
        case.death("P", "2025-11-10")
        case.award("P", "med_premium", "2026-01/2026-07", 400)
        case.pay("P", "med_premium", "2026-02/2026-03", 200)
        (found,) = case.findings(None, "P", rule="D16")
        assert parts(found) == [("med_premium", "2026-01", 40_000)]


def test_two_rules_about_one_sum_put_it_at_stake_once(case: Any) -> None:
    case.death("P", "2025-11-10")
    for division in ("370102", OTHER):
        case.award("P", "edu_high_grant", "2026-02/2026-07", 1150, division=division, **SPRING)
    found = [*case.findings(None, "P", rule="D13"), *case.findings(None, "P", rule="D16")]
    assert [one.amount for one in found] == [115_000, 230_000]
    assert total(found) == 230_000


def test_a_month_has_its_equal_share_and_the_last_the_remainder(case: Any) -> None:
    case.award("P", "edu_high_grant", "2025-08/2026-01", 1150, **AUTUMN)
    assert shares(case, "edu_high_grant") == {
        **{f"2025-{month:02d}": 19_166 for month in range(8, 13)},
        "2026-01": 19_170,
    }


def test_a_term_that_is_not_over_is_shared_over_all_of_it(make_case: Callable[..., Any]) -> None:
    case = make_case("2025-10-31")
    case.person("P", birth="2010-01-01")
    case.award("P", "edu_high_grant", "2025-08/2025-10", 1150, **AUTUMN)
    assert shares(case, "edu_high_grant") == {"2025-08": 19_166, "2025-09": 19_166, "2025-10": 19_166}


def shares(case: Any, item: str) -> dict[str, int]:
    frame = EvaluationFrame(case.window, case.coverage(), case.policy.parameters)
    person = Linked(case.dossier(None, ["P"]), frame).people["P"]
    found = {}
    for bit in amounts.bits_of(case.bits("2025-08/2026-07")):
        amount = amounts.own(person, item, bit)
        if amount is not None:
            found[amounts.text_of(case.window, bit)] = amount
    return found
