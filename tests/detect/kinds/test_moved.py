"""moved: what a county gives after the hukou has left it (D21)."""

from __future__ import annotations

from typing import Any

import pytest

OLD, NEW = "370102", "370112"


@pytest.fixture
def case(make_case: Any) -> Any:
    """P's hukou was in one county to February and is in the other since March."""
    case = make_case()
    case.county(NEW)
    case.person("P", "1950-01-01", hukou=None)
    for county, months in ((OLD, "2023-08/2026-02"), (NEW, "2026-03/2026-07")):
        case.household(f"H{county}", "hukou")
        case.member("P", f"H{county}", months, division=county)
    return case


def test_the_old_county_goes_on_from_the_month_after_the_move(case: Any) -> None:
    case.award("P", "disab_nursing", "2025-01/2026-05", 139)
    case.pay("P", "disab_nursing", "2026-04/2026-04", 100)
    (found,) = case.findings(None, "P", rule="D21")
    assert (found.months, found.amount) == (("2026-04", "2026-05"), 10000 + 13900)
    assert (found.items, found.effect) == (("disab_nursing",), "stop")
    assert sorted((cite.type, cite.division, cite.months) for cite in found.cites) == [
        ("benefit", OLD, ("2026-04", "2026-05")),
        ("membership", OLD, ("2026-02",)),
        ("membership", NEW, ("2026-04", "2026-05")),
        ("payment", OLD, ("2026-04",)),
    ]
    assert "历下区" in found.sentence.zh


def test_the_month_of_the_move_is_a_seam(case: Any) -> None:
    case.award("P", "elder_age", "2025-01/2026-03", 60)
    assert case.findings(None, "P", rule="D21") == []


def test_the_new_county_may_give_it(case: Any) -> None:
    case.award("P", "elder_age", "2026-03/2026-07", 60, division=NEW)
    assert case.findings(None, "P", rule="D21") == []


def test_where_both_counties_give_it_the_rule_of_two_places_speaks(case: Any) -> None:
    case.award("P", "elder_age", "2025-01/2026-05", 60)
    case.award("P", "elder_age", "2026-05/2026-07", 60, division=NEW)
    assert [found.months for found in case.findings(None, "P", rule="D13")] == [("2026-05",)]
    assert [found.months for found in case.findings(None, "P", rule="D21")] == [("2026-04",)]


def test_a_county_in_which_the_hukou_never_was_is_no_move(case: Any) -> None:
    case.county("370202")
    case.award("P", "elder_age", "2026-03/2026-07", 60, division="370202")
    assert case.findings(None, "P", rule="D21") == []


def test_a_prefecture_that_answers_for_the_new_county_too_is_no_other_place(case: Any) -> None:
    case.award("P", "elder_age", "2025-01/2026-07", 60, division="370100")
    assert case.findings(None, "P", rule="D21") == []


def test_while_both_counties_list_the_person_nobody_has_moved(case: Any) -> None:
    case.member("P", f"H{OLD}", "2026-03/2026-07", division=OLD)
    case.award("P", "elder_age", "2025-01/2026-07", 60)
    assert case.findings(None, "P", rule="D21") == []
