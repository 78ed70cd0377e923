"""Conditions of earlier months, and local rules."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from hub.detect.conditions import Compiler
from hub.detect.frame import EvaluationFrame
from hub.detect.link import Linked
from schema.policy.condition import Condition

ADAPTER: TypeAdapter[Any] = TypeAdapter(Condition)


@pytest.fixture
def ask(make_case: Any, policy: Any) -> Any:
    def answer(case: Any, condition: Any, month: str) -> str:
        frame = EvaluationFrame(case.window, case.coverage(), policy.parameters)
        linked = Linked(case.dossier(None, case.people), frame)
        known = Compiler(policy.named).node(ADAPTER.validate_python(condition)).known(linked.people["P"])
        bit = case.bits(f"{month}/{month}")
        return "yes" if known.yes & bit else "no" if known.no & bit else "unknown"

    return answer


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1990-05-20")
    case.category("P", "tekun", "2026-02/2026-03")
    return case


TEKUN: Any = {"category": ["tekun"]}


@pytest.mark.parametrize(
    ("month", "within_two", "ever"),
    [
        ("2026-01", "no", "unknown"),
        ("2026-02", "no", "unknown"),
        ("2026-03", "yes", "yes"),
        ("2026-05", "yes", "yes"),
        ("2026-06", "no", "yes"),
    ],
)
def test_an_earlier_month_counts_and_the_month_itself_does_not(
    case: Any, ask: Any, month: str, within_two: str, ever: str
) -> None:
    assert ask(case, {"before": TEKUN, "months": 2}, month) == within_two
    assert ask(case, {"before": TEKUN}, month) == ever


def test_an_uncovered_month_leaves_the_next_ones_unknown(case: Any, ask: Any) -> None:
    case.uncover("minzheng_tekun.people", "2026-05/2026-05")
    asked = {"before": TEKUN, "months": 2}
    assert [ask(case, asked, month) for month in ("2026-05", "2026-06", "2026-07")] == ["yes", "unknown", "unknown"]


def test_a_local_rule_is_a_figure_of_the_region(make_case: Any, ask: Any) -> None:
    condition = {"local": "elder_living_class"}
    for division, said in (("370811", "yes"), ("370102", "no")):
        case = make_case()
        case.county(division)
        case.person("P", hukou=division)
        assert ask(case, condition, "2026-07") == said
    case = make_case()
    case.person("P", hukou=None)
    assert ask(case, condition, "2026-07") == "unknown"


@pytest.mark.parametrize(("month", "said"), [("2026-03", "no"), ("2026-04", "yes"), ("2026-07", "yes")])
def test_what_was_true_since_another_became_true(case: Any, ask: Any, month: str, said: str) -> None:
    case.category("P", "dibao_single", "2026-03/2026-07")
    case.certificate("P", "2026-01/2026-02", 2)
    case.certificate("P", "2026-04/2026-04", 2)
    asked = {"since": {"category": ["dibao_single"]}, "was": {"certificate": {}}}
    assert ask(case, asked, month) == said
    assert ask(case, asked, "2026-02") == "unknown"
