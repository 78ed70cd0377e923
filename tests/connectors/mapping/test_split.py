from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.split import named_months, shares
from schema.errors import InvalidValueError
from schema.values.month import month_text


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("补发2026年4月", ["2026-04"]),
        ("补发2026年4月至2026年5月", ["2026-04", "2026-05"]),
        ("补发2025年12月至2026年1月", ["2025-12", "2026-01"]),
        ("补发2026年4月至6月生活补贴", ["2026-04", "2026-05", "2026-06"]),
        ("补发 2026-04", ["2026-04"]),
        ("补发2026年1月、3月、4月份", ["2026-01", "2026-03", "2026-04"]),
    ],
)
def test_a_remark_names_its_months(text, months):
    assert [month_text(index) for index in named_months(text)] == months


@pytest.mark.parametrize(
    "text", ["补发", "补发上月", "补发2026年13月", "补发2026年5月至2026年4月", "补发1990年1月至2026年4月"]
)
def test_months_that_cannot_be_are_refused(text):
    with pytest.raises(InvalidValueError) as caught:
        named_months(text)
    assert caught.value.reason == "invalid_month"


@given(st.integers(-(10**9), 10**9), st.integers(1, 36))
def test_shares_are_equal_but_for_the_last_and_sum_to_the_total(fen, count):
    total = Decimal(fen) / 100
    parts = [share for _, share in shares(total, tuple(range(24000, 24000 + count)))]
    assert sum(parts) == total
    assert len(set(parts[:-1])) <= 1
    assert all(abs(parts[-1] - part) < Decimal(count) / 100 for part in parts)
