"""Rules over parents, supporters and means: what raises each of them, and what must not."""

from __future__ import annotations

from typing import Any

import pytest


class TestAfterADeath:
    @pytest.fixture
    def bereaved(self, make_case: Any) -> Any:
        """P, of working age, died in April; the child C is left."""
        case = make_case()
        case.person("P", "1985-01-01")
        case.person("C", "2014-01-01")
        case.household("X")
        case.member("P", "X", "2025-01/2026-04")
        case.member("C", "X", "2025-01/2026-07")
        case.category("X", "dibao", "2025-01/2026-07")
        case.death("P", "2026-04-20")
        return case

    def test_nobody_came_for_two_months(self, bereaved: Any) -> None:
        (found,) = bereaved.findings("X", "P", "C", rule="O11")
        assert (found.subject, found.months, found.items) == ("X", ("2026-06",), ("temp_emergency",))

    @pytest.mark.parametrize("month", ["2026-04", "2026-05", "2026-06"])
    def test_a_visit_to_whoever_is_left(self, bereaved: Any, month: str) -> None:
        bereaved.declare("C", "visit", f"{month}/{month}", purpose="survey")
        assert bereaved.findings("X", "P", "C", rule="O11") == []

    def test_aid_to_whoever_is_left(self, bereaved: Any) -> None:
        bereaved.temporary("C", "2026-05-08", "illness", 1000)
        assert bereaved.findings("X", "P", "C", rule="O11") == []

    def test_an_application_of_whoever_is_left(self, bereaved: Any) -> None:
        bereaved.declare("C", "application", "2026-06/2026-06", matter="evaluation", outcome="pending", urgent=False)
        assert bereaved.findings("X", "P", "C", rule="O11") == []

    def test_a_severely_disabled_member_was_no_labourer(self, bereaved: Any) -> None:
        bereaved.certificate("P", "2025-01/2026-04", 1)
        assert bereaved.findings("X", "P", "C", rule="O11") == []

    def test_while_visits_are_not_delivered(self, bereaved: Any) -> None:
        bereaved.uncover("minzheng_visits.visits", "2026-05/2026-05")
        assert bereaved.findings("X", "P", "C", rule="O11") == []
        held = bereaved.held("X", "P", "C", rule="O11")
        assert held == [("X", ("2026-06",), ["uncovered:visit:minzheng_visits.visits"])]


class TestParents:
    @pytest.fixture
    def family(self, make_case: Any) -> Any:
        """C, with the father F, who died in April, and the mother M."""
        case = make_case()
        case.person("C", "2014-01-01")
        for parent in ("F", "M"):
            case.person(parent, "1985-01-01")
            case.guards(parent, "C", "2024-01/2026-07", "PARENT_OF")
        case.death("F", "2026-04-20")
        return case

    def test_both_dead_from_the_month_after_the_later_death(self, family: Any) -> None:
        family.death("M", "2026-05-02")
        (found,) = family.findings(None, "C", rule="O13")
        assert (found.subject, found.months, found.amount) == ("C", ("2026-06", "2026-07"), 380000)
        assert sorted(cite.type for cite in found.cites) == ["death", "death", "parentage", "parentage"]
        assert family.findings(None, "C", rule="O14") == []

    def test_an_orphan_who_is_supported(self, family: Any) -> None:
        family.death("M", "2026-05-02")
        family.award("C", "orphan_living", "2026-06/2026-07", 1900)
        assert family.findings(None, "C", rule="O13") == []

    def test_of_whom_one_parent_is_known_nothing_is_known_of_both(self, make_case: Any) -> None:
        case = make_case()
        case.person("C", "2014-01-01")
        case.person("F", "1985-01-01")
        case.guards("F", "C", "2024-01/2026-07", "PARENT_OF")
        case.death("F", "2026-04-20")
        assert case.findings(None, "C", rule="O13") == []
        assert [one[:2] for one in case.held(None, "C", rule="O13")] == [("C", ("2026-05", "2026-06", "2026-07"))]

    def test_one_parent_whom_two_sources_name_is_one(self, family: Any) -> None:
        family.guards("F", "C", "2024-01/2026-07", "PARENT_OF")
        assert family.findings(None, "C", rule="O13") == []

    @pytest.mark.parametrize(
        ("record", "kind"),
        [
            ("custody", "prison"),
            ("custody", "rehabilitation"),
            ("parental_state", "lost_contact"),
            ("parental_state", "revoked"),
        ],
    )
    def test_one_dead_and_the_other_away(self, family: Any, record: str, kind: str) -> None:
        family.declare("M", record, "2026-06/2026-07", kind=kind)
        (found,) = family.findings(None, "C", rule="O14")
        assert (found.months, found.items) == (("2026-06", "2026-07"), ("defacto_orphan_living",))
        assert family.findings(None, "C", rule="O13") == []

    def test_one_dead_and_the_other_severely_disabled_or_ill(self, family: Any) -> None:
        family.certificate("M", "2026-06/2026-06", 2)
        family.declare("M", "illness", "2026-07/2026-07", serious=True)
        (found,) = family.findings(None, "C", rule="O14")
        assert found.months == ("2026-06", "2026-07")

    def test_whether_the_illness_is_serious_is_not_said(self, family: Any) -> None:
        family.declare("M", "illness", "2026-07/2026-07", serious=None)
        assert family.findings(None, "C", rule="O14") == []
        assert [one[:2] for one in family.held(None, "C", rule="O14")] == [("C", ("2026-07",))]

    @pytest.mark.parametrize(("record", "kind"), [("custody", "correction"), ("home_absence", "conscript")])
    def test_a_parent_who_brings_the_child_up(self, family: Any, record: str, kind: str) -> None:
        family.declare("M", record, "2026-06/2026-07", kind=kind)
        assert family.findings(None, "C", rule="O14") == []

    @pytest.mark.parametrize("item", ["defacto_orphan_living", "key_child_living", "orphan_living"])
    def test_a_child_who_is_supported(self, family: Any, item: str) -> None:
        family.declare("M", "custody", "2026-06/2026-07", kind="prison")
        family.award("C", item, "2026-06/2026-07", 1000)
        assert family.findings(None, "C", rule="O14") == []

    def test_a_minor_who_chose_to_be_supported_as_destitute(self, family: Any) -> None:
        family.declare("M", "custody", "2026-06/2026-07", kind="prison")
        family.category("C", "tekun", "2026-06/2026-07")
        assert family.findings(None, "C", rule="O14") == []

    def test_grown_up(self, make_case: Any) -> None:
        case = make_case()
        case.person("C", "2008-01-01")
        for parent in ("F", "M"):
            case.person(parent, "1985-01-01")
            case.guards(parent, "C", "2024-01/2026-07", "PARENT_OF")
            case.death(parent, "2025-04-20")
        (found,) = case.findings(None, "C", rule="O13")
        assert found.months == ("2025-08", "2025-09", "2025-10", "2025-11", "2025-12")


class TestUnableToWorkWithoutSupporters:
    @pytest.fixture
    def elder(self, make_case: Any) -> Any:
        case = make_case()
        case.person("P", "1955-01-01")
        case.dibao("X", "2025-01/2026-07", 800, "P")
        return case

    def check(self, case: Any, supporters: str | None, month: str = "2026-06") -> None:
        case.declare(
            "P", "means_check", f"{month}/{month}", supporters=supporters, own_income=None, household_income=None
        )

    @pytest.mark.parametrize("supporters", ["none", "unable"])
    def test_to_be_evaluated(self, elder: Any, supporters: str) -> None:
        self.check(elder, supporters)
        (found,) = elder.findings("X", "P", rule="O12")
        assert (found.subject, found.months, found.items) == ("P", ("2026-06", "2026-07"), ("tekun_living",))

    @pytest.mark.parametrize("supporters", ["able", None])
    def test_supported_or_not_told(self, elder: Any, supporters: str | None) -> None:
        self.check(elder, supporters)
        assert elder.findings("X", "P", rule="O12") == []

    def test_a_check_of_more_than_a_year_ago(self, elder: Any) -> None:
        self.check(elder, "none", "2025-06")
        assert elder.findings("X", "P", rule="O12")[0].months[-1] == "2026-05"

    def test_with_somebody_who_can_work(self, elder: Any) -> None:
        self.check(elder, "none")
        elder.person("Q", "1990-01-01")
        elder.member("Q", "X", "2025-01/2026-07")
        assert elder.findings("X", "P", "Q", rule="O12") == []

    def test_able_to_work(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "1985-01-01")
        case.dibao("X", "2025-01/2026-07", 800, "P")
        self.check(case, "none")
        assert case.findings("X", "P", rule="O12") == []

    def test_evaluated_within_the_year(self, elder: Any) -> None:
        self.check(elder, "none")
        elder.declare(
            "P", "application", "2026-02/2026-02", matter="assistance", outcome="rejected", urgent=False, consent=True
        )
        assert elder.findings("X", "P", rule="O12") == []


class TestSeverelyDisabledWithoutWork:
    @pytest.fixture
    def disabled(self, make_case: Any) -> Any:
        case = make_case()
        case.person("P", "1985-01-01")
        case.certificate("P", "2026-01/2026-07", 1, kind="4")
        return case

    def check(self, case: Any, income: int | None) -> None:
        fen = None if income is None else income * 100
        case.declare("P", "means_check", "2026-06/2026-06", own_income=fen, supporters=None, household_income=None)

    def test_to_be_in_dibao_alone(self, disabled: Any) -> None:
        self.check(disabled, 300)
        (found,) = disabled.findings(None, "P", rule="O02")
        assert (found.subject, found.months, found.items) == ("P", ("2026-06", "2026-07"), ("dibao_single_cash",))
        assert "人社尚未提供数据" in found.sentence.zh

    @pytest.mark.parametrize("income", [800, None])
    def test_enough_income_or_not_told(self, disabled: Any, income: int | None) -> None:
        self.check(disabled, income)
        assert disabled.findings(None, "P", rule="O02") == []

    def test_never_checked(self, disabled: Any) -> None:
        assert disabled.findings(None, "P", rule="O02") == []

    def test_employed(self, disabled: Any) -> None:
        self.check(disabled, 300)
        disabled.declare("P", "employment", "2026-06/2026-07", kind="employed")
        assert disabled.findings(None, "P", rule="O02") == []

    @pytest.mark.parametrize("category", ["dibao_single", "tekun"])
    def test_in_a_category(self, disabled: Any, category: str) -> None:
        self.check(disabled, 300)
        disabled.category("P", category, "2026-06/2026-07")
        assert disabled.findings(None, "P", rule="O02") == []

    def test_a_minor(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "2010-01-01")
        case.certificate("P", "2026-01/2026-07", 1, kind="4")
        self.check(case, 300)
        assert case.findings(None, "P", rule="O02") == []


class TestCostAgainstIncome:
    @pytest.fixture
    def home(self, make_case: Any) -> Any:
        """P and Q, whose home has 10,000 yuan a year by the check of P in March."""
        case = make_case()
        case.person("P", "1980-01-01")
        case.person("Q", "1980-01-01")
        self.check(case, "2026-03", 10_000)
        return case

    def check(self, case: Any, month: str, income: int | None) -> None:
        fen = None if income is None else income * 100
        case.declare("P", "means_check", f"{month}/{month}", own_income=None, supporters=None, household_income=fen)

    def found(self, case: Any) -> list[tuple[str, tuple[str, ...]]]:
        found = case.findings("hukou-370102", "P", "Q", rule="O10")
        return [(one.subject, one.months) for one in found]

    def test_the_bills_of_all_members_add_up(self, home: Any) -> None:
        home.expense("P", "2026-05-02", 3000)
        home.expense("Q", "2026-06-02", 3001)
        assert self.found(home) == [("hukou-370102", ("2026-06", "2026-07"))]

    def test_the_share_itself_is_not_passed(self, home: Any) -> None:
        home.expense("P", "2026-05-02", 6000)
        assert self.found(home) == []

    def test_a_bill_of_more_than_a_year_ago(self, home: Any) -> None:
        home.expense("P", "2025-05-02", 7000)
        assert self.found(home) == [("hukou-370102", ("2026-03", "2026-04"))]

    def test_the_latest_check_counts(self, home: Any) -> None:
        home.expense("P", "2026-05-02", 7000)
        self.check(home, "2026-07", 90_000)
        assert self.found(home) == [("hukou-370102", ("2026-05", "2026-06"))]

    def test_never_checked(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "1980-01-01")
        case.expense("P", "2026-05-02", 7000)
        assert case.findings("hukou-370102", "P", rule="O10") == []
        assert case.held("hukou-370102", "P", rule="O10") == []

    def test_the_income_is_not_told(self, make_case: Any) -> None:
        case = make_case()
        case.person("P", "1980-01-01")
        self.check(case, "2026-06", None)
        case.expense("P", "2026-05-02", 7000)
        assert case.findings("hukou-370102", "P", rule="O10") == []
        assert [one[:2] for one in case.held("hukou-370102", "P", rule="O10")] == [
            ("hukou-370102", ("2026-06", "2026-07"))
        ]

    def test_aided_or_in_a_category(self, home: Any) -> None:
        home.expense("P", "2026-05-02", 7000)
        home.temporary("Q", "2026-06-08", "illness", 1000, item="temp_expense")
        home.category("P", "tekun", "2026-05/2026-05")
        assert self.found(home) == []

    def test_while_bills_are_not_delivered(self, home: Any) -> None:
        home.uncover("yibao_settlements.settlements", "2026-05/2026-05")
        assert self.found(home) == []
        assert len(home.held("hukou-370102", "P", "Q", rule="O10")) == 1
