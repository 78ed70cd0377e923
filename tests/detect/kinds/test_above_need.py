"""Aid above the documented need: D24 (several approvals for one event), D39 (charity beside public aid)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    """A home X of P and Q: two heads, for whom the cap is 12240 yuan."""
    case = make_case()
    case.person("P")
    case.person("Q")
    case.dibao("X", "2024-01/2026-07", 800, "P", "Q")
    return case


def aid(case: Any, person: str, day: str, amount: float | None, **more: Any) -> None:
    """An award for the event E1."""
    on = date.fromisoformat(day)
    case.award(person, "temp_emergency", f"{day[:7]}/{day[:7]}", amount, awarded_on=on, **{"event": "E1", **more})


def loss(case: Any, amount: int | None, event: str = "E1", month: str = "2026-03") -> None:
    """A verified loss of P's, in fen."""
    case.declare("P", "disaster_loss", f"{month}/{month}", loss="damaged", amount=amount, event=event)


def found(case: Any) -> list[tuple[str, tuple[str, ...], int | None]]:
    return [(one.subject, one.months, one.amount) for one in case.findings("X", "P", "Q", rule="D24")]


def test_what_is_above_the_loss_of_the_event_is_at_stake(case: Any) -> None:
    loss(case, 500000)
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    (one,) = case.findings("X", "P", "Q", rule="D24")
    assert (one.subject, one.months, one.amount, one.discriminator) == ("X", ("2026-04",), 200000, "E1")
    assert "（5000.00元）" in one.sentence.zh
    assert sorted(cite.type for cite in one.cites) == ["benefit", "benefit", "disaster_loss"]


def test_the_second_approval_for_one_cause_is_told_once(case: Any) -> None:
    """D23 says that it was given again; D24 that it was too much, and is the harder of the two."""
    loss(case, 500000)
    aid(case, "P", "2026-03-20", 3000, cause="natural_disaster")
    aid(case, "Q", "2026-04-10", 4000, cause="natural_disaster")
    assert case.findings("X", "P", "Q", rule="D23") == []
    assert len(found(case)) == 1


def test_no_more_than_the_loss_is_lawful_and_left_to_d23(case: Any) -> None:
    loss(case, 700000)
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    assert found(case) == []
    assert [one.months for one in case.findings("X", "P", "Q", rule="D23")] == [("2026-04",)]


def test_every_loss_of_the_event_counts_and_none_of_another(case: Any) -> None:
    loss(case, 400000)
    loss(case, 200000)
    loss(case, 900000, event="E2")
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    assert found(case) == [("X", ("2026-04",), 100000)]


def test_a_third_approval_is_above_as_a_whole(case: Any) -> None:
    loss(case, 500000)
    for person, day, amount in (("P", "2026-03-20", 3000), ("Q", "2026-04-10", 4000), ("P", "2026-05-10", 1000)):
        aid(case, person, day, amount)
    assert found(case) == [("X", ("2026-04", "2026-05"), 300000)]


def test_instalments_of_one_approval_are_no_case(case: Any) -> None:
    loss(case, 500000)
    aid(case, "P", "2026-03-20", 3000, approval="A1")
    aid(case, "P", "2026-04-10", 4000, approval="A1")
    assert found(case) == []


def test_without_a_loss_the_cap_of_the_region_is_the_limit(case: Any) -> None:
    aid(case, "P", "2026-03-20", 6000)
    aid(case, "Q", "2026-04-10", 7000)
    assert found(case) == [("X", ("2026-04",), 76000)]


def test_the_cap_is_the_limit_of_a_greater_loss(case: Any) -> None:
    loss(case, 9000000)
    aid(case, "P", "2026-03-20", 6000)
    aid(case, "Q", "2026-04-10", 7000)
    assert found(case) == [("X", ("2026-04",), 76000)]


def test_no_loss_and_less_than_the_cap_is_nothing(case: Any) -> None:
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    assert found(case) == []
    assert case.held("X", "P", "Q", rule="D24") == []


def test_awards_without_the_number_of_the_event_are_told_by_d23_only(case: Any) -> None:
    loss(case, 500000)
    for person, day in (("P", "2026-03-20"), ("Q", "2026-04-10")):
        aid(case, person, day, 4000, event=None, cause="natural_disaster")
    assert found(case) == []
    assert len(case.findings("X", "P", "Q", rule="D23")) == 1


def test_months_in_which_no_loss_was_told_leave_it_unknown(case: Any) -> None:
    loss(case, 500000)
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    case.uncover("yingji_losses.homes", "2026-04/2026-04")
    assert found(case) == []
    held = case.held("X", "P", "Q", rule="D24")
    assert held == [("X", ("2026-04",), ["uncovered:disaster_loss:yingji_losses.homes"])]


def test_an_unreadable_row_of_losses_leaves_it_unknown(case: Any) -> None:
    loss(case, 500000)
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    case.doubt("P", "yingji_losses.homes", "2026-03/2026-03")
    assert found(case) == []
    held = case.held("X", "P", "Q", rule="D24")
    assert held == [("X", ("2026-04",), ["doubt:disaster_loss:yingji_losses.homes"])]


def test_a_loss_without_a_sum_leaves_it_unknown(case: Any) -> None:
    loss(case, None)
    aid(case, "P", "2026-03-20", 3000)
    aid(case, "Q", "2026-04-10", 4000)
    assert found(case) == []
    assert case.held("X", "P", "Q", rule="D24") == [("X", ("2026-04",), ["partial:disaster_loss:None"])]


def test_what_is_above_the_cap_needs_no_loss(case: Any) -> None:
    aid(case, "P", "2026-03-20", 6000)
    aid(case, "Q", "2026-04-10", 7000)
    case.uncover("yingji_losses.homes", "2026-03/2026-04")
    assert found(case) == [("X", ("2026-04",), 76000)]


def test_aid_from_before_somebody_came_is_not_the_household_s(case: Any) -> None:
    case.person("R")
    case.member("R", "X", "2026-04/2026-07")
    loss(case, 500000)
    aid(case, "R", "2026-03-20", 3000)
    aid(case, "P", "2026-04-10", 4000)
    assert case.findings("X", "P", "Q", "R", rule="D24") == []


class TestCharityBesidePublicAid:
    """D39: bills of an illness, 5000 yuan in all unless the test says otherwise."""

    @pytest.fixture
    def case(self, case: Any) -> Any:
        case.expense("P", "2026-03-10", 4000)
        case.expense("Q", "2025-09-10", 1000)
        return case

    def give(self, case: Any, day: str, amount: float, cause: str | None = "medical_cost") -> None:
        on = date.fromisoformat(day)
        case.award("Q", "charity_aid", f"{day[:7]}/{day[:7]}", amount, awarded_on=on, cause=cause)

    def found(self, case: Any) -> list[tuple[tuple[str, ...], int | None, str]]:
        findings = case.findings("X", "P", "Q", rule="D39")
        return [(one.months, one.amount, one.discriminator) for one in findings]

    def test_what_is_above_the_own_cost_of_everybody_is_told(self, case: Any) -> None:
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 4000, "sudden_illness")
        assert self.found(case) == [(("2026-04",), 200000, "medical_cost")]

    def test_no_more_than_the_cost_is_lawful(self, case: Any) -> None:
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 2000)
        assert self.found(case) == []

    @pytest.mark.parametrize("cause", ["fire", "natural_disaster", None])
    def test_for_another_cause_or_one_that_is_not_told_it_is_lawful(self, case: Any, cause: str | None) -> None:
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 4000, cause)
        assert self.found(case) == []

    def test_charity_alone_is_no_case(self, case: Any) -> None:
        self.give(case, "2026-03-10", 4000)
        self.give(case, "2026-04-10", 4000)
        assert self.found(case) == []

    def test_a_bill_that_comes_within_two_months_counts(self, case: Any) -> None:
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 4000)
        case.expense("P", "2026-06-28", 2000)
        assert self.found(case) == []

    def test_the_latest_two_months_are_not_judged_yet(self, case: Any) -> None:
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-06-10", 4000)
        assert self.found(case) == []

    def test_without_any_bill_nothing_is_documented_and_nothing_raised(self, make_case: Any) -> None:
        case = make_case()
        case.person("P")
        case.person("Q")
        case.dibao("X", "2024-01/2026-07", 800, "P", "Q")
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 4000)
        assert self.found(case) == []
        assert case.held("X", "P", "Q", rule="D39") == []

    def test_months_without_an_answer_about_bills_leave_it_unknown(self, case: Any) -> None:
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 4000)
        case.uncover("yibao_settlements.settlements", "2025-12/2025-12")
        assert self.found(case) == []
        held = case.held("X", "P", "Q", rule="D39")
        assert held == [("X", ("2026-04",), ["uncovered:expense:yibao_settlements.settlements"])]

    def test_losses_are_what_a_disaster_cost(self, case: Any) -> None:
        loss(case, 500000)
        case.award("P", "dis_rebuild", "2026-04/2026-04", 4000, awarded_on=date(2026, 4, 2), cause="natural_disaster")
        self.give(case, "2026-04-10", 3000, "natural_disaster")
        assert self.found(case) == [(("2026-04",), 200000, "natural_disaster")]

    def test_a_member_who_is_born_later_asks_nothing_of_earlier_months(self, case: Any) -> None:
        case.person("R", birth="2026-03-01", hukou=None)
        case.household("hukou-R", "hukou")
        case.member("R", "hukou-R", "2026-03/2026-07")
        case.member("R", "X", "2026-03/2026-07")
        case.temporary("P", "2026-03-20", "medical_cost", 3000)
        self.give(case, "2026-04-10", 4000)
        assert [one.months for one in case.findings("X", "P", "Q", "R", rule="D39")] == [("2026-04",)]
