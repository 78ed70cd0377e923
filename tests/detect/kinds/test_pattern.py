from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hub.detect.compiled import compile_policy
from hub.detect.kinds.pattern import pattern_findings
from hub.detect.kinds.pattern_row import PatternFact, PatternRow

AS_OF = date(2026, 7, 31)


def row(person: str, *ties: str, guardians: tuple[str, ...] = (), month: str = "2026-05") -> PatternRow:
    paid = PatternFact("payment", f"f-{person}", "disab_living", month, 18300, None, "pay.list", "370102", "run", 1)
    return PatternRow("account", person, (paid,), households=frozenset(ties), guardians=frozenset(guardians))


@pytest.fixture
def judge(policy: Any) -> Any:
    compiled = compile_policy(policy)
    rule = next(rule for rule in compiled.patterns if rule.id == "D38")
    return lambda rows: pattern_findings(rule, rows, compiled.parameters, AS_OF)


def test_six_unrelated_people_on_one_account(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(6)]
    (found,) = judge(people)
    assert (found.rule, found.subject, found.discriminator) == ("D38", "P0", "account")
    assert found.about == ("P0", "P1", "P2", "P3", "P4", "P5")
    assert (found.months, found.amount) == (("2026-05",), 6 * 18300)
    assert len(found.cites) == 6


def test_what_one_of_them_received_alone_is_not_part_of_it(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(6)]
    alone = row("P0", "K0", month="2026-04").facts[0]
    people[0] = replace(people[0], facts=(replace(alone, fact="f-alone"), *people[0].facts))
    (found,) = judge(people)
    assert (found.months, found.amount, len(found.cites)) == (("2026-05",), 6 * 18300, 6)


def test_one_after_the_other_is_as_many(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}", month=f"2026-0{number + 1}") for number in range(6)]
    (found,) = judge(people)
    assert len(found.months) == 6


def test_five_are_allowed(judge: Any) -> None:
    assert judge(row(f"P{number}", f"K{number}") for number in range(5)) == []


def test_people_of_one_household_are_one_group_also_through_a_third(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(5)]
    people += [row("P5", "K0", "K9"), row("P6", "K9")]
    assert judge(people) == []


def test_a_guardian_of_many_is_legitimate(judge: Any) -> None:
    wards = [row(f"P{number}", f"K{number}", guardians=("G",)) for number in range(9)]
    assert judge([*wards, row("G", "KG")]) == []


def test_the_identity_does_not_hang_on_who_came_first(judge: Any) -> None:
    people = [row(f"P{number}", f"K{number}") for number in range(6)]
    (before,) = judge(people)
    (after,) = judge([*people, row("A", "KA")])
    assert after.subject == "A"
    assert after.id == before.id
