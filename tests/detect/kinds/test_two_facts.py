"""Two facts of one record that may not be together: the grammar, and what is compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schema.errors import PolicyError
from schema.policy.policy import load_policy

ROW = """\
region: "370000"
rules:
  - id: D26
    version: 9
    kind: exclude
    type: duplicate
    title: {zh: 重复, en: twice}
    two_facts: FORM
    stops: [med_inpatient]
    effect: review
    severity: low
    basis: 规定
    sentence: {zh: "{months}重复[，涉及{amount}]。", en: "Twice in {months}[; {amount}]."}
"""


@pytest.fixture
def case(make_case: Any, tmp_path: Path) -> Any:
    def make(form: str) -> Any:
        file = tmp_path / "own.yml"
        file.write_text(ROW.replace("FORM", form), encoding="utf-8")
        case = make_case()
        case.policy = load_policy(file)
        case.person("P")
        return case

    return make


def test_what_is_equal_and_what_differs_both_count(case: Any) -> None:
    made = case("{fact: enrolment, same: [stage], apart: [county]}")
    for division in ("370102", "370112", "370112"):
        made.enrolment("P", "2026-06/2026-07", "junior")
        made.people["P"].enrolments[-1].division = division
    made.enrolment("P", "2026-06/2026-07", "senior")
    (found,) = made.findings(None, "P", rule="D26")
    assert found.months == ("2026-06", "2026-07")
    assert len(found.cites) == 3


def test_two_pairs_of_one_year_are_one_finding_in_the_earlier_month(case: Any) -> None:
    made = case("{fact: insurance_cover, apart: [scheme], within: year}")
    for months, scheme in (("2025-01/2025-03", "390"), ("2025-06/2025-08", "310"), ("2025-10/2026-02", "390")):
        made.insured("P", months, scheme)
    (found,) = made.findings(None, "P", rule="D26")
    assert (found.months, found.period.label) == (("2025-06",), "2025")


def test_of_three_bills_with_one_invoice_all_but_the_largest_are_at_stake(case: Any) -> None:
    made = case("{fact: medical_expense, same: [invoice], within: ever, sum: self_paid}")
    for day, own in (("2025-03-01", 100), ("2025-04-01", 300), ("2025-04-02", 50)):
        made.expense("P", day, own)
        made.people["P"].expenses[-1].invoice = "k"
    (found,) = made.findings(None, "P", rule="D26")
    assert (found.months, found.amount) == (("2025-04",), 150_00)


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ("{fact: cover, apart: [scheme]}", "no record cover"),
        ("{fact: insurance_cover, apart: [colour]}", "rules do not read colour of insurance_cover"),
        ("{fact: medical_expense, same: [visit]}", "rules do not read visit of medical_expense"),
        ("{fact: insurance_cover}", "two facts are apart in something, or the same in something"),
    ],
)
def test_a_form_that_compares_nothing_known_is_refused(case: Any, form: str, problem: str) -> None:
    with pytest.raises(PolicyError) as caught:
        case(form)
    assert problem in caught.value.problem
