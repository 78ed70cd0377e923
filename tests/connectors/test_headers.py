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


UPPER = ["序号", "学生", None, "资助", None, None, None, "备注"]
LOWER = [None, "姓名", "身份证号", "资助项目", "资助金额(元)", "学年", "学期", None]
DATA = ["1", "王建国", "370102197503020024", "学前政府助学金", "600", "2025-2026", "秋季学期", None]


def test_a_header_of_two_rows_goes_by_its_lower_cells_or_the_upper_where_they_are_blank() -> None:
    (card,) = (card for card in load_cards() if card.source == "jiaoyu_aid")
    found = HeaderSearch(card.streams[0], 2).find([["某县学生资助"], UPPER, LOWER, DATA], "a file")
    assert (found.index, found.title) == (2, "某县学生资助")
    assert found.names == ("序号", *LOWER[1:7], "备注")


def test_where_two_rows_are_allowed_one_will_do_and_its_neighbours_are_none_of_it() -> None:
    (card,) = (card for card in load_cards() if card.source == "jiaoyu_aid")
    names = [name for name in LOWER if name]
    for rows in (["某县学生资助"], names, DATA[1:7]), (names, DATA[1:7]):
        found = HeaderSearch(card.streams[0], 2).find(rows, "a file")
        assert (found.names, rows[found.index]) == (tuple(names), names)


def test_a_header_of_a_million_columns_is_refused_at_once() -> None:
    (card,) = (card for card in load_cards() if card.source == "jiaoyu_aid")
    with pytest.raises(DeliveryError, match="more columns than any sheet has"):
        HeaderSearch(card.streams[0]).find([[*COLUMNS, *(f"c{n}" for n in range(1_000_000))]], "a file")
