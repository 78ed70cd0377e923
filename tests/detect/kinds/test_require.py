from __future__ import annotations

from typing import Any

import pytest

from schema.catalogue.catalogue import Kind, Level, catalogue

REGISTER = "minzheng_liangbu.register"


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1990-01-01")
    case.insured("P", "2023-08/2026-07")
    return case


class TestDisabilityAllowances:
    def test_owed_from_the_later_of_category_and_certificate(self, case: Any) -> None:
        case.dibao("X", "2026-03/2026-07", None, "P")
        case.certificate("P", "2026-01/2026-07", 3)
        (found,) = case.findings("X", "P", rule="O03")
        assert found.months == ("2026-03", "2026-04", "2026-05", "2026-06", "2026-07")
        assert (found.amount, found.items, found.effect) == (5 * 13900, ("disab_living",), "grant")
        assert case.findings("X", "P", rule="O04") == []

    def test_the_amount_follows_the_grade_of_each_month(self, case: Any) -> None:
        case.dibao("X", "2026-06/2026-07", None, "P")
        case.certificate("P", "2025-01/2026-06", 3)
        case.certificate("P", "2026-07/2026-07", 2)
        (found,) = case.findings("X", "P", rule="O03")
        assert [(part.month, part.amount) for part in found.parts] == [("2026-06", 13900), ("2026-07", 18300)]

    def test_twelve_months_back_and_no_further(self, case: Any) -> None:
        case.certificate("P", "2024-01/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        assert (found.months[0], len(found.months), found.amount) == ("2025-08", 12, 12 * 17000)

    def test_a_payment_without_an_award_is_receipt(self, case: Any) -> None:
        case.certificate("P", "2026-06/2026-07", 1)
        case.pay("P", "disab_nursing", "2026-06/2026-06", 170)
        (found,) = case.findings(None, "P", rule="O04")
        assert found.months == ("2026-07",)

    def test_an_expired_certificate_gives_nothing(self, case: Any) -> None:
        case.dibao("X", "2026-03/2026-07", None, "P")
        case.certificate("P", "2026-01/2026-07", 1, status="expired")
        evaluation = case.evaluate("X", "P", rules=("O03", "O04"))
        assert (evaluation.findings, evaluation.held_back) == ((), ())

    def test_somebody_not_counted_is_not_in_the_household(self, case: Any) -> None:
        case.dibao("X", "2026-03/2026-07", None)
        case.member("P", "X", "2026-03/2026-07", counted=False)
        case.certificate("P", "2026-01/2026-07", 3)
        assert case.findings("X", "P", rule="O03") == []

    @pytest.mark.parametrize("rule", ["O03", "O04"])
    def test_destitute_support_excludes_both(self, case: Any, rule: str) -> None:
        case.dibao("X", "2026-03/2026-07", None, "P")
        case.category("P", "tekun", "2026-03/2026-07")
        case.certificate("P", "2026-03/2026-07", 1)
        assert case.findings("X", "P", rule=rule) == []

    def test_an_orphan_has_no_living_but_may_have_the_nursing_allowance(self, case: Any) -> None:
        case.dibao("X", "2026-07/2026-07", None, "P")
        case.award("P", "orphan_living", "2026-07/2026-07", 1900)
        case.certificate("P", "2026-07/2026-07", 1)
        assert case.findings("X", "P", rule="O03") == []
        assert len(case.findings("X", "P", rule="O04")) == 1

    def test_elder_nursing_silences_the_nursing_allowance(self, case: Any) -> None:
        case.award("P", "elder_nursing", "2026-07/2026-07", 80)
        case.certificate("P", "2026-07/2026-07", 1)
        assert case.findings(None, "P", rule="O04") == []


class TestUnknown:
    def test_a_month_that_the_register_has_not_answered_is_held_back(self, case: Any) -> None:
        case.uncover(REGISTER, "2026-07/2026-07")
        case.certificate("P", "2026-06/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        assert found.months == ("2026-06",)
        assert case.held(None, "P", rule="O04") == [
            ("P", ("2026-07",), [f"uncovered:benefit:disab_nursing:{REGISTER}"])
        ]

    def test_an_exclusion_that_was_not_delivered_holds_back_too(self, case: Any) -> None:
        case.uncover("minzheng_tekun.people", "2026-06/2026-07")
        case.certificate("P", "2026-06/2026-07", 1)
        assert case.findings(None, "P", rule="O04") == []
        assert case.held(None, "P", rule="O04") == [
            ("P", ("2026-06", "2026-07"), ["uncovered:category:tekun:minzheng_tekun.people"])
        ]

    def test_a_premise_that_was_not_delivered_could_be(self, case: Any) -> None:
        case.uncover("canlian_certificates.certificates", "2026-07/2026-07")
        case.certificate("P", "2026-06/2026-06", 1)
        case.award("P", "disab_nursing", "2026-06/2026-06", 170)
        assert case.findings(None, "P", rule="O04") == []
        assert case.held(None, "P", rule="O04") == [
            ("P", ("2026-07",), ["uncovered:certificate:canlian_certificates.certificates"])
        ]

    def test_a_family_whose_row_was_rejected_may_still_be_in_need_all_of_it(self, case: Any) -> None:
        case.person("Q", "1960-01-01")
        case.dibao("X", "2026-06/2026-06", 800, "P", "Q")
        for id in "PQ":
            case.member(id, "X", "2026-07/2026-07")
        case.certificate("P", "2026-06/2026-07", 3)
        case.doubt("Q", "minzheng_dibao.families", "2026-07/2026-07")
        (found,) = case.findings("X", "P", "Q", rule="O03")
        assert found.months == ("2026-06",)
        ((subject, months, reasons),) = case.held("X", "P", "Q", rule="O03")
        assert (subject, months) == ("P", ("2026-07",))
        # the other lists have answered, so they are not among what would settle it
        assert "doubt:category:dibao:minzheng_dibao.families" in reasons
        assert not [reason for reason in reasons if reason.startswith("partial:")]

    def test_a_countys_register_answers_for_somebody_known_by_township(self, case: Any) -> None:
        case.person("T", "1990-01-01", hukou="370102001")
        case.certificate("T", "2026-05/2026-06", 1)
        (found,) = case.findings(None, "T", rule="O04")
        assert found.months == ("2026-05", "2026-06")
        assert {absence.run for absence in found.absences} == {f"{REGISTER}@2026-05", f"{REGISTER}@2026-06"}

    def test_another_countys_register_does_not_matter(self, case: Any) -> None:
        case.county("370112")
        case.uncover(REGISTER, "2026-06/2026-07", division="370112")
        case.certificate("P", "2026-06/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        assert found.months == ("2026-06", "2026-07")

    def test_after_a_move_the_new_county_has_to_answer(self, make_case: Any) -> None:
        case = make_case()
        case.county("370112")
        case.uncover(REGISTER, "2026-05/2026-07", division="370112")
        case.uncover(REGISTER, "2026-05/2026-07")
        case.person("P", hukou=None)
        case.household("K1", "hukou")
        case.household("K2", "hukou")
        case.member("P", "K1", "2023-08/2026-04")
        case.member("P", "K2", "2026-05/2026-07", division="370112")
        case.certificate("P", "2026-04/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        assert found.months == ("2026-04",)
        assert [absence.division for absence in found.absences] == ["370102"]
        assert case.held(None, "P", rule="O04") == [
            ("P", ("2026-05", "2026-06", "2026-07"), [f"uncovered:benefit:disab_nursing:{REGISTER}"])
        ]

    def test_a_month_without_a_hukou_list_asks_the_last_known_division(self, case: Any) -> None:
        case.people["P"].memberships[0].yes &= ~case.bits("2026-07/2026-07")
        case.people["P"].memberships[0].some &= ~case.bits("2026-07/2026-07")
        case.certificate("P", "2026-07/2026-07", 1)
        assert len(case.findings(None, "P", rule="O04")) == 1

    def test_alive_is_assumed_where_deaths_are_uncovered_and_the_sentence_says_so(self, case: Any) -> None:
        case.uncover("weijian_deaths.deaths", "2026-07/2026-07")
        case.certificate("P", "2026-07/2026-07", 1)
        (found,) = case.findings(None, "P", rule="O04")
        assert "alive is assumed where deaths were not delivered" in found.sentence.en
        assert "死亡信息尚未覆盖的月份按在世处理" in found.sentence.zh


class TestBasicMedicalCover:
    def uninsured(self, make_case: Any) -> Any:
        case = make_case()
        case.person("P", "1990-01-01")
        return case

    def test_one_finding_for_the_year_with_its_first_owed_month(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.dibao("X", "2024-01/2026-07", None, "P")
        (found,) = case.findings("X", "P", rule="O07")
        assert (found.months, found.amount, found.items) == (("2026-01",), None, ("med_premium",))
        assert (found.period.type, found.period.label, found.discriminator) == ("year", "2026", "2026")
        assert found.absences[0].months == ("2026-01",)
        assert found.absences[-1].months == ("2026-07",)
        assert [absence.stream for absence in found.absences] == ["yibao_cover.covers"] * 7

    def test_owed_from_the_month_of_the_status(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.category("P", "tekun", "2026-05/2026-07")
        (found,) = case.findings(None, "P", rule="O07")
        assert found.months == ("2026-05",)

    def test_what_is_still_to_be_had_this_year_is_nothing_to_the_dead(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.dibao("X", "2024-01/2026-07", None, "P")
        case.death("P", "2026-03-11")
        assert case.findings("X", "P", rule="O07") == []

    def test_any_cover_of_the_year_satisfies_it_whatever_the_scheme(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.dibao("X", "2024-01/2026-07", None, "P")
        case.insured("P", "2026-02/2026-02", scheme="310")
        assert case.findings("X", "P", rule="O07") == []

    def test_a_cover_of_last_year_does_not(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.dibao("X", "2024-01/2026-07", None, "P")
        case.insured("P", "2025-01/2025-12")
        assert len(case.findings("X", "P", rule="O07")) == 1

    def test_one_uncovered_month_of_the_year_leaves_it_open(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.dibao("X", "2024-01/2026-07", None, "P")
        case.uncover("yibao_cover.covers", "2026-03/2026-03")
        assert case.findings("X", "P", rule="O07") == []
        assert case.held("X", "P", rule="O07") == [("P", ("2026-01",), ["uncovered:cover:yibao_cover.covers"])]

    def test_without_a_hukou_division_nobody_answers_that_there_is_no_cover(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "1955-01-01", hukou=None)
        case.dibao("X", "2024-01/2026-07", None, "P")
        assert case.findings("X", "P", rule="O07") == []
        assert case.held("X", "P", rule="O07") == [("P", ("2026-01",), ["uncovered:cover:None"])]

    def test_with_a_disputed_death_it_is_unknown_who_is_owed_the_rest_of_the_year(self, make_case: Any) -> None:
        case = self.uninsured(make_case)
        case.dibao("X", "2024-01/2026-07", None, "P")
        case.death("P", "2026-05-11")
        case.expense("P", "2026-06-02", 120)
        assert case.findings("X", "P", rule="O07") == []
        assert case.held("X", "P", rule="O07") == [("P", ("2026-01",), ["death_disputed:death:None"])]


class TestStudentAid:
    def pupil(self, make_case: Any, stage: str = "primary") -> Any:
        case = make_case()
        case.person("C", "2015-01-01")
        case.insured("C", "2023-08/2026-07")
        case.dibao("X", "2025-09/2026-07", None, "C")
        case.enrolment("C", "2025-08/2026-07", stage)
        return case

    def test_each_term_without_aid_is_one_finding(self, make_case: Any) -> None:
        autumn, spring = self.pupil(make_case).findings("X", "C", rule="O15")
        assert (autumn.months, autumn.period.label) == (("2025-09",), "2025-2026-autumn")
        assert (spring.months, spring.period.label) == (("2026-02",), "2025-2026-spring")
        assert (spring.items, spring.amount) == (("edu_comp_living",), 31250)
        assert {absence.stream for absence in spring.absences} == {"jiaoyu_aid.awards"}
        assert spring.id != autumn.id

    def test_an_award_for_the_school_year_covers_both_terms(self, make_case: Any) -> None:
        case = self.pupil(make_case)
        case.award("C", "edu_comp_living", "2025-10/2025-10", 625, school_year="2025-2026", term="year")
        assert case.findings("X", "C", rule="O15") == []

    def test_the_term_counts_that_the_award_says_not_its_month(self, make_case: Any) -> None:
        case = self.pupil(make_case)
        case.award("C", "edu_comp_living", "2026-02/2026-02", 312.5, school_year="2025-2026", term="autumn")
        (spring,) = case.findings("X", "C", rule="O15")
        assert spring.period.label == "2025-2026-spring"

    def test_vocational_aid_has_no_figure_on_file(self, make_case: Any) -> None:
        spring = self.pupil(make_case, "vocational").findings("X", "C", rule="O15")[-1]
        assert (spring.items, spring.amount) == (("edu_voc_grant",), None)

    def test_a_college_student_is_not_meant(self, make_case: Any) -> None:
        assert self.pupil(make_case, "college").findings("X", "C", rule="O15") == []

    def test_an_orphan_outside_every_household_is_low_income(self, make_case: Any) -> None:
        case = make_case()
        case.person("C", "2015-01-01")
        case.enrolment("C", "2026-02/2026-07", "junior")
        case.award("C", "orphan_living", "2026-01/2026-07", 1900)
        (spring,) = case.findings(None, "C", rule="O15")
        assert (spring.amount, spring.household) == (37500, None)

    def test_a_month_without_the_aid_list_leaves_the_term_open(self, make_case: Any) -> None:
        case = self.pupil(make_case)
        case.uncover("jiaoyu_aid.awards", "2026-02/2026-07")
        (autumn,) = case.findings("X", "C", rule="O15")
        assert autumn.period.label == "2025-2026-autumn"
        ((subject, months, reasons),) = case.held("X", "C", rule="O15")
        assert (subject, months) == ("C", ("2026-02",))
        assert all(reason.startswith("uncovered:benefit:edu_") for reason in reasons)


class TestUnpaidAwards:
    def test_the_judged_month_itself_is_exempt(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-05/2026-07", 60)
        (found,) = case.findings(None, "P", rule="O31")
        assert (found.months, found.amount, found.discriminator) == (("2026-05", "2026-06"), 12000, "elder_age")
        assert [(absence.stream, absence.months) for absence in found.absences] == [
            ("caizheng_yikatong.details", ("2026-05",)),
            ("caizheng_yikatong.details", ("2026-06",)),
        ]

    @pytest.mark.parametrize(
        "item",
        [
            code
            for code, item in catalogue().items.items()
            if item.monthly and Kind.CASH_MONTHLY in item.kinds and item.level is Level.PERSON
        ],
    )
    def test_every_item_that_is_paid_monthly_is_owed_or_waits_for_its_payments(self, case: Any, item: str) -> None:
        case.award("P", item, "2026-06/2026-07", 100)
        owed = [(found.items, found.months, found.amount) for found in case.findings(None, "P", rule="O31")]
        held = case.held(None, "P", rule="O31")
        assert owed == [((item,), ("2026-06",), 10_000)] or held == [
            ("P", ("2026-06",), [f"uncovered:payment:{item}:None"])
        ]

    @pytest.mark.parametrize("item", ["edu_high_grant", "heating", "med_premium", "temp_expense"])
    def test_a_sum_for_a_term_a_season_or_a_year_is_not_owed_each_month(self, case: Any, item: str) -> None:
        case.award("P", item, "2025-11/2026-07", 1150)
        assert case.findings(None, "P", rule="O31") == []

    def test_a_top_up_is_owed_in_the_sum_of_the_allowance_where_there_is_one(self, case: Any) -> None:
        case.award("P", "dibao_topup", "2026-06/2026-07", 90)
        assert [months for _, months, _ in case.held(None, "P", rule="O31")] == [("2026-06",)]
        case.dibao("X", "2026-06/2026-07", 800, "P")
        case.pay("P", "dibao_cash", "2026-06/2026-06", 890)
        assert case.findings("X", "P", rule="O31") == case.held("X", "P", rule="O31") == []

    def test_instalments_add_up_and_the_shortfall_is_owed(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2026-05/2026-06", 139)
        case.pay("P", "disab_nursing", "2026-05/2026-05", 100)
        case.pay("P", "disab_nursing", "2026-05/2026-05", 39)
        case.pay("P", "disab_nursing", "2026-06/2026-06", 100)
        (found,) = case.findings(None, "P", rule="O31")
        assert (found.months, found.amount, found.absences) == (("2026-06",), 3900, ())

    def test_a_households_award_is_paid_through_its_head_with_the_top_ups_in_one_sum(self, case: Any) -> None:
        case.person("Q", "1950-01-01")
        case.dibao("X", "2026-05/2026-07", 800, "P", "Q")
        case.award("Q", "dibao_topup", "2026-05/2026-07", 90)
        case.pay("P", "dibao_cash", "2026-05/2026-05", 890)
        case.pay("P", "dibao_cash", "2026-06/2026-06", 800)
        (found,) = case.findings("X", "P", "Q", rule="O31")
        assert (found.subject_type, found.subject, found.months, found.amount) == ("household", "X", ("2026-06",), 9000)

    def test_a_top_up_of_somebody_whom_the_amount_does_not_count_is_owed_by_itself(self, case: Any) -> None:
        case.person("Q", "1950-01-01")
        case.dibao("X", "2026-06/2026-06", 800, "P")
        case.member("Q", "X", "2026-06/2026-06", counted=False)
        case.award("Q", "dibao_topup", "2026-06/2026-06", 90)
        case.pay("P", "dibao_cash", "2026-06/2026-06", 800)
        assert case.findings("X", "P", "Q", rule="O31") == []
        assert [held[:2] for held in case.held("X", "P", "Q", rule="O31")] == [("Q", ("2026-06",))]

    def test_a_top_up_that_is_paid_apart_is_paid(self, case: Any) -> None:
        case.person("Q", "1950-01-01")
        case.dibao("X", "2026-05/2026-06", 800, "P", "Q")
        case.award("Q", "dibao_topup", "2026-05/2026-06", 90)
        case.pay("P", "dibao_cash", "2026-05/2026-06", 800)
        case.pay("Q", "dibao_topup", "2026-05/2026-05", 90)
        case.pay("Q", "dibao_topup", "2026-06/2026-06", 60)
        (found,) = case.findings("X", "P", "Q", rule="O31")
        assert (found.months, found.amount) == (("2026-06",), 3000)

    def test_a_household_of_one_whose_death_is_disputed_is_owed_nothing(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.pay("P", "dibao_cash", "2026-01/2026-01", 800)
        case.death("P", "2026-03-11")
        case.expense("P", "2026-04-02", 120)
        (found,) = case.findings("X", "P", rule="O31")
        assert found.months == ("2026-02",)
        months = ("2026-03", "2026-04", "2026-05", "2026-06")
        assert case.held("X", "P", rule="O31") == [("X", months, ["death_disputed:death:None"])]

    def test_an_award_of_somebody_whose_death_is_disputed_is_held_back_from_the_first_report(self, case: Any) -> None:
        case.award("P", "disab_nursing", "2026-01/2026-07", 139)
        case.death("P", "2026-03-11")
        case.death("P", "2026-05-02", stream="weijian_deaths.deaths")
        case.expense("P", "2026-06-02", 120)
        (found,) = case.findings(None, "P", rule="O31")
        assert found.months == ("2026-01", "2026-02")
        assert [held[1] for held in case.held(None, "P", rule="O31")] == [("2026-03", "2026-04", "2026-05", "2026-06")]

    def test_nothing_is_owed_to_the_dead(self, case: Any) -> None:
        case.award("P", "elder_age", "2026-01/2026-07", 60)
        case.pay("P", "elder_age", "2026-01/2026-04", 60)
        case.death("P", "2026-04-20")
        assert case.findings(None, "P", rule="O31") == []

    def test_an_award_that_must_stop_is_not_owed(self, case: Any) -> None:
        case.category("P", "tekun", "2026-06/2026-07")
        case.award("P", "disab_living", "2026-05/2026-07", 183)
        (found,) = case.findings(None, "P", rule="O31")
        assert found.months == ("2026-05",)

    def test_a_batch_that_was_not_delivered_holds_back(self, case: Any) -> None:
        case.uncover("caizheng_yikatong.details", "2026-06/2026-06")
        case.award("P", "elder_age", "2026-05/2026-07", 60)
        case.pay("P", "elder_age", "2026-05/2026-05", 60)
        assert case.findings(None, "P", rule="O31") == []
        assert case.held(None, "P", rule="O31") == [
            ("P", ("2026-06",), ["uncovered:payment:elder_age:caizheng_yikatong.details"])
        ]
