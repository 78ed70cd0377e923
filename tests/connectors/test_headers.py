"""A header that lacks a column is told with what comes near it, and with nothing else that stands there."""

from __future__ import annotations

import pytest

from connectors.headers import HeaderSearch
from connectors.registry import load_cards
from schema.errors import DeliveryError

COLUMNS = ["身份证号", "姓名", "资助项目", "资助金额(元)", "学年", "学期"]


@pytest.mark.parametrize(
    ("instead", "near"),
    [("发放资助金额(元)", "; near it 发放资助金额(元)"), ("王建国", ""), ("资助金额", "")],
)
def test_a_missing_column_is_named_with_those_that_are_there_and_what_comes_near(instead: str, near: str) -> None:
    (card,) = (card for card in load_cards() if card.source == "jiaoyu_aid")
    header = [instead if column == "资助金额(元)" else column for column in COLUMNS]
    with pytest.raises(DeliveryError) as caught:
        HeaderSearch(card.streams[0]).find([header], "a file")
    assert caught.value.reason == "the header lacks 资助金额(元)"
    there = "、".join(column for column in COLUMNS if column != "资助金额(元)")
    assert caught.value.expected.endswith(f"a changed card; found {there}{near}")
    assert "王建国" not in caught.value.told("zh") + str(caught.value)
    assert (
        f"表头缺少 资助金额(元)；应为：卡片所列的列；请按原表头报送，或修改卡片；找到的列：{there}"
        in caught.value.told("zh")
    )


def test_a_repeated_column_gets_its_number_also_where_another_is_called_so() -> None:
    (card,) = (card for card in load_cards() if card.source == "jiaoyu_aid")
    found = HeaderSearch(card.streams[0]).find([[*COLUMNS, "备注", "备注", "备注 (2)", "备注", None]], "a file")
    assert found.names[len(COLUMNS) :] == ("备注", "备注 (2)", "备注(2)", "备注 (3)", None)


def test_a_header_of_a_million_columns_is_refused_at_once() -> None:
    (card,) = (card for card in load_cards() if card.source == "jiaoyu_aid")
    with pytest.raises(DeliveryError, match="more columns than any sheet has"):
        HeaderSearch(card.streams[0]).find([[*COLUMNS, *(f"c{n}" for n in range(1_000_000))]], "a file")
