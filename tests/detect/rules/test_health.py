"""Medical insurance, elders' allowances, rehabilitation of children: when a rule speaks, and when it must not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

OTHER = "370112"


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P")
    return case


class TestTwoCovers:
    def cover(self, case: Any, months: str, scheme: str = "390", division: str = "370102", **more: Any) -> None:
        fact = case.insured("P", months, scheme=scheme)
        fact.division = division
        for name, value in more.items():
            setattr(fact, name, value)

    def test_months_in_which_two_schemes_are_in_force(self, case: Any) -> None:
        self.cover(case, "2026-01/2026-07")
        self.cover(case, "2026-04/2026-07", scheme="310")
        (found,) = case.findings(None, "P", rule="D26")
        assert (found.months, found.amount) == (("2026-04", "2026-05", "2026-06", "2026-07"), None)
        assert [(cite.type, cite.months[0]) for cite in found.cites] == [("insurance_cover", "2026-04")] * 2

    def test_one_scheme_in_two_counties(self, case: Any) -> None:
        self.cover(case, "2025-01/2025-12")
        self.cover(case, "2025-11/2026-07", division=OTHER)
        (found,) = case.findings(None, "P", rule="D26")
        assert found.months == ("2025-11", "2025-12")
        assert found.divisions == ("370102", OTHER)

    def test_one_cover_after_the_other_is_none(self, case: Any) -> None:
        self.cover(case, "2026-01/2026-03")
        self.cover(case, "2026-04/2026-07", scheme="310")
        assert case.findings(None, "P", rule="D26") == []

    def test_a_prefecture_that_registers_for_its_county_is_no_second_place(self, case: Any) -> None:
        self.cover(case, "2026-01/2026-07")
        self.cover(case, "2026-01/2026-07", division="370100")
        assert case.findings(None, "P", rule="D26") == []

    def test_a_subsidy_in_two_counties_of_one_year_with_the_month_of_the_second(self, case: Any) -> None:
        self.cover(case, "2025-01/2025-05", subsidised=True)
        self.cover(case, "2025-06/2025-12", division=OTHER, subsidised=True)
        (found,) = case.findings(None, "P", rule="D27")
        assert (found.months, found.period.label, found.discriminator) == (("2025-06",), "2025", "2025")
        assert (found.items, found.amount) == (("med_premium",), None)
        assert case.findings(None, "P", rule="D26") == []

    @pytest.mark.parametrize("second", [False, None])
    def test_the_second_was_paid_by_the_person(self, case: Any, second: bool | None) -> None:
        self.cover(case, "2025-01/2025-05", subsidised=True)
        self.cover(case, "2025-06/2025-12", division=OTHER, subsidised=second)
        assert case.findings(None, "P", rule="D27") == []

    def test_another_year_is_another_premium(self, case: Any) -> None:
        self.cover(case, "2025-01/2025-12", subsidised=True)
        self.cover(case, "2026-01/2026-07", division=OTHER, subsidised=True)
        assert case.findings(None, "P", rule="D27") == []


class TestElders:
    @pytest.fixture
    def elder(self, make_case: Any) -> Any:
        case = make_case()
        case.person("P", "1946-06-10")
        case.dibao("X", "2026-05/2026-07", 800, "P")
        return case

    def test_owed_by_the_age_that_is_reached_in_each_month(self, elder: Any) -> None:
        (found,) = elder.findings("X", "P", rule="O17")
        assert (found.months, found.amount) == (("2026-05", "2026-06", "2026-07"), 80_00 + 80_00 + 100_00)

    def test_nothing_below_sixty(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "1966-06-10")
        case.dibao("X", "2026-05/2026-07", 800, "P")
        assert [found.months for found in case.findings("X", "P", rule="O17")] == [("2026-07",)]

    def test_a_payment_is_receipt(self, elder: Any) -> None:
        elder.pay("P", "elder_living", "2026-05/2026-07", 100)
        assert elder.findings("X", "P", rule="O17") == []

    def test_nothing_for_the_destitute(self, elder: Any) -> None:
        elder.category("P", "tekun", "2026-01/2026-07")
        assert elder.findings("X", "P", rule="O17") == []

    def test_an_undelivered_register_leaves_it_open(self, elder: Any) -> None:
        elder.uncover("minzheng_elder.register", "2026-06/2026-07")
        (found,) = elder.findings("X", "P", rule="O17")
        assert found.months == ("2026-05",)
        assert elder.held("X", "P", rule="O17") == [
            ("P", ("2026-06", "2026-07"), ["uncovered:benefit:elder_living:minzheng_elder.register"])
        ]


class TestRehabilitation:
    @pytest.fixture
    def child(self, make_case: Any) -> Any:
        case = make_case()
        case.person("C", "2015-03-01")
        case.certificate("C", "2026-03/2026-07", 3)
        return case

    def test_none_in_the_year_from_the_first_month_with_a_certificate(self, child: Any) -> None:
        (found,) = child.findings(None, "C", rule="O19")
        assert (found.months, found.period.label, found.amount) == (("2026-03",), "2026", None)
        assert {absence.stream for absence in found.absences} == {"canlian_rehab.awards"}

    def test_one_award_in_the_year_is_enough(self, child: Any) -> None:
        child.award("C", "disab_child_rehab", "2026-01/2026-01", None)
        assert child.findings(None, "C", rule="O19") == []

    def test_last_years_award_is_not(self, child: Any) -> None:
        child.award("C", "disab_child_rehab", "2025-12/2025-12", 15000)
        assert len(child.findings(None, "C", rule="O19")) == 1

    def test_nothing_from_eighteen_on(self, make_case: Any) -> None:
        case = make_case()
        case.person("C", "2008-01-01")
        case.certificate("C", "2026-03/2026-07", 3)
        assert case.findings(None, "C", rule="O19") == []

    def test_an_undelivered_month_leaves_the_year_open(self, child: Any) -> None:
        child.uncover("canlian_rehab.awards", "2026-02/2026-02")
        assert child.findings(None, "C", rule="O19") == []
        assert child.held(None, "C", rule="O19") == [
            ("C", ("2026-03",), ["uncovered:benefit:disab_child_rehab:canlian_rehab.awards"])
        ]


class TestBorderlineHouseholds:
    @pytest.fixture
    def member(self, case: Any) -> Any:
        case.household("B")
        case.member("P", "B", "2025-01/2026-07")
        case.category("B", "dibian", "2025-01/2026-07")
        return case

    def test_a_serious_illness_from_its_month_on(self, member: Any) -> None:
        member.declare("P", "illness", "2026-05/2026-07", serious=True)
        (found,) = member.findings("B", "P", rule="O01")
        assert (found.months, found.items, found.amount) == (
            ("2026-05", "2026-06", "2026-07"),
            ("dibao_single_cash",),
            None,
        )
        assert [cite.type for cite in found.cites] == ["category", "illness", "membership"]

    @pytest.mark.parametrize(
        ("grade", "kind", "owed"), [(1, "4", 1), (2, "1", 1), (3, "5", 1), (3, "4", 0), (4, "6", 0)]
    )
    def test_a_severe_disability_is_grade_1_or_2_or_3_of_intellect_and_mind(
        self, member: Any, grade: int, kind: str, owed: int
    ) -> None:
        member.certificate("P", "2026-06/2026-07", grade, kind)
        assert len(member.findings("B", "P", rule="O01")) == owed

    def test_a_common_disease_is_none(self, member: Any) -> None:
        member.declare("P", "illness", "2026-05/2026-07", serious=False)
        assert member.findings("B", "P", rule="O01") == member.held("B", "P", rule="O01") == []

    def test_a_disease_that_the_list_does_not_grade_leaves_it_open(self, member: Any) -> None:
        member.declare("P", "illness", "2026-05/2026-07", serious=None)
        assert member.findings("B", "P", rule="O01") == []
        assert [months for _, months, _ in member.held("B", "P", rule="O01")] == [("2026-05", "2026-06", "2026-07")]

    def test_who_is_in_alone_is_in(self, member: Any) -> None:
        member.declare("P", "illness", "2026-05/2026-07", serious=True)
        member.category("P", "dibao_single", "2026-05/2026-06")
        (found,) = member.findings("B", "P", rule="O01")
        assert found.months == ("2026-07",)


class TestStatusAtTheInsurer:
    def test_from_the_month_after_the_status_was_given(self, case: Any) -> None:
        case.dibao("X", "2026-04/2026-07", 800, "P")
        (found,) = case.findings("X", "P", rule="O08")
        assert found.months == ("2026-05", "2026-06", "2026-07")
        assert {absence.stream for absence in found.absences} == {"yibao_identity.identities"}

    def test_any_status_at_the_insurer_will_do(self, case: Any) -> None:
        case.dibao("X", "2026-04/2026-07", 800, "P")
        case.declare("P", "medical_identity", "2026-05/2026-07", category="tekun")
        assert case.findings("X", "P", rule="O08") == []

    def test_another_status_in_between_is_no_new_beginning(self, case: Any) -> None:
        case.household("B")
        case.member("P", "B", "2026-05/2026-05")
        case.category("B", "dibian", "2026-05/2026-05")
        case.dibao("X", "2026-06/2026-06", 800, "P")
        (found,) = case.findings("X", "P", rule="O08")
        assert found.months == ("2026-06",)

    def test_an_undelivered_register_leaves_it_open(self, case: Any) -> None:
        case.dibao("X", "2026-04/2026-07", 800, "P")
        case.uncover("yibao_identity.identities", "2026-06/2026-06")
        (found,) = case.findings("X", "P", rule="O08")
        assert found.months == ("2026-05", "2026-07")


class TestNursing:
    @pytest.fixture
    def elder(self, make_case: Any) -> Any:
        case = make_case()
        case.person("P", "1956-01-01")
        case.dibao("X", "2026-01/2026-07", 800, "P")
        return case

    @pytest.mark.parametrize(("grade", "owed"), [(0, []), (1, []), (2, [160_00]), (3, [160_00])])
    def test_owed_from_a_moderate_disability_on(self, elder: Any, grade: int, owed: list[int]) -> None:
        elder.declare("P", "ability", "2026-06/2026-07", grade=grade)
        assert [found.amount for found in elder.findings("X", "P", rule="O18")] == owed

    def test_either_nursing_allowance_will_do(self, elder: Any) -> None:
        elder.declare("P", "ability", "2026-05/2026-07", grade=3)
        elder.award("P", "elder_nursing", "2026-05/2026-05", 80)
        elder.award("P", "disab_nursing", "2026-06/2026-06", 139)
        (found,) = elder.findings("X", "P", rule="O18")
        assert found.months == ("2026-07",)

    def test_long_term_care_insurance_takes_its_place(self, elder: Any) -> None:
        elder.declare("P", "ability", "2026-05/2026-07", grade=3)
        elder.award("P", "ltc_benefit", "2026-05/2026-07", 900)
        assert elder.findings("X", "P", rule="O18") == []

    def test_a_severe_certificate_is_another_rules(self, elder: Any) -> None:
        elder.declare("P", "ability", "2026-06/2026-07", grade=3)
        elder.certificate("P", "2026-06/2026-07", 2)
        assert elder.findings("X", "P", rule="O18") == []
        assert len(elder.findings("X", "P", rule="O04")) == 1

    def test_care_insurance_beside_an_allowance_where_the_region_says_so(self, case: Any) -> None:
        case.award("P", "ltc_benefit", "2026-05/2026-06", 900)
        case.award("P", "disab_nursing", "2026-06/2026-07", 139)
        (found,) = case.findings(None, "P", rule="D40")
        assert (found.months, found.amount, found.effect) == (("2026-06",), 139_00, "review")

    def test_and_nowhere_else(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", hukou="410102")
        for item, amount in (("ltc_benefit", 900), ("disab_nursing", 139)):
            case.award("P", item, "2026-06/2026-07", amount, division="410102")
        assert case.findings(None, "P", rule="D40") == []


class TestBills:
    def bill(self, case: Any, day: str, own: float, aid: float | None = 0, **more: Any) -> None:
        case.expense("P", day, own)
        bill = case.people["P"].expenses[-1]
        bill.aid = None if aid is None else round(aid * 100)
        for name, value in more.items():
            setattr(bill, name, value)

    def test_one_invoice_twice_puts_the_smaller_aid_at_stake(self, case: Any) -> None:
        self.bill(case, "2026-03-05", 150, 300, invoice="k1")
        self.bill(case, "2026-03-05", 150, 120, invoice="k1", division=OTHER)
        self.bill(case, "2026-03-05", 150, 500, invoice="k2")
        (found,) = case.findings(None, "P", rule="D25")
        assert (found.months, found.amount, found.items) == (("2026-03",), 120_00, ("med_inpatient",))
        assert [cite.months for cite in found.cites] == [("2026-03",)] * 2

    def test_bills_without_an_invoice_are_not_compared(self, case: Any) -> None:
        for _ in range(2):
            self.bill(case, "2026-03-05", 150, 300)
        assert case.findings(None, "P", rule="D25") == []

    def test_own_cost_over_the_line_from_the_month_in_which_it_is_passed(self, case: Any) -> None:
        case.dibao("X", "2025-01/2026-07", 800, "P")
        self.bill(case, "2026-02-05", 3000)
        self.bill(case, "2026-05-20", 2000.01)
        (found,) = case.findings("X", "P", rule="O09")
        assert (found.months, found.period.label, found.amount) == (("2026-05",), "2026", None)
        assert [cite.type for cite in found.cites].count("medical_expense") == 2
        assert "only aid paid within bills is known" in found.sentence.en

    @pytest.mark.parametrize(
        ("category", "own", "owed"), [("dibao", 5000, 0), ("dibian", 9000, 0), ("dibian", 10001, 1)]
    )
    def test_the_line_is_that_of_the_category_and_lies_above_it(
        self, case: Any, category: str, own: float, owed: int
    ) -> None:
        case.household("X")
        case.member("P", "X", "2025-01/2026-07")
        case.category("X", category, "2025-01/2026-07")
        self.bill(case, "2026-02-05", own)
        assert len(case.findings("X", "P", rule="O09")) == owed

    def test_aid_in_any_bill_of_the_year_will_do_and_last_years_will_not(self, case: Any) -> None:
        case.dibao("X", "2025-01/2026-07", 800, "P")
        self.bill(case, "2026-02-05", 6000)
        self.bill(case, "2025-11-05", 100, aid=40)
        assert len(case.findings("X", "P", rule="O09")) == 1
        self.bill(case, "2026-06-05", 100, aid=40)
        assert case.findings("X", "P", rule="O09") == []

    def test_a_bill_that_does_not_say_leaves_it_open(self, case: Any) -> None:
        case.dibao("X", "2025-01/2026-07", 800, "P")
        self.bill(case, "2026-02-05", 6000, aid=None)
        assert case.findings("X", "P", rule="O09") == []
        assert [months for _, months, _ in case.held("X", "P", rule="O09")] == [("2026-02",)]

    def test_a_year_that_began_before_the_status_is_owed_from_the_status(self, case: Any) -> None:
        case.dibao("X", "2026-06/2026-07", 800, "P")
        self.bill(case, "2026-02-05", 6000)
        (found,) = case.findings("X", "P", rule="O09")
        assert found.months == ("2026-06",)

    def test_an_undelivered_month_of_bills_leaves_the_aid_open(self, case: Any) -> None:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        case.uncover("yibao_settlements.settlements", "2026-06/2026-06")
        self.bill(case, "2026-02-05", 6000)
        assert case.findings("X", "P", rule="O09") == []


class TestTopUp:
    @pytest.fixture
    def member(self, case: Any) -> Any:
        case.dibao("X", "2026-01/2026-07", 800, "P")
        return case

    def test_severely_disabled_or_seriously_ill_without_it(self, member: Any) -> None:
        member.certificate("P", "2026-05/2026-05", 2)
        member.declare("P", "illness", "2026-07/2026-07", serious=True)
        (found,) = member.findings("X", "P", rule="O33")
        assert (found.months, found.items, found.amount) == (("2026-05", "2026-07"), ("dibao_topup",), None)

    def test_a_top_up_of_the_household_is_one(self, member: Any) -> None:
        member.certificate("P", "2026-05/2026-07", 1)
        member.award("X", "dibao_topup", "2026-05/2026-07", 200)
        assert member.findings("X", "P", rule="O33") == []

    def test_a_slight_disability_or_common_disease_is_no_reason(self, member: Any) -> None:
        member.certificate("P", "2026-05/2026-07", 3)
        member.declare("P", "illness", "2026-05/2026-07", serious=False)
        assert member.findings("X", "P", rule="O33") == []

    def test_an_undelivered_list_leaves_it_open(self, member: Any) -> None:
        member.certificate("P", "2026-06/2026-06", 1)
        member.uncover("minzheng_dibao.people", "2026-06/2026-06")
        assert member.findings("X", "P", rule="O33") == []
        assert [months for _, months, _ in member.held("X", "P", rule="O33")] == [("2026-06",)]


class TestPensionPremium:
    def paid(self, case: Any, day: str, event: str | None) -> None:
        on = date.fromisoformat(day)
        case.award("P", "pension_premium", f"{day[:7]}/{day[:7]}", 100, event=event, awarded_on=on)

    def test_one_year_paid_twice(self, case: Any) -> None:
        self.paid(case, "2025-12-20", "2026")
        self.paid(case, "2026-05-20", "2026")
        (found,) = case.findings(None, "P", rule="D42")
        assert (found.months, found.amount, found.items) == (("2026-05",), 100_00, ("pension_premium",))

    @pytest.mark.parametrize("other", ["2025", None])
    def test_two_years_or_a_year_that_is_not_named_are_no_conflict(self, case: Any, other: str | None) -> None:
        self.paid(case, "2026-02-20", other)
        self.paid(case, "2026-05-20", "2026")
        assert case.findings(None, "P", rule="D42") == []
