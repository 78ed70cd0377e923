"""The atom ``fact``: any record by its fields, for some months after its own, and several times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schema.errors import PolicyError
from schema.policy.policy import load_policy

RULE = """region: "000000"
parameters:
  dear:
    title: {{zh: 贵, en: dear}}
    unit: yuan
    values: [{{region: "000000", from: 2000-01-01, amounts: {{"": 500}}, source: test}}]
rules:
  - id: O99
    version: 1
    kind: require
    type: omission
    title: {{zh: 试, en: test}}
    unit: {unit}
    given: {given}
    expect: {{benefit: [elder_age], scope: {scope}}}
    effect: review
    severity: low
    basis: test
    sentence: {{zh: "{{months}}", en: "{{months}}"}}
"""
Months = Callable[..., list[tuple[str, ...]]]


@pytest.fixture
def judged(make_case: Any, tmp_path: Path) -> Callable[..., Any]:
    """A case under one more rule: whoever fulfils ``given`` should have an allowance that nobody has."""

    def make(given: str, unit: str = "person") -> Any:
        scope = "household" if unit == "household" else "own"
        file = tmp_path / "rule.yml"
        file.write_text(RULE.format(given=given, unit=unit, scope=scope), encoding="utf-8")
        case = make_case("2026-07-31", file)
        case.person("P", "2012-01-01")
        return case

    return make


def found(case: Any, home: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.subject, finding.months) for finding in case.findings(home, "P", rule="O99")]


def test_a_field_has_one_of_some_values(judged: Callable[..., Any]) -> None:
    case = judged("{fact: enrolment, where: {stage: [junior, senior]}}")
    case.enrolment("P", "2026-01/2026-03", "primary")
    case.enrolment("P", "2026-04/2026-07", "junior")
    assert found(case) == [("P", ("2026-04", "2026-05", "2026-06", "2026-07"))]
    (finding,) = case.findings(None, "P", rule="O99")
    assert [(cite.type, cite.months) for cite in finding.cites] == [
        ("enrolment", ("2026-04", "2026-05", "2026-06", "2026-07"))
    ]


@pytest.mark.parametrize(
    ("bounds", "grades"),
    [("{at_least: 2}", [2, 3]), ("{below: 2}", [1]), ("{at_least: 2, below: 3}", [2])],
)
def test_a_figure_lies_within_bounds(judged: Callable[..., Any], bounds: str, grades: list[int]) -> None:
    for grade in (1, 2, 3):
        case = judged(f"{{fact: certificate, where: {{grade: {bounds}}}}}")
        case.certificate("P", "2026-06/2026-07", grade)
        assert bool(found(case)) == (grade in grades), grade


def test_money_is_compared_in_yuan_with_a_parameter(judged: Callable[..., Any]) -> None:
    for paid, raised in ((499.99, False), (500, False), (500.01, True)):
        case = judged("{fact: medical_expense, where: {self_paid: {over: dear}}}")
        case.expense("P", "2026-05-10", paid)
        assert bool(found(case)) == raised, paid


def test_an_event_counts_in_its_month_and_in_those_for_which_it_lasts(judged: Callable[..., Any]) -> None:
    case = judged("{fact: medical_expense, lasts: 2}")
    case.expense("P", "2026-03-10", 10)
    assert found(case) == [("P", ("2026-03", "2026-04", "2026-05"))]
    (finding,) = case.findings(None, "P", rule="O99")
    assert [cite.months for cite in finding.cites] == [("2026-03",)]


def test_an_event_that_lasts_for_ever_counts_from_before_the_window(judged: Callable[..., Any]) -> None:
    case = judged("{fact: benefit, where: {item: [house_rural_fix]}, lasts: ever, scope: own}")
    award = case.award("P", "house_rural_fix", "2026-07/2026-07", 9000)
    award.yes = award.some = 1 << 63
    ((_, months),) = found(case)
    assert (months[0], months[-1], len(months)) == ("2023-08", "2026-07", 36)  # the allowance is known from then on


def test_several_facts_must_count_together(judged: Callable[..., Any]) -> None:
    case = judged("{fact: medical_expense, times: 3, lasts: 5}")
    for day in ("2026-01-05", "2026-03-05", "2026-06-30", "2026-06-30"):
        case.expense("P", day, 10)
    # three within half a year: January, March and the two of June
    assert found(case) == [("P", ("2026-06", "2026-07"))]


def test_an_open_fact_takes_nothing_from_a_sure_one_of_the_same_value(judged: Callable[..., Any]) -> None:
    case = judged("{fact: benefit, where: {item: [temp_emergency], cause: [fire]}, apart: item, scope: own}")
    case.temporary("P", "2026-05-10", "fire", 100)
    case.temporary("P", "2026-06-10", None, 100)
    assert found(case) == [("P", ("2026-05",))]


def test_a_field_that_its_source_leaves_open_is_unknown_and_never_no(judged: Callable[..., Any]) -> None:
    case = judged("{fact: benefit, where: {item: [temp_emergency], cause: [fire]}, scope: own}")
    case.temporary("P", "2026-05-10", None, 100)
    assert found(case) == []
    assert [months for _, months, _ in case.held(None, "P", rule="O99") if "2026-05" in months]
    negated = judged("{none: [{fact: benefit, where: {item: [temp_emergency], cause: [fire]}, scope: own}]}")
    negated.temporary("P", "2026-05-10", None, 100)
    assert "2026-05" not in found(negated)[0][1]


def test_no_is_known_only_where_every_month_that_could_still_count_is_covered(judged: Callable[..., Any]) -> None:
    case = judged("{none: [{fact: medical_expense, lasts: 2}]}")
    case.uncover("yibao_settlements.settlements", "2026-03/2026-03")
    ((_, months),) = found(case)
    assert {"2026-02", "2026-03", "2026-04", "2026-05", "2026-06"} & set(months) == {"2026-02", "2026-06"}


def test_a_home_that_is_judged_as_a_whole_has_the_facts_of_its_members(judged: Callable[..., Any]) -> None:
    case = judged("{fact: medical_expense}", unit="household")
    case.dibao("X", "2026-01/2026-07", 900, "P")
    case.expense("P", "2026-05-10", 10)
    case.expense("P", "2025-05-10", 10)
    assert found(case, "X") == [("X", ("2026-05",))]
    (finding,) = case.findings("X", "P", rule="O99")
    assert [cite.type for cite in finding.cites] == ["medical_expense", "membership"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("{fact: person}", "no record person that a delivery answers"),
        ("{fact: nothing}", "no record nothing"),
        ("{fact: enrolment, where: {school: [a]}}", "enrolment has no field school that rules read"),
        ("{fact: enrolment, where: {stage: [nursery]}}", "enrolment.stage is never nursery"),
        ("{fact: enrolment, where: {stage: {over: dear, below: 1}, }, within: term, lasts: 3}", "do not go together"),
        ("{fact: certificate, where: {grade: {over: cheap}}}", "no parameter cheap"),
        ("{fact: benefit, where: {item: [gold]}}", "no item gold"),
    ],
)
def test_a_question_that_no_record_answers_is_refused(tmp_path: Path, given: str, problem: str) -> None:
    file = tmp_path / "rule.yml"
    file.write_text(RULE.format(given=given, unit="person", scope="own"), encoding="utf-8")
    with pytest.raises(PolicyError, match=problem):
        load_policy(file)


def test_facts_of_one_value_are_one(judged: Callable[..., Any]) -> None:
    case = judged("{fact: benefit, where: {item: [temp_emergency]}, lasts: 11, times: 2, apart: awarded_on}")
    case.temporary("P", "2026-03-10", "fire", 1000)
    case.temporary("P", "2026-03-10", "fire", 500)
    assert found(case) == []
    case.temporary("P", "2026-06-10", "fire", 500)
    assert found(case) == [("P", ("2026-06", "2026-07"))]


def test_a_row_that_was_not_readable_leaves_open_what_it_would_have_lasted_for(judged: Callable[..., Any]) -> None:
    assumed = "if_uncovered: assume_no, note: {zh: 无, en: none}"
    given = f"{{none: [{{fact: benefit, where: {{item: [house_rural_fix]}}, lasts: ever, scope: own, {assumed}}}]}}"
    case = judged(given)
    assert found(case)[0][1][-1] == "2026-07"
    case.doubt("P", "zhujian_fix.homes", "2026-05/2026-05")
    ((_, months),) = found(case)
    assert months[-1] == "2026-04"
