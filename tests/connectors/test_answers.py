"""A stream answers what its card declares, else what it maps, and never more than that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from connectors.answers import topics
from connectors.card import SourceCard
from connectors.registry import load_card, load_cards
from schema.errors import CardError

MakeCard = Callable[..., SourceCard]
CARD = """\
source: t_pay
department: 财政
title: {zh: 发放, en: Payments}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}/t"}
streams:
  - name: details
    file: 发放_{division}_{month}.csv
    shape: event
    serves: ["37"]
ANSWERS    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号, {record: item}]
    map:
      person: {national_id: 身份证号, key: [身份证号]}
      payment: {item: ITEM, amount: 金额, month: {scope: month}}
"""


@pytest.fixture
def card(tmp_path: Path) -> MakeCard:
    def made(answers: str = "", item: str = "{field: 项目, codes: {高龄: elder_age, 低保: dibao_cash}}") -> SourceCard:
        path = tmp_path / "t.yml"
        line = f"    answers: {answers}\n" if answers else ""
        path.write_text(CARD.replace("ANSWERS", line).replace("ITEM", item), encoding="utf-8")
        return load_card(path)

    return made


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("", {"payment:elder_age", "payment:dibao_cash"}),
        ("[payment]", {"payment:elder_age", "payment:dibao_cash"}),
        ("{payment: [elder_age]}", {"payment:elder_age"}),
        ('["payment:elder_age", death]', {"payment:elder_age", "death"}),
        ("[]", set()),
    ],
)
def test_answers_what_it_declares_else_what_it_maps(card: MakeCard, answers: str, expected: set[str]) -> None:
    assert topics(card(answers).streams[0]) == expected


def test_items_named_only_by_the_rows_are_answered_only_where_the_card_lists_them(
    card: MakeCard,
) -> None:
    assert topics(card("", "项目").streams[0]) == frozenset()
    assert topics(card("{payment: [elder_age]}", "项目").streams[0]) == {"payment:elder_age"}


@pytest.mark.parametrize(
    ("answers", "item", "problem"),
    [
        ("[payments]", None, "no topic payments"),
        ("[payment]", "项目", "payment names no item"),
        ("{payment: [elder_agee]}", None, "the catalogue has no code elder_agee"),
        ("{payment: [tekun_living]}", None, "it answers payment:tekun_living, but maps no such item"),
        ("['death:x']", None, "no topic death:x"),
    ],
)
def test_refuses_a_topic_that_the_stream_cannot_answer(
    card: MakeCard, answers: str, item: str | None, problem: str
) -> None:
    with pytest.raises(CardError) as caught:
        card(answers) if item is None else card(answers, item)
    assert (caught.value.line, caught.value.problem) == (11, problem)


def test_the_payment_list_answers_its_eleven_items_and_no_other() -> None:
    (details,) = next(one for one in load_cards() if one.source == "caizheng_yikatong").streams
    assert len(topics(details)) == 11
    assert "payment:dibao_topup" not in topics(details)


def test_a_membership_is_answered_by_the_form_of_its_household() -> None:
    (residents,) = next(one for one in load_cards() if one.source == "gongan_hukou").streams
    assert topics(residents.model_copy(update={"answers": None})) == {"membership:hukou"}
