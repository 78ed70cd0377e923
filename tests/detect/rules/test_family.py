"""Rules over children, certificates and categories: what raises each of them, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

JINING = "370811"


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("C", "2014-03-10")
    return case


def said(found: Any) -> tuple[tuple[str, ...], int | None, tuple[str, ...], list[str]]:
    return found.months, found.amount, found.items, [cite.type for cite in found.cites]


class TestOrphanAndDisabilityLiving:
    def test_both_in_one_month(self, case: Any) -> None:
        case.award("C", "orphan_living", "2025-01/2026-07", 1900)
        case.award("C", "disab_living", "2026-06/2026-07", 139)
        (found,) = case.findings(None, "C", rule="D05")
        assert said(found) == (("2026-06", "2026-07"), 27800, ("disab_living",), ["benefit", "benefit"])

    def test_the_nursing_allowance_is_lawful(self, case: Any) -> None:
        case.award("C", "orphan_living", "2025-01/2026-07", 1900)
        case.award("C", "disab_nursing", "2026-06/2026-07", 139)
        assert case.findings(None, "C", rule="D05") == []

    def test_destitute_support_is_the_harder_conflict(self, case: Any) -> None:
        case.award("C", "orphan_living", "2025-01/2026-07", 1900)
        case.award("C", "disab_living", "2026-06/2026-07", 139)
        case.category("C", "tekun", "2026-07/2026-07")
        (found,) = case.findings(None, "C", rule="D05")
        assert found.months == ("2026-06",)

    def test_an_orphan_allowance_that_was_not_delivered_accuses_nobody(self, case: Any) -> None:
        case.uncover("minzheng_children.register", "2026-06/2026-07")
        case.award("C", "disab_living", "2026-06/2026-07", 139)
        assert case.findings(None, "C", rule="D05") == []


class TestLivingClass:
    @pytest.fixture
    def elder(self, case: Any) -> Any:
        case.county(JINING)
        case.person("E", "1950-01-01", hukou=JINING)
        case.person("F", "1950-01-01")
        for id, division in (("E", JINING), ("F", "370102")):
            case.award(id, "elder_living", "2026-05/2026-07", 80, division=division)
            case.award(id, "disab_living", "2026-06/2026-07", 139, division=division)
        return case

    def test_where_the_region_counts_both_as_living_the_lower_is_at_stake(self, elder: Any) -> None:
        (found,) = elder.findings(None, "E", rule="D07")
        assert said(found)[:3] == (("2026-06", "2026-07"), 16000, ("disab_living", "elder_living"))
        assert {part.item for part in found.parts} == {"elder_living"}

    def test_elsewhere_both_may_be_kept(self, elder: Any) -> None:
        assert elder.findings(None, "F", rule="D07") == []

    def test_one_after_the_other_is_no_overlap(self, elder: Any) -> None:
        elder.person("G", "1950-01-01", hukou=JINING)
        elder.award("G", "elder_living", "2026-01/2026-05", 80, division=JINING)
        elder.award("G", "disab_living", "2026-06/2026-07", 139, division=JINING)
        assert elder.findings(None, "G", rule="D07") == []


class TestOrphanAndMinimumLiving:
    @pytest.fixture
    def orphan(self, case: Any) -> Any:
        case.person("G", "1955-01-01")
        case.award("C", "orphan_living", "2025-01/2026-07", 1900)
        return case

    def test_counted_in_the_familys_household_is_lawful(self, orphan: Any) -> None:
        orphan.dibao("X", "2025-01/2026-07", 800, "G", "C")
        orphan.pay("G", "dibao_cash", "2026-06/2026-07", 800)
        assert orphan.findings("X", "G", "C", rule="D09") == []

    def test_paid_in_the_childs_own_name_the_share_is_at_stake(self, orphan: Any) -> None:
        orphan.dibao("X", "2025-01/2026-07", 800, "G", "C")
        orphan.pay("C", "dibao_cash", "2026-06/2026-06", 800)
        (found,) = orphan.findings("X", "G", "C", rule="D09")
        assert said(found) == (("2026-06",), 40000, ("dibao_cash",), ["benefit", "payment"])

    def test_a_household_of_the_orphan_alone(self, orphan: Any) -> None:
        orphan.dibao("X", "2026-06/2026-07", 800, "C")
        (found,) = orphan.findings("X", "C", rule="D09")
        assert (found.months, found.amount) == (("2026-06", "2026-07"), 160000)

    def test_in_dibao_as_a_single_person(self, orphan: Any) -> None:
        orphan.award("C", "dibao_single_cash", "2026-07/2026-07", 950)
        (found,) = orphan.findings(None, "C", rule="D09")
        assert said(found)[:3] == (("2026-07",), 95000, ("dibao_single_cash",))

    def test_beside_a_single_award_what_the_family_has_for_the_orphan_is_due(self, orphan: Any) -> None:
        orphan.dibao("X", "2025-01/2026-07", 800, "G", "C")
        orphan.award("C", "dibao_single_cash", "2026-07/2026-07", 950)
        (found,) = orphan.findings("X", "G", "C", rule="D09")
        assert (found.months, found.amount, found.items) == (("2026-07",), 95000, ("dibao_single_cash",))

    def test_a_grandparents_own_single_award_is_theirs(self, orphan: Any) -> None:
        orphan.award("G", "dibao_single_cash", "2026-07/2026-07", 950)
        assert orphan.findings(None, "G", "C", rule="D09") == []


class TestOrphanAndDestitute:
    def test_both_in_one_month(self, case: Any) -> None:
        case.award("C", "orphan_living", "2025-01/2026-07", 1900)
        case.category("C", "tekun", "2026-06/2026-07")
        case.award("C", "tekun_living", "2026-06/2026-07", 1326)
        (found,) = case.findings(None, "C", rule="D10")
        assert said(found) == (
            ("2026-06", "2026-07"), 265200, ("tekun_living",), ["benefit", "category"],
        )  # fmt: skip

    def test_a_defacto_orphans_difference_is_lawful(self, case: Any) -> None:
        case.award("C", "defacto_orphan_living", "2025-01/2026-07", 574)
        case.category("C", "tekun", "2026-06/2026-07")
        case.award("C", "tekun_living", "2026-06/2026-07", 1326)
        assert case.findings(None, "C", rule="D10") == []
        assert case.findings(None, "C", rule="D11") == []

    def test_destitute_support_that_ended_before(self, case: Any) -> None:
        case.category("C", "tekun", "2025-01/2026-05")
        case.award("C", "orphan_living", "2026-06/2026-07", 1900)
        assert case.findings(None, "C", rule="D10") == []


class TestOrphanAndDefactoOrphan:
    def test_both_in_one_month_and_no_second_finding_of_the_difference(self, case: Any) -> None:
        case.award("C", "orphan_living", "2026-01/2026-07", 1900)
        case.award("C", "defacto_orphan_living", "2026-06/2026-07", 1900)
        case.award("C", "tekun_living", "2026-06/2026-07", 100)
        (found,) = case.findings(None, "C", rule="D12")
        assert said(found)[:3] == (("2026-06", "2026-07"), 380000, ("defacto_orphan_living",))
        assert case.findings(None, "C", rule="D11") == []

    def test_the_last_parents_death_changes_the_status_from_the_next_month(self, case: Any) -> None:
        case.award("C", "defacto_orphan_living", "2025-01/2026-05", 1900)
        case.award("C", "orphan_living", "2026-06/2026-07", 1900)
        assert case.findings(None, "C", rule="D12") == []


class TestExclusiveCategories:
    @pytest.fixture
    def home(self, case: Any) -> Any:
        case.person("P")
        case.household("X")
        case.member("P", "X", "2025-01/2026-07")
        case.category("X", "dibian", "2025-01/2026-07")
        return case

    def test_two_of_the_three_in_one_household(self, home: Any) -> None:
        home.category("X", "gangxing", "2026-05/2026-07")
        (found,) = home.findings("X", "P", rule="D15")
        assert (found.months, found.amount) == (("2026-05", "2026-06", "2026-07"), None)
        assert [cite.type for cite in found.cites] == ["category", "category", "membership"]

    def test_with_dibao_the_share_is_at_stake(self, home: Any) -> None:
        home.category("X", "dibao", "2026-05/2026-07")
        home.award("X", "dibao_cash", "2026-05/2026-07", 400)
        (found,) = home.findings("X", "P", rule="D15")
        assert said(found)[:3] == (("2026-05", "2026-06", "2026-07"), 120000, ("dibao_cash",))

    def test_one_month_together_is_the_seam_of_a_transfer(self, home: Any) -> None:
        home.category("X", "gangxing", "2026-07/2026-07")
        assert home.findings("X", "P", rule="D15") == []

    def test_a_single_person_in_a_borderline_household_is_lawful(self, home: Any) -> None:
        home.category("P", "dibao_single", "2025-01/2026-07")
        assert home.findings("X", "P", rule="D15") == []

    def test_two_households_are_another_rules(self, home: Any) -> None:
        home.dibao("Y", "2026-05/2026-07", 400, "P")
        assert home.findings("X", "P", rule="D15") == []
        assert len(home.findings("X", "P", rule="D14")) == 1


class TestCertificateLost:
    @pytest.mark.parametrize("status", ["frozen", "cancelled"])
    def test_from_the_month_after(self, case: Any, status: str) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.award("C", "disab_nursing", "2025-01/2026-07", 170)
        case.certificate("C", "2023-08/2026-04", 1)
        case.certificate("C", "2026-05/2026-07", 1, status=status)
        (found,) = case.findings(None, "C", rule="D19")
        assert said(found)[:3] == (("2026-06", "2026-07"), 2 * 30900, ("disab_living", "disab_nursing"))

    def test_expired_for_more_than_ninety_days(self, case: Any) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.certificate("C", "2023-08/2026-02", 3)
        case.certificate("C", "2026-03/2026-07", 3, status="expired")
        (stopped,) = case.findings(None, "C", rule="D19")
        (reminded,) = case.findings(None, "C", rule="O06")
        assert (stopped.months, stopped.amount) == (("2026-06", "2026-07"), 27800)
        assert (reminded.months, reminded.amount) == (("2026-03", "2026-04", "2026-05"), None)

    def test_renewed_in_time(self, case: Any) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.certificate("C", "2023-08/2026-04", 3)
        case.certificate("C", "2026-05/2026-05", 3, status="expired")
        case.certificate("C", "2026-06/2026-07", 3)
        assert case.findings(None, "C", rule="D19") == []

    def test_who_leaves_the_list_of_certificates_is_not_accused(self, case: Any) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.certificate("C", "2023-08/2026-04", 3)
        assert case.findings(None, "C", rule="D19") == []

    def test_the_first_delivery_that_says_so_may_be_of_this_month(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2023-08/2026-05")
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.certificate("C", "2026-06/2026-07", 3, status="cancelled")
        (found,) = case.findings(None, "C", rule="D19")
        assert found.months == ("2026-07",)

    def test_regraded_below_two_ends_the_nursing_allowance_only(self, case: Any) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.award("C", "disab_nursing", "2025-01/2026-07", 139)
        case.certificate("C", "2023-08/2026-04", 2, kind="4")
        case.certificate("C", "2026-05/2026-07", 3, kind="4")
        (found,) = case.findings(None, "C", rule="D19")
        assert said(found)[:3] == (("2026-06", "2026-07"), 27800, ("disab_nursing",))

    def test_the_dead_are_another_rules(self, case: Any) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.certificate("C", "2023-08/2026-04", 3)
        case.certificate("C", "2026-05/2026-07", 3, status="cancelled")
        case.death("C", "2026-05-02")
        assert case.findings(None, "C", rule="D19") == []
        assert len(case.findings(None, "C", rule="D16")) == 1


class TestReminder:
    def test_not_for_who_receives_nothing(self, case: Any) -> None:
        case.certificate("C", "2023-08/2026-05", 3)
        case.certificate("C", "2026-06/2026-07", 3, status="expired")
        assert case.findings(None, "C", rule="O06") == []

    def test_not_for_a_frozen_one(self, case: Any) -> None:
        case.award("C", "disab_living", "2025-01/2026-07", 139)
        case.certificate("C", "2023-08/2026-05", 3)
        case.certificate("C", "2026-06/2026-07", 3, status="frozen")
        assert case.findings(None, "C", rule="O06") == []


class TestAfterMinimumLiving:
    @pytest.fixture
    def left(self, case: Any) -> Any:
        case.person("E", "1950-01-01")
        case.dibao("X", "2025-01/2026-04", 400, "E")
        return case

    def test_what_depends_on_it_goes_on(self, left: Any) -> None:
        left.award("E", "elder_living", "2025-01/2026-07", 80)
        left.award("E", "disab_living", "2025-01/2026-05", 139)
        left.award("E", "elder_age", "2025-01/2026-07", 60)
        (found,) = left.findings("X", "E", rule="D20")
        assert said(found)[:3] == (
            ("2026-05", "2026-06", "2026-07"),
            3 * 8000 + 13900,
            ("disab_living", "elder_living"),
        )
        assert [cite.months[-1] for cite in found.cites if cite.type == "category"] == ["2026-04"]

    def test_stopped_with_it(self, left: Any) -> None:
        left.award("E", "elder_living", "2025-01/2026-04", 80)
        assert left.findings("X", "E", rule="D20") == []

    def test_months_of_its_list_that_were_not_delivered(self, left: Any) -> None:
        left.award("E", "elder_living", "2025-01/2026-07", 80)
        left.uncover("minzheng_dibao.families", "2026-05/2026-06")
        (found,) = left.findings("X", "E", rule="D20")
        assert found.months == ("2026-07",)

    def test_on_to_another_household_of_it(self, left: Any) -> None:
        left.award("E", "elder_living", "2025-01/2026-07", 80)
        left.dibao("Y", "2026-05/2026-07", 400, "E")
        assert left.findings("Y", "E", rule="D20") == []

    def test_who_never_was_in_it_has_not_left_it(self, case: Any) -> None:
        case.person("F", "1950-01-01")
        case.award("F", "elder_living", "2025-01/2026-07", 80)
        assert case.findings(None, "F", rule="D20") == []


class TestOrphanOfAge:
    @pytest.fixture
    def grown(self, case: Any) -> Any:
        case.person("O", "2008-02-10")
        case.award("O", "orphan_living", "2025-01/2026-07", 1900)
        return case

    def test_from_the_month_after_the_birthday(self, grown: Any) -> None:
        (found,) = grown.findings(None, "O", rule="D22")
        assert said(found)[:3] == (
            ("2026-03", "2026-04", "2026-05", "2026-06", "2026-07"), 5 * 190000, ("orphan_living",),
        )  # fmt: skip

    @pytest.mark.parametrize("stage", ["senior", "vocational", "college"])
    def test_at_school(self, grown: Any, stage: str) -> None:
        grown.enrolment("O", "2025-08/2026-07", stage)
        assert grown.findings(None, "O", rule="D22") == []

    def test_while_universities_have_not_delivered(self, grown: Any) -> None:
        grown.uncover("jiaoyu_college.students", "2026-03/2026-07")
        assert grown.findings(None, "O", rule="D22") == []

    def test_a_minor(self, case: Any) -> None:
        case.award("C", "orphan_living", "2025-01/2026-07", 1900)
        assert case.findings(None, "C", rule="D22") == []


class TestStudentAidTwice:
    AUTUMN, SPRING = {"school_year": "2025-2026", "term": "autumn"}, {"school_year": "2025-2026", "term": "spring"}

    def test_two_rows_for_one_term(self, case: Any) -> None:
        case.award("C", "edu_comp_living", "2026-02/2026-07", 312.5, **self.SPRING)
        case.award("C", "edu_comp_living", "2026-02/2026-07", 625, **self.SPRING)
        (found,) = case.findings(None, "C", rule="D34")
        assert said(found)[:3] == (("2026-02",), 31250, ("edu_comp_living",))
        assert found.discriminator == "edu_comp_living:2025-2026-spring"

    def test_one_row_a_term(self, case: Any) -> None:
        case.award("C", "edu_comp_living", "2025-08/2026-01", 312.5, **self.AUTUMN)
        case.award("C", "edu_comp_living", "2026-02/2026-07", 312.5, **self.SPRING)
        assert case.findings(None, "C", rule="D34") == []

    def test_spring_beside_an_award_for_the_whole_year(self, case: Any) -> None:
        year = {"school_year": "2025-2026", "term": "year"}
        case.award("C", "edu_comp_living", "2025-08/2026-07", 625, **year)
        case.award("C", "edu_comp_living", "2026-02/2026-07", 312.5, **self.SPRING)
        (found,) = case.findings(None, "C", rule="D34")
        assert (found.months, found.amount) == (("2026-02",), 31250)

    def test_two_different_items_are_lawful(self, case: Any) -> None:
        case.award("C", "edu_pre_grant", "2026-02/2026-07", 600, **self.SPRING)
        case.award("C", "edu_pre_free", "2026-02/2026-07", 900, **self.SPRING)
        assert case.findings(None, "C", rule="D34") == []

    def test_two_counties_are_another_rules(self, case: Any) -> None:
        case.county("370112")
        case.award("C", "edu_comp_living", "2026-02/2026-07", 312.5, **self.SPRING)
        case.award("C", "edu_comp_living", "2026-02/2026-07", 312.5, division="370112", **self.SPRING)
        assert case.findings(None, "C", rule="D34") == []
        assert len(case.findings(None, "C", rule="D13")) == 1


class TestRegisteredTwice:
    def test_two_entries_of_one_list_in_one_county(self, case: Any) -> None:
        case.award("C", "disab_nursing", "2025-01/2026-07", 170)
        case.award("C", "disab_nursing", "2026-06/2026-07", 139)
        (found,) = case.findings(None, "C", rule="D41")
        assert said(found)[:3] == (("2026-06", "2026-07"), 27800, ("disab_nursing",))

    def test_a_new_amount_from_the_next_month(self, case: Any) -> None:
        case.award("C", "disab_nursing", "2025-01/2026-05", 170)
        case.award("C", "disab_nursing", "2026-06/2026-07", 139)
        assert case.findings(None, "C", rule="D41") == []

    def test_two_counties_are_another_rules(self, case: Any) -> None:
        case.county("370112")
        case.award("C", "disab_nursing", "2025-01/2026-07", 170)
        case.award("C", "disab_nursing", "2026-06/2026-07", 139, division="370112")
        assert case.findings(None, "C", rule="D41") == []


class TestTemporaryAidMoreThanOnce:
    @pytest.fixture
    def home(self, case: Any) -> Any:
        case.person("P")
        case.temporary("P", "2025-11-03", "illness", 2000)
        return case

    def test_twice_within_twelve_months_and_in_no_category(self, home: Any) -> None:
        home.temporary("C", "2026-06-20", "fire", 1000, item="temp_expense")
        (found,) = home.findings("hukou-370102", "P", "C", rule="O29")
        assert (found.subject, found.months, found.amount) == ("hukou-370102", ("2026-06", "2026-07"), None)
        assert [cite.type for cite in found.cites] == ["benefit", "benefit", "membership", "membership"]

    def test_a_year_apart(self, home: Any) -> None:
        home.temporary("P", "2024-11-20", "fire", 1000)
        assert home.findings("hukou-370102", "P", "C", rule="O29") == []

    def test_instalments_of_one_day_are_one_aid(self, home: Any) -> None:
        home.temporary("P", "2025-11-03", "illness", 500)
        assert home.findings("hukou-370102", "P", "C", rule="O29") == []

    def test_who_is_in_a_category_is_looked_after_there(self, home: Any) -> None:
        home.dibao("X", "2025-01/2026-07", 400, "P", "C")
        home.temporary("P", "2026-06-20", "fire", 1000)
        assert home.findings("X", "P", "C", rule="O29") == []

    def test_while_the_lists_of_categories_are_not_delivered(self, home: Any) -> None:
        home.temporary("P", "2026-06-20", "fire", 1000)
        home.uncover("minzheng_dibian.families", "2026-06/2026-07")
        assert home.findings("hukou-370102", "P", "C", rule="O29") == []
