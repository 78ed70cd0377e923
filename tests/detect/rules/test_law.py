"""人社: work-injury care beside a disability allowance, and the pension premium of people in need."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1980-01-01")
    return case


def cited(finding: Any) -> list[str]:
    return sorted(cite.type for cite in finding.cites)


class TestWorkInjuryCare:
    def test_both_disability_allowances_are_at_stake(self, case: Any) -> None:
        case.award("P", "work_injury_care", "2026-03/2026-05", 2560)
        case.award("P", "disab_living", "2026-01/2026-07", 183)
        case.award("P", "disab_nursing", "2026-04/2026-07", 170)
        (found,) = case.findings(None, "P", rule="D04")
        assert found.months == ("2026-03", "2026-04", "2026-05")
        assert (found.amount, found.items) == (3 * 18300 + 2 * 17000, ("disab_living", "disab_nursing"))
        assert cited(found) == ["benefit", "benefit", "benefit"]

    def test_an_allowance_that_began_when_the_care_ended_is_in_order(self, case: Any) -> None:
        case.award("P", "work_injury_care", "2025-01/2026-03", 2560)
        case.award("P", "disab_nursing", "2026-04/2026-07", 170)
        assert case.findings(None, "P", rule="D04") == []

    def test_it_bars_the_nursing_allowance_before_the_higher_of_two_is_asked(self, case: Any) -> None:
        case.award("P", "work_injury_care", "2026-06/2026-06", 2560)
        case.award("P", "disab_nursing", "2026-05/2026-07", 170)
        case.award("P", "elder_nursing", "2026-05/2026-07", 80)
        assert [found.months for found in case.findings(None, "P", rule="D04")] == [("2026-06",)]
        assert [found.months for found in case.findings(None, "P", rule="D06")] == [("2026-05", "2026-07")]

    def test_who_has_it_is_owed_no_nursing_allowance(self, case: Any) -> None:
        case.certificate("P", "2026-05/2026-07", 1)
        case.award("P", "work_injury_care", "2026-05/2026-06", 2560)
        (found,) = case.findings(None, "P", rule="O04")
        assert found.months == ("2026-07",)


class TestPensionPremium:
    @pytest.fixture(autouse=True)
    def _delivered(self, case: Any) -> None:
        case.answer("renshe_premium.premiums")

    def test_a_severely_disabled_person_without_a_premium_this_year(self, case: Any) -> None:
        case.certificate("P", "2026-03/2026-07", 2)
        (found,) = case.findings(None, "P", rule="O25")
        assert (found.months, found.period.label, found.amount) == (("2026-03",), "2026", 10000)
        assert cited(found) == ["certificate"]
        assert {(absence.stream, absence.division) for absence in found.absences} == {
            ("renshe_premium.premiums", "370102")
        }

    def test_a_premium_at_any_time_of_the_year_satisfies_it(self, case: Any) -> None:
        case.certificate("P", "2025-01/2026-07", 2)
        case.award("P", "pension_premium", "2026-06/2026-06", 100, awarded_on=date(2026, 6, 20))
        assert case.findings(None, "P", rule="O25") == []

    def test_the_premium_of_last_year_does_not(self, case: Any) -> None:
        case.certificate("P", "2025-01/2026-07", 2)
        case.award("P", "pension_premium", "2025-06/2025-06", 100, awarded_on=date(2025, 6, 20))
        assert [found.months for found in case.findings(None, "P", rule="O25")] == [("2026-01",)]

    @pytest.mark.parametrize("birth", ["2010-09-01", "1965-12-31"])
    def test_children_and_people_past_sixty_pay_none(self, case: Any, birth: str) -> None:
        case.person("Q", birth)
        case.certificate("Q", "2025-01/2026-07", 2)
        assert case.findings(None, "Q", rule="O25") == []

    def test_pupils_and_employees_are_left_out(self, case: Any) -> None:
        for id in "QR":
            case.person(id, "2009-02-01")
            case.certificate(id, "2025-01/2026-07", 1)
        case.enrolment("Q", "2025-08/2026-07", "senior")
        case.insured("R", "2026-01/2026-07", "310")
        assert case.findings(None, "Q", "R", rule="O25") == []

    def test_while_a_month_of_premiums_is_missing_it_is_unknown(self, case: Any) -> None:
        case.certificate("P", "2026-01/2026-07", 1)
        case.uncover("renshe_premium.premiums", "2026-05/2026-05")
        assert case.findings(None, "P", rule="O25") == []
        ((subject, months, reasons),) = case.held(None, "P", rule="O25")
        assert (subject, months) == ("P", ("2026-01",))
        assert any("benefit:pension_premium" in reason for reason in reasons)
