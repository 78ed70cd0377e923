"""Rules over applications, visits, services and school: what raises each of them, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

JINING = "370811"


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1980-01-01")
    return case


class TestCareCentre:
    @pytest.fixture
    def boarder(self, make_case: Any) -> Any:
        def make(division: str, kind: str = "boarding") -> Any:
            case = make_case()
            case.county(division)
            case.person("P", "1980-01-01", hukou=division)
            case.award("P", "disab_nursing", "2026-01/2026-07", 170, division=division)
            case.declare("P", "service", "2026-06/2026-07", kind=kind)
            return case

        return make

    def test_where_the_region_excludes_it(self, boarder: Any) -> None:
        (found,) = boarder(JINING).findings(None, "P", rule="D08")
        assert (found.months, found.amount, found.items) == (("2026-06", "2026-07"), 34000, ("disab_nursing",))

    def test_elsewhere_both_are_lawful(self, boarder: Any) -> None:
        assert boarder("370112").findings(None, "P", rule="D08") == []

    def test_a_service_at_home_is_lawful(self, boarder: Any) -> None:
        assert boarder(JINING, "care").findings(None, "P", rule="D08") == []


class TestOutOfSchool:
    @pytest.fixture
    def child(self, case: Any) -> Any:
        case.person("C", "2016-05-01")
        case.dibao("X", "2025-01/2026-07", 800, "P", "C")
        return case

    def test_on_no_roll(self, child: Any) -> None:
        child.enrolment("C", "2023-08/2026-01")
        (found,) = child.findings("X", "P", "C", rule="O16")
        assert (found.subject, found.months) == (
            "C",
            ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"),
        )

    def test_on_a_roll(self, child: Any) -> None:
        child.enrolment("C", "2023-08/2026-07")
        assert child.findings("X", "P", "C", rule="O16") == []

    def test_while_the_roll_is_not_delivered(self, child: Any) -> None:
        child.uncover("jiaoyu_roll.pupils", "2025-08/2026-07")
        assert child.findings("X", "P", "C", rule="O16") == []


class TestAfterLeaving:
    def test_the_head_is_asked_for(self, case: Any) -> None:
        case.person("Q")
        case.dibao("X", "2025-01/2026-04", 800)
        case.member("P", "X", "2025-01/2026-04", relation="01")
        case.member("Q", "X", "2025-01/2026-04", relation="10")
        (found,) = case.findings("X", "P", "Q", rule="O27")
        assert (found.subject, found.months) == ("P", ("2026-05", "2026-06", "2026-07"))

    def test_evaluated(self, case: Any) -> None:
        case.category("P", "tekun", "2025-01/2026-04")
        case.declare("P", "application", "2026-05/2026-05", matter="evaluation", outcome="rejected")
        assert case.findings(None, "P", rule="O27") == []

    def test_in_the_next_category(self, case: Any) -> None:
        case.category("P", "tekun", "2025-01/2026-04")
        case.category("P", "dibao_single", "2026-05/2026-07")
        assert case.findings(None, "P", rule="O27") == []

    def test_while_applications_are_not_delivered(self, case: Any) -> None:
        case.category("P", "tekun", "2025-01/2026-04")
        case.uncover("minzheng_applications.ledger", "2026-05/2026-07")
        assert case.findings(None, "P", rule="O27") == []


class TestWhileTheApplicationIsInProgress:
    @pytest.fixture
    def applied(self, case: Any) -> Any:
        case.person("Q")
        case.declare("P", "application", "2026-06/2026-07", matter="assistance", outcome="pending", urgent=True)
        return case

    def test_a_home_in_real_difficulty_without_aid(self, applied: Any) -> None:
        (found,) = applied.findings("hukou-370102", "P", "Q", rule="O28")
        assert (found.subject, found.months, found.items) == ("P", ("2026-06", "2026-07"), ("temp_emergency",))

    def test_aid_to_another_of_the_home(self, applied: Any) -> None:
        applied.temporary("Q", "2026-05-20", "fire", 1000)
        assert applied.findings("hukou-370102", "P", "Q", rule="O28") == []

    def test_whether_it_is_urgent_was_not_said(self, case: Any) -> None:
        case.declare("P", "application", "2026-06/2026-07", matter="assistance", outcome="pending", urgent=None)
        assert case.findings("hukou-370102", "P", rule="O28") == []

    def test_decided(self, case: Any) -> None:
        case.declare("P", "application", "2026-06/2026-07", matter="assistance", outcome="approved", urgent=True)
        assert case.findings("hukou-370102", "P", rule="O28") == []


class TestRejected:
    @pytest.fixture
    def rejected(self, case: Any) -> Any:
        case.declare("P", "application", "2025-12/2025-12", matter="assistance", outcome="rejected")
        return case

    def test_nobody_came_for_half_a_year(self, rejected: Any) -> None:
        rejected.declare("P", "visit", "2025-12/2025-12", purpose="survey")
        (found,) = rejected.findings(None, "P", rule="O32")
        assert found.months == ("2026-06", "2026-07")

    def test_visited_each_half_year(self, rejected: Any) -> None:
        rejected.declare("P", "visit", "2025-12/2025-12", purpose="survey")
        rejected.declare("P", "visit", "2026-05/2026-05", purpose="follow_up")
        assert rejected.findings(None, "P", rule="O32") == []

    def test_in_a_category_since(self, rejected: Any) -> None:
        rejected.category("P", "tekun", "2025-12/2026-07")
        assert rejected.findings(None, "P", rule="O32") == []
