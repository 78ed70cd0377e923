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
