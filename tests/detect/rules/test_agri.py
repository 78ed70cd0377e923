"""Free power (O262), barrier-free homes (O20) and monitored homes (O30)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


def once(case: Any, holder: str, item: str, on: str) -> None:
    case.award(holder, item, f"{on[:7]}/{on[:7]}", 100, awarded_on=date.fromisoformat(on))


def found(case: Any, rule: str) -> list[tuple[str, tuple[str, ...], int | None]]:
    return [(one.subject, one.months, one.amount) for one in case.findings("X", "P", "Q", rule=rule)]


class TestNoFreePower:
    def test_owed_from_the_first_month_of_the_year(self, case: Any) -> None:
        once(case, "P", "utility_free", "2025-11-18")
        assert found(case, "O262") == [("X", ("2026-01",), None)]

    @pytest.mark.parametrize("holder", ["X", "P", "Q"])
    def test_one_row_of_the_year_answers_for_all_of_it(self, case: Any, holder: str) -> None:
        once(case, holder, "utility_free", "2026-06-18")
        assert found(case, "O262") == []

    def test_a_year_with_a_list_that_was_not_delivered_is_unknown(self, case: Any) -> None:
        case.uncover("fagai_power.homes", "2026-03/2026-03")
        assert found(case, "O262") == []
        held = case.held("X", "P", "Q", rule="O262")
        assert [(subject, months) for subject, months, _ in held] == [("X", ("2026-01",))]

    def test_a_home_listed_since_this_year_may_have_had_it_elsewhere(self, make_case: Any) -> None:
        case = make_case()
        case.person("P")
        case.dibao("X", "2026-05/2026-07", 800, "P")
        assert case.findings("X", "P", rule="O262") == []
        assert [(subject, months) for subject, months, _ in case.held("X", "P", rule="O262")] == [("X", ("2026-05",))]


class TestNoBarrierFreeHome:
    def test_owed_while_a_member_of_the_home_has_a_severe_disability(self, case: Any) -> None:
        case.certificate("Q", "2026-05/2026-07", 2, kind="4")
        assert found(case, "O20") == [("X", ("2026-05", "2026-06", "2026-07"), None)]

    def test_whichever_member_it_was_made_for_and_however_long_ago(self, case: Any) -> None:
        case.certificate("Q", "2026-05/2026-07", 2, kind="4")
        once(case, "P", "disab_home_access", "2023-09-25")
        assert found(case, "O20") == []

    def test_neither_for_a_lighter_disability_nor_for_a_home_of_ordinary_income(self, case: Any) -> None:
        case.certificate("Q", "2026-05/2026-07", 3, kind="4")
        case.person("R")
        case.certificate("R", "2024-01/2026-07", 1, kind="4")
        assert case.findings(None, "R", rule="O20") == []
        assert found(case, "O20") == []


class TestMonitoredHome:
    """The county's rural standard is 11,160 yuan a year."""

    @pytest.fixture
    def watched(self, make_case: Any) -> Any:
        """A monitored home F of P and Q, since May."""
        case = make_case()
        case.household("F", "fanpin")
        for person in ("P", "Q"):
            case.person(person)
            case.member(person, "F", "2026-05/2026-07")
        case.category("F", "fanpin", "2026-05/2026-07")
        return case

    def watch(self, case: Any, yuan: int | None, *, cleared: bool = False) -> None:
        income = None if yuan is None else yuan * 100
        case.declare("P", "monitoring", "2026-05/2026-07", kind="marginal", cleared=cleared, income_per_head=income)

    def findings(self, case: Any) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.subject, one.months) for one in case.findings("F", "P", "Q", rule="O30")]

    def test_below_the_standard_and_nobody_in_the_basic_tiers(self, watched: Any) -> None:
        self.watch(watched, 11_159)
        assert self.findings(watched) == [("F", ("2026-05", "2026-06", "2026-07"))]

    def test_at_the_standard_or_cleared(self, watched: Any) -> None:
        self.watch(watched, 11_160)
        self.watch(watched, 5_000, cleared=True)
        assert self.findings(watched) == []

    def test_one_member_in_need_is_enough(self, watched: Any) -> None:
        self.watch(watched, 5_000)
        watched.category("Q", "tekun", "2026-01/2026-06")
        assert self.findings(watched) == [("F", ("2026-07",))]

    def test_an_income_that_is_not_told_is_unknown(self, watched: Any) -> None:
        self.watch(watched, None)
        assert self.findings(watched) == []
        held = watched.held("F", "P", "Q", rule="O30")
        assert [(subject, months) for subject, months, _ in held] == [("F", ("2026-05", "2026-06", "2026-07"))]
