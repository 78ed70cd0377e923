"""Remarks on back pay are understood whole or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.remarks import back_pay
from schema.errors import InvalidValueError
from schema.values.month import month_text
from schema.values.reason import Reason

JULY = 2026 * 12 + 6


def months_of(text: str, batch: int = JULY) -> list[str] | None:
    found = back_pay(text, batch)
    return None if found is None else [month_text(index) for index in found]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("补发2026年4月", ["2026-04"]),
        ("补发2026年4月至2026年5月", ["2026-04", "2026-05"]),
        ("补发2025年12月至2026年1月", ["2025-12", "2026-01"]),
        ("补2025年12月-2026年2月", ["2025-12", "2026-01", "2026-02"]),
        ("补发2026年4月至6月生活补贴", ["2026-04", "2026-05", "2026-06"]),
        ("补发 2026-04", ["2026-04"]),
        ("补发2026年1月、3月、4月份", ["2026-01", "2026-03", "2026-04"]),
        ("补发2026年4、5、6月", ["2026-04", "2026-05", "2026-06"]),
        ("补发4月5月6月", ["2026-04", "2026-05", "2026-06"]),
        ("补发4月 5月", ["2026-04", "2026-05"]),
        ("追补3月至6月", ["2026-03", "2026-04", "2026-05", "2026-06"]),
        ("补发4-6月", ["2026-04", "2026-05", "2026-06"]),
        ("补发4～6月", ["2026-04", "2026-05", "2026-06"]),
        ("补发四至六月", ["2026-04", "2026-05", "2026-06"]),
        ("补发2026.4-2026.6", ["2026-04", "2026-05", "2026-06"]),
        ("补发202604-202606", ["2026-04", "2026-05", "2026-06"]),
        ("补发上月", ["2026-06"]),
        ("补发上上个月", ["2026-05"]),
        ("补发一季度", ["2026-01", "2026-02", "2026-03"]),
        ("补发2026年第二季度", ["2026-04", "2026-05", "2026-06"]),
        ("补发4-6月3个月", ["2026-04", "2026-05", "2026-06"]),
        ("补发5、6月（含本月）", ["2026-05", "2026-06", "2026-07"]),
        ("补发5、6月，不含本月", ["2026-05", "2026-06"]),
        ("去年12月补发", ["2025-12"]),
        ("账户信息有误，补发2026年6月", ["2026-06"]),
        ("一次性补发4-6月低保金", ["2026-04", "2026-05", "2026-06"]),
        ("领补4月", ["2026-04"]),
        ("补差4月", ["2026-04"]),
        ("漏发5月", ["2026-05"]),
        ("预发2026年8月", ["2026-08"]),
        ("发放5月、6月", ["2026-05", "2026-06"]),
    ],
)
def test_a_remark_names_its_months(text: str, months: list[str]) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("补12月", ["2025-12"]),
        ("补发8月", ["2025-08"]),
        ("补发7月", ["2026-07"]),
        ("补发11月-2月", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("补发11月、12月、1月", ["2025-11", "2025-12", "2026-01"]),
        ("补发2025年11月至1月", ["2025-11", "2025-12", "2026-01"]),
        ("补发12月至2026年1月", ["2025-12", "2026-01"]),
        ("补发三季度", ["2025-07", "2025-08", "2025-09"]),
    ],
)
def test_a_month_without_its_year_is_the_latest_that_ends_by_the_batch(text: str, months: list[str]) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize(
    "text", ["高龄补贴", "退回冲销", "补卡", "一卡通变更", "7月", "2026年7月", "6月审批", "电话13800000000"]
)
def test_other_remarks_leave_the_month_of_the_batch(text: str) -> None:
    assert months_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "补发",
        "补",
        "补发2个月",
        "补发两个月",
        "补发4-6月共2个月",
        "补发2026年13月",
        "补发2026年5月至2026年4月",
        "补发1990年1月至2026年4月",
        "补发2026年8月",
        "预发8月",
        "补发2025年11月、12月、1月",
        "含补发5月",
        "补发4月，5月已发",
        "补发4月，5月不发",
        "补发4月60元",
        "补发2026年4月1日至6月30日",
        "补发2026-4-6",
        "补发2026年4、5",
        "补发4.5.6月",
        "补发4月至今",
        "补发4月-",
        "补发6月起",
        "第2次补发4月",
        "补发半年",
        "补发上学期",
        "补发6月、4月",
        "补发11月、1月",
        "6月",
    ],
)
def test_what_is_not_understood_whole_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        back_pay(text, JULY)
    assert caught.value.reason == Reason.INVALID_MONTH


LEFT_OVER = ("2个", "60元", "第2批", "2026.4.5", "3日", "起", "已发", "半年", "本年度", "13月", "2", "12345")
PIECES = (
    "补发",
    "追补",
    "2026年",
    "4月",
    "5月",
    "12月",
    "至",
    "、",
    "和",
    "上月",
    "低保金",
    "。",
    "（",
    "）",
    "202604",
    *LEFT_OVER,
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.integers(0, 6), st.sampled_from(LEFT_OVER))
def test_a_figure_or_word_of_time_that_is_left_over_refuses_the_remark(
    pieces: list[str], place: int, left_over: str
) -> None:
    """Set apart by words, so that it cannot become a part of its neighbours."""
    text = "补发" + "".join(pieces[:place]) + "；款" + left_over + "款；" + "".join(pieces[place:])
    with pytest.raises(InvalidValueError):
        back_pay(text, JULY)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_an_accepted_remark_names_every_month_that_is_in_it(text: str) -> None:
    try:
        found = back_pay("补发" + text, JULY)
    except InvalidValueError:
        return
    assert found
    assert all(index <= JULY for index in found)
    for month in (4, 5, 12):
        assert (f"{month}月" not in text) or month - 1 in {index % 12 for index in found}


@given(st.integers(2020, 2026), st.integers(1, 12), st.integers(0, 11))
def test_a_range_with_its_years_is_itself(year: int, month: int, more: int) -> None:
    first = year * 12 + month - 1
    last = first + more
    batch = last + 1
    begin, end = (f"{index // 12}年{index % 12 + 1}月" for index in (first, last))
    assert back_pay(f"补发{begin}至{end}", batch) == tuple(range(first, last + 1))
    if more and first // 12 == last // 12:
        listed = "、".join(str(index % 12 + 1) for index in range(first, last + 1))
        assert back_pay(f"补发{first // 12}年{listed}月", batch) == tuple(range(first, last + 1))
        assert back_pay(f"补发{listed}月", batch) == tuple(range(first, last + 1))


@pytest.mark.parametrize(
    "text",
    [
        "于7月补发6月",
        "4月漏发本月补发",
        "补发4月低保金，7月正常",
        "4、5月合并发放",
        "6.7月",
        "五六月份",
        "6月未发，本次发",
        "6月退票重发",
        "银行退票，6月重发",
        "补发4、5月及春节慰问",
        "6月份死亡，补发丧葬",
    ],
)
def test_a_remark_with_a_word_that_may_change_its_meaning_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        back_pay(text, JULY)
    assert caught.value.reason == Reason.INVALID_MONTH


def test_months_of_other_things_are_no_back_pay() -> None:
    for text in ("7月新增", "2026年6月新增", "正常", "7月"):
        assert back_pay(text, JULY) is None


def test_traditional_characters_say_the_same() -> None:
    assert back_pay("補發4月", JULY) == (JULY - 3,)
