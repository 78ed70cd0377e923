"""Stretches of months as people write them: whole texts, file names and titles."""

from __future__ import annotations

import pytest

from connectors.mapping.periods import period, period_in, term
from schema.errors import InvalidValueError
from schema.values.month import month_text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026年7月", "2026-07", "2026-07"),
        ("2026年7月份", "2026-07", "2026-07"),
        ("２０２６年７月", "2026-07", "2026-07"),
        ("202607", "2026-07", "2026-07"),
        ("2026-07", "2026-07", "2026-07"),
        ("2026.07", "2026-07", "2026-07"),
        ("2026年度7月", "2026-07", "2026-07"),
        ("2026年第三季度", "2026-07", "2026-09"),
        ("2026年三季度", "2026-07", "2026-09"),
        ("2026Q3", "2026-07", "2026-09"),
        ("2026年上半年", "2026-01", "2026-06"),
        ("2026年下半年", "2026-07", "2026-12"),
        ("2026年1-6月", "2026-01", "2026-06"),
        ("2026年1月至6月", "2026-01", "2026-06"),
        ("2025年11月-2026年2月", "2025-11", "2026-02"),
        ("202601-202606", "2026-01", "2026-06"),
        ("2026年春季", "2026-02", "2026-07"),
        ("2026年秋季学期", "2026-08", "2027-01"),
        ("2025-2026学年春季", "2026-02", "2026-07"),
        ("2025-2026学年第二学期", "2026-02", "2026-07"),
        ("2025-2026学年度第一学期", "2025-08", "2026-01"),
        ("2025-2026学年", "2025-08", "2026-07"),
        ("2026年", "2026-01", "2026-12"),
        ("2026年度", "2026-01", "2026-12"),
    ],
)
def test_a_stretch_has_its_months(text: str, first: str, last: str) -> None:
    found = period(text)
    assert (month_text(found.first), month_text(found.last)) == (first, last)


@pytest.mark.parametrize(("text", "first", "last"), [("7月", 6, 6), ("三季度", 6, 8), ("下半年", 6, 11)])
def test_a_text_without_its_year_is_read_beside_one_only(text: str, first: int, last: int) -> None:
    assert period(text, 2026) == (2026 * 12 + first, 2026 * 12 + last)
    with pytest.raises(InvalidValueError):
        period(text)


@pytest.mark.parametrize(
    "text", ["2026", "2026年13月", "2025-2027学年", "2026-2027", "2026年6月至2026年3月", "", "名单"]
)
def test_what_is_no_stretch_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        period(text)
    assert caught.value.reason == "invalid_month"


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("济南市历下区2026年7月城市低保对象综合统计表 填表日期:2026年8月3日", "2026-07", "2026-07"),
        ("2026年两项补贴花名册（7月）", "2026-07", "2026-07"),
        ("历下区2026年第三季度（7-9月）", "2026-07", "2026-09"),
        ("历下区2025-2026学年春季学期资助名单", "2026-02", "2026-07"),
        ("2026年度高龄津贴名册", "2026-01", "2026-12"),
    ],
)
def test_a_title_speaks_of_one_stretch(title: str, first: str, last: str) -> None:
    found = period_in(title)
    assert (month_text(found.first), month_text(found.last)) == (first, last)


@pytest.mark.parametrize(
    "title", ["2026年6月调整后2026年7月低保名单", "2026年低保名单", "低保名单 制表日期2026年7月1日", "低保名单"]
)
def test_a_title_of_two_stretches_or_none_is_refused(title: str) -> None:
    with pytest.raises(InvalidValueError):
        period_in(title)


@pytest.mark.parametrize("name", ["第三学期", "夏季", "3"])
def test_a_term_that_no_school_has_is_refused_and_no_whole_year(name: str) -> None:
    with pytest.raises(InvalidValueError):
        term("2025-2026", name)
