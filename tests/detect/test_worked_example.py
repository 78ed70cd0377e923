"""The worked example of semantics.md §8: grandfather G, mother M, child C in 低保 X1, hand-built facts."""

from __future__ import annotations

from typing import Any

import pytest

from hub.detect.finding import Absence

OTHER = "370112"
RULES = ("D01", "D02", "D03", "D06", "D11", "D13", "D14", "D16", "D23", "O03", "O04", "O07", "O15", "O31", "W01", "W02")
"""The rules that the example is about; of others these three would owe more than the page says."""


@pytest.fixture
def family(make_case: Any) -> Any:
    def make(as_of: str) -> Any:
        case = make_case(as_of)
        case.rules = RULES
        case.county(OTHER)
        for id, birth in (("G", "1948-03-02"), ("M", "1983-05-20"), ("C", "2014-09-01")):
            case.person(id, birth)
        case.dibao("X1", "2024-01/2026-07", 900, "G", "M", "C")
        case.pay("M", "dibao_cash", "2025-02/2026-07", 900)
        for id in "GMC":
            case.insured(id, "2023-08/2026-07")
        case.answer("renshe_premium.premiums")
        case.award("M", "pension_premium", "2026-01/2026-01", 100)
        return case

    return make


def moved(case: Any) -> Any:
    case.dibao("X2", "2026-06/2026-07", 400, "M", division=OTHER)
    case.pay("M", "dibao_cash", "2026-06/2026-07", 400, division=OTHER)
    return case


def test_a_household_in_order_raises_nothing(family: Any) -> None:
    evaluation = family("2026-07-31").evaluate("X1", "G", "M", "C")
    assert evaluation.findings == ()
    assert evaluation.held_back == ()


def test_a_seam_of_one_month_is_silent(family: Any) -> None:
    case = moved(family("2026-06-30"))
    assert case.evaluate("X1", "M").findings == ()


def test_two_months_in_two_households_are_reported_with_both_memberships(family: Any) -> None:
    case = moved(family("2026-07-31"))
    (found,) = case.evaluate("X2", "M").findings
    assert (found.rule, found.type, found.subject, found.household) == ("D14", "duplicate", "M", "X2")
    assert found.months == ("2026-06", "2026-07")
    assert [(cite.type, cite.division) for cite in found.cites] == [("membership", "370102"), ("membership", "370112")]
    assert found.amount == 80000
    assert found.divisions == ("370102", "370112")
    assert found.cites[0].run == "minzheng_dibao.people@2026-07"


def test_death_stops_from_the_next_month(family: Any) -> None:
    case = family("2026-07-31")
    case.death("G", "2026-04-11")
    (found,) = case.evaluate("X1", "G", "M", "C").findings
    assert (found.rule, found.subject, found.effect) == ("D16", "G", "recover")
    assert found.months == ("2026-05", "2026-06", "2026-07")
    assert found.amount == 3 * 30000
    assert found.items == ("dibao_cash",)
    assert [cite.type for cite in found.cites] == ["benefit", "death", "membership"]


def test_no_omission_goes_on_for_the_dead(family: Any) -> None:
    case = family("2026-07-31")
    case.death("G", "2026-04-11")
    case.certificate("G", "2026-02/2026-07", 2)
    omissions = [one for one in case.evaluate("X1", "G").findings if one.type == "omission"]
    assert [(one.rule, one.months) for one in omissions] == [
        ("O03", ("2026-02", "2026-03", "2026-04")),
        ("O04", ("2026-02", "2026-03", "2026-04")),
    ]


def test_a_certificate_without_either_allowance_is_an_omission_that_cites_the_absence(family: Any) -> None:
    case = family("2026-07-31")
    case.certificate("C", "2026-06/2026-07", 2)
    living, nursing = case.evaluate("X1", "C").findings
    assert (living.rule, nursing.rule) == ("O03", "O04")
    for found, monthly in ((living, 18300), (nursing, 13900)):
        assert found.months == ("2026-06", "2026-07")
        assert found.amount == 2 * monthly
        assert found.absences == (
            Absence("minzheng_liangbu.register", "370102", ("2026-06",), "minzheng_liangbu.register@2026-06"),
            Absence("minzheng_liangbu.register", "370102", ("2026-07",), "minzheng_liangbu.register@2026-07"),
        )
        assert "work-injury care was not checked: 人社 has not delivered" in found.sentence.en
        assert "未核查是否领取工伤生活护理费：人社尚未提供数据" in found.sentence.zh
    assert [cite.type for cite in living.cites] == ["category", "certificate", "membership"]
    assert [cite.type for cite in nursing.cites] == ["certificate"]


def test_a_rejected_row_of_the_same_name_leaves_its_month_open(family: Any) -> None:
    case = family("2026-07-31")
    case.certificate("C", "2026-06/2026-07", 2)
    case.doubt("C", "minzheng_liangbu.register", "2026-07/2026-07")
    evaluation = case.evaluate("X1", "C")
    assert [(one.rule, one.months) for one in evaluation.findings] == [("O03", ("2026-06",)), ("O04", ("2026-06",))]
    assert [(one.rule, one.months) for one in evaluation.held_back] == [("O03", ("2026-07",)), ("O04", ("2026-07",))]
    (missing,) = evaluation.held_back[0].missing
    assert (missing.reason, missing.topic, missing.stream) == (
        "doubt",
        "benefit:disab_living",
        "minzheng_liangbu.register",
    )


def test_the_order_of_facts_leaves_no_trace(family: Any) -> None:
    case = moved(family("2026-07-31"))
    case.death("G", "2026-04-11")
    case.certificate("C", "2026-06/2026-07", 2)
    before = case.evaluate("X1", "G", "M", "C")
    for view in (*case.people.values(), *case.households.values()):
        for name in ("memberships", "categories", "benefits", "payments", "certificates", "members"):
            getattr(view, name, []).reverse()
    assert case.evaluate("X1", "C", "M", "G") == before
