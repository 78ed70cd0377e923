"""One number, two people: a finding that rests on sources that disagree on who somebody is says so and is lowered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hub.detect.dossier import IdentityReport
from hub.detect.identity import disagreeing, own_of
from schema.values.months import ALL

TEKUN = ("minzheng_tekun.people", "370102")
DIBAO = ("minzheng_dibao.people", "370102")
CANLIAN = ("canlian_certificates.certificates", "370102")


@pytest.fixture
def case(make_case: Callable[..., Any]) -> Any:
    """P, a man by the number, born in 1980, is in 低保 and 特困 at once."""
    case = make_case()
    case.person("P").sex = "1"
    case.dibao("X", "2026-01/2026-07", 800, "P")
    case.category("P", "tekun", "2026-05/2026-07")
    return case


def name(case: Any, *reports: IdentityReport) -> None:
    view = case.people["P"]
    view.identity_reports = disagreeing(reports, own_of(view))


def d01(case: Any) -> Any:
    (found,) = case.findings("X", "P", rule="D01")
    return found


def test_another_name_is_told_and_lowers_the_finding(case: Any) -> None:
    name(case, IdentityReport(*DIBAO, ALL, "李秀兰"), IdentityReport(*TEKUN, ALL, "郝大壮"))
    found = d01(case)
    assert (found.identity_in_doubt, found.severity) == (True, "medium")
    assert found.sentence.zh.startswith("身份待核：各来源以同一身份证号报送的姓名不一致，可能不是同一人，请先核实身份")
    assert found.sentence.en.startswith("Identity in doubt: sources report another name under one identity number")
    assert not {"李", "郝"} & set(found.sentence.zh)


def test_everything_that_differs_is_named_in_one_order(case: Any) -> None:
    report = IdentityReport(*TEKUN, ALL, "郝大壮", "2", date(1951, 1, 1))
    name(case, report, IdentityReport(*DIBAO, ALL, "李秀兰", "1", date(1980, 1, 1)))
    assert "姓名、性别、出生日期不一致" in d01(case).sentence.zh
    assert "another name and sex and date of birth" in d01(case).sentence.en


def test_a_source_is_set_against_the_number_where_the_other_is_silent(case: Any) -> None:
    name(case, IdentityReport(*TEKUN, ALL, None, "2"))
    found = d01(case)
    assert found.identity_in_doubt
    assert "报送的性别不一致" in found.sentence.zh


def test_a_source_that_the_finding_does_not_cite_marks_nothing(case: Any) -> None:
    name(
        case,
        IdentityReport(*DIBAO, ALL, "李秀兰"),
        IdentityReport(*TEKUN, ALL, "李秀兰"),
        IdentityReport(*CANLIAN, ALL, "郝大壮", "2"),
    )
    assert case.people["P"].identity_reports
    found = d01(case)
    assert (found.identity_in_doubt, found.severity) == (False, "high")


def test_the_same_source_of_another_county_is_another_source(case: Any) -> None:
    case.county("370112")
    case.award("P", "elder_age", "2026-01/2026-07", 60)
    case.award("P", "elder_age", "2026-05/2026-06", 100, division="370112")
    elder = "minzheng_elder.register"
    name(case, IdentityReport(elder, "370102", ALL, "李秀兰"), IdentityReport(elder, "370112", ALL, "郝大壮"))
    (found,) = case.findings("X", "P", rule="D13")
    assert (found.identity_in_doubt, found.severity) == (True, "medium")


def test_a_name_that_was_put_right_before_marks_nothing(case: Any) -> None:
    wrong, right = case.bits("2026-01/2026-03"), case.bits("2026-04/2026-07")
    name(
        case,
        IdentityReport(*TEKUN, wrong, "郝大壮"),
        IdentityReport(*TEKUN, right, "李秀兰"),
        IdentityReport(*DIBAO, ALL, "李秀兰"),
    )
    assert not d01(case).identity_in_doubt


def test_two_people_in_one_list_are_in_doubt_by_themselves(case: Any) -> None:
    name(
        case,
        IdentityReport(*TEKUN, ALL, "郝大壮"),
        IdentityReport(*TEKUN, ALL, "李秀兰"),
        IdentityReport(*DIBAO, ALL, "李秀兰"),
    )
    assert d01(case).identity_in_doubt


def test_an_absence_is_looked_for_by_the_number(case: Any) -> None:
    case.certificate("P", "2025-01/2026-07", 1)
    case.people["P"].categories.clear()
    name(case, IdentityReport(*CANLIAN, ALL, "郝大壮", "2"), IdentityReport(*DIBAO, ALL, "郝大壮"))
    (found,) = case.findings("X", "P", rule="O04")
    assert (found.identity_in_doubt, found.severity) == (True, "medium")


def test_a_household_finding_counts_each_members_sources_apart(case: Any) -> None:
    case.person("Q")
    case.member("Q", "X", "2026-01/2026-07")
    case.death("Q", "2026-05-02", stream="weijian_deaths.deaths")
    view = case.people["P"]
    view.identity_reports = disagreeing(
        [IdentityReport("weijian_deaths.deaths", "370102", ALL, "郝大壮"), IdentityReport(*DIBAO, ALL, "李四")],
        own_of(view),
    )
    (found,) = case.findings("X", "P", "Q", rule="W02")
    assert not found.identity_in_doubt
    other = case.people["Q"]
    other.identity_reports = disagreeing(
        [IdentityReport("weijian_deaths.deaths", "370102", ALL, "郝大壮"), IdentityReport(*DIBAO, ALL, "李四")],
        own_of(other),
    )
    (found,) = case.findings("X", "P", "Q", rule="W02")
    assert (found.identity_in_doubt, found.severity) == (True, "medium")


def test_names_that_may_be_one_are_no_disagreement(case: Any) -> None:
    view = case.people["P"]
    reports = [
        IdentityReport(*DIBAO, ALL, "张*"),
        IdentityReport(*TEKUN, ALL, "張三", "1", date(1980, 1, 1)),
        IdentityReport(*CANLIAN, ALL, None, None),
    ]
    assert disagreeing(reports, own_of(view)) == ()
