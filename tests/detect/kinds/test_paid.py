"""O31 and the streams that answer for payments: where none does, an award is unknown, never omitted."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.registry import load_cards
from hub.detect.compiled import compile_policy
from hub.detect.coverage import Coverage
from hub.detect.evaluate import evaluate
from hub.detect.finding import Evaluation
from hub.scan.frame import stream_infos
from schema.catalogue.catalogue import Kind, Level, catalogue
from schema.values.months import ALL

HOME, ELSEWHERE = "370102", "370811"
MONTHLY = [code for code, item in catalogue().items.items() if item.monthly and Kind.CASH_MONTHLY in item.kinds]
UNANSWERED = {
    "dibao_topup", "dis_transition", "hiv_child_living", "house_rent_sub", "job_post", "key_child_living", "price_temp",
    "unemp_benefit", "work_injury_care",
}  # fmt: skip
"""Items of which no shipped stream delivers the payments; an allowance's top-up is paid in its sum."""


@pytest.fixture
def case(make_case: Any) -> Any:
    case = make_case()
    case.person("P", "1950-01-01")
    return case


@pytest.fixture(scope="module")
def shipped() -> Coverage:
    """Every shipped stream has answered for every month."""
    streams = stream_infos(load_cards())
    return Coverage(streams, {(name, HOME): ALL for name in streams}, {})


def judged(case: Any, home: str | None, coverage: Coverage) -> Evaluation:
    return evaluate(case.dossier(home, ["P"]), compile_policy(case.policy, ["O31"]), case.window, coverage)


@pytest.mark.parametrize("item", MONTHLY)
def test_an_item_is_omitted_only_where_a_shipped_stream_delivers_its_payments(
    case: Any, shipped: Coverage, item: str
) -> None:
    home = None
    if catalogue().items[item].level is not Level.PERSON:
        home = "X"
        case.household("X")
        case.member("P", "X", "2026-06/2026-07")
    case.award(home or "P", item, "2026-06/2026-07", 100)
    result = judged(case, home, shipped)
    found = [(one.items, one.months) for one in result.findings]
    held = [(one.months, [(part.topic, part.stream) for part in one.missing]) for one in result.held_back]
    if item in UNANSWERED:
        assert (found, held) == ([], [(("2026-06",), [(f"payment:{item}", None)])])
    else:
        assert (found, held) == ([((item,), ("2026-06",))], [])


def test_an_award_of_a_place_without_a_payment_stream_is_unknown(case: Any) -> None:
    case.award("P", "elder_age", "2026-05/2026-05", 60)
    case.award("P", "elder_age", "2026-06/2026-06", 60, division=ELSEWHERE)
    case.serves = ("3701",)
    result = judged(case, None, case.coverage())
    assert [(one.months, one.amount) for one in result.findings] == [(("2026-05",), 6000)]
    assert [one.months for one in result.held_back] == [("2026-06",)]
    (part,) = result.held_back[0].missing
    assert (part.topic, part.stream, part.division) == ("payment:elder_age", None, ELSEWHERE)
