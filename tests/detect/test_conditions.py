"""Kleene over trees: a compiled condition gives in every month what its truth table gives."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from hub.detect.compiled import compile_policy
from hub.detect.conditions import Compiler
from hub.detect.frame import EvaluationFrame
from hub.detect.link import Linked
from schema.policy.condition import Condition
from schema.values.month import month_text

ADAPTER: TypeAdapter[Any] = TypeAdapter(Condition)


@pytest.fixture
def ask(make_case: Any, policy: Any) -> Any:
    def answer(case: Any, condition: Any, month: str, home: str | None = None) -> str:
        frame = EvaluationFrame(case.window, case.coverage(), policy.parameters)
        linked = Linked(case.dossier(home, case.people), frame)
        person = linked.people["P"]
        known = Compiler(policy.named).node(ADAPTER.validate_python(condition)).known(person)
        bit = case.bits(f"{month}/{month}")
        return "yes" if known.yes & bit else "no" if known.no & bit else "unknown"

    return answer


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1990-05-20")
    case.category("P", "tekun", "2026-05/2026-07")
    case.uncover("canlian_certificates.certificates", "2026-07/2026-07")
    case.uncover("minzheng_elder.register", "2026-07/2026-07")
    return case


YES: Any = {"category": ["tekun"]}
NO: Any = {"category": ["dibao"]}
UNKNOWN: Any = {"certificate": {}}


def evidence(case: Any, policy: Any, condition: Any, months: str) -> list[tuple[str, str]]:
    """(type, months) of the facts that show a condition of P in some months."""
    frame = EvaluationFrame(case.window, case.coverage(), policy.parameters)
    person = Linked(case.dossier(None, case.people), frame).people["P"]
    bits = case.bits(months if "/" in months else f"{months}/{months}")
    found = Compiler(policy.named).node(ADAPTER.validate_python(condition)).facts(person, bits)
    return [(one.type, runs(case, one.fact.yes)) for one in found]


def runs(case: Any, bits: int) -> str:
    months = list(case.window.months(bits))
    return f"{month_text(months[0])}/{month_text(months[-1])}"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"all": [YES, NO]}, "no"),
        ({"all": [YES, UNKNOWN]}, "unknown"),
        ({"all": [NO, UNKNOWN]}, "no"),
        ({"any": [YES, UNKNOWN]}, "yes"),
        ({"any": [NO, UNKNOWN]}, "unknown"),
        ({"none": [NO]}, "yes"),
        ({"none": [YES, UNKNOWN]}, "no"),
        ({"none": [NO, UNKNOWN]}, "unknown"),
        ({"all": [YES, {"none": [{"any": [NO]}]}]}, "yes"),
        ({"benefit": ["elder_age"]}, "unknown"),
        ({"benefit": ["elder_age"], "if_uncovered": "assume_no", "note": {"zh": "-", "en": "-"}}, "no"),
        ({"named": "tekun"}, "yes"),
        ({"membership": "hukou"}, "yes"),
        ({"death": "after"}, "no"),
        ({"guardianship": "ward"}, "no"),
    ],
)
def test_truth_of_trees(ask: Any, case: Any, condition: Any, expected: str) -> None:
    assert ask(case, condition, "2026-07") == expected


@pytest.mark.parametrize(
    ("month", "expected"), [("2022-05", "no"), ("2022-06", "yes"), ("2026-05", "yes"), ("2026-06", "no")]
)
def test_an_age_is_that_of_the_first_day(ask: Any, case: Any, month: str, expected: str) -> None:
    condition = {"age": {"from": 32, "until": 36}}
    answer = ask(case, condition, month)
    assert answer == ("unknown" if month == "2022-05" else expected)


def test_somebody_of_the_household(ask: Any, case: Any) -> None:
    case.person("Q", "1950-01-01")
    case.dibao("X", "2026-01/2026-07", None, "P", "Q")
    case.certificate("Q", "2026-06/2026-06", 1)
    somebody = {"some": "member", "where": {"certificate": {}}}
    everybody = {"every": "member", "where": {"certificate": {}}}
    assert ask(case, somebody, "2026-06", "X") == "yes"
    assert ask(case, somebody, "2026-05", "X") == "no"
    assert ask(case, everybody, "2026-06", "X") == "no"
    case.certificate("P", "2026-06/2026-06", 1)
    assert ask(case, everybody, "2026-06", "X") == "yes"


def test_a_guardian_whom_nobody_named_may_exist(ask: Any, case: Any) -> None:
    case.person("G", "1950-01-01")
    case.guards("G", "P", "2026-05/2026-07")
    condition = {"some": "guardian", "where": {"category": ["tekun"]}}
    assert ask(case, condition, "2026-06") == "unknown"
    case.category("G", "tekun", "2026-06/2026-06")
    assert ask(case, condition, "2026-06") == "yes"


@pytest.mark.parametrize(("relation", "verb"), [("guardian", "PARENT_OF"), ("parent", "GUARDS")])
def test_a_parent_is_no_guardian_and_a_guardian_no_parent(ask: Any, case: Any, relation: str, verb: str) -> None:
    case.person("G", "1950-01-01")
    case.category("G", "dibao", "2026-06/2026-06")
    condition = {"some": relation, "where": {"category": ["dibao"]}}
    case.guards("G", "P", "2026-05/2026-07", verb)
    assert ask(case, condition, "2026-06") == "unknown"
    case.guards("G", "P", "2026-05/2026-07", "GUARDS" if relation == "guardian" else "PARENT_OF")
    assert ask(case, condition, "2026-06") == "yes"


@pytest.mark.parametrize(("relation", "verb"), [("guardian", "GUARDS"), ("parent", "PARENT_OF")])
def test_nobody_is_their_own_parent_or_guardian(ask: Any, case: Any, relation: str, verb: str) -> None:
    case.person("W", "2015-01-01")
    case.guards("P", "W", "2026-05/2026-07", verb)
    assert ask(case, {"some": relation, "where": {"category": ["tekun"]}}, "2026-06") == "unknown"


def test_a_category_is_evidence_only_for_its_own_months(make_case: Any, policy: Any) -> None:
    case = make_case()
    case.person("P", "1990-05-20")
    case.category("P", "tekun", "2026-03/2026-04")
    case.category("P", "tekun", "2026-05/2026-06")
    assert evidence(case, policy, YES, "2026-06") == [("category", "2026-05/2026-06")]
    assert evidence(case, policy, YES, "2026-04") == [("category", "2026-03/2026-04")]


def test_a_households_category_is_evidence_only_while_the_person_belongs_to_it(make_case: Any, policy: Any) -> None:
    case = make_case()
    case.person("P", "1990-05-20")
    case.dibao("X", "2026-03/2026-04", None, "P")
    case.category("X", "dibao", "2026-05/2026-06")
    assert evidence(case, policy, NO, "2026-03/2026-06") == [
        ("membership", "2026-03/2026-04"),
        ("category", "2026-03/2026-04"),
    ]


def test_equal_questions_of_different_rules_are_one_node(policy: Any) -> None:
    compiler = Compiler(policy.named)
    first = compiler.node(ADAPTER.validate_python({"certificate": {"grades": [1, 2]}}))
    assert compiler.node(ADAPTER.validate_python({"certificate": {"grades": [1, 2]}})) is first
    assert compiler.node(ADAPTER.validate_python({"certificate": {"grades": [1]}})) is not first


def test_silencers_are_judged_before_the_silenced(policy: Any) -> None:
    order = [compiled.rule.id for compiled in compile_policy(policy).persons]
    for compiled in compile_policy(policy).persons:
        for name in compiled.rule.yields_to:
            if name in order:
                assert order.index(name) < order.index(compiled.rule.id)
