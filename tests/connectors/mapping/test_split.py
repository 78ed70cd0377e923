from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from connectors.mapping.split import shares


@given(st.integers(-(10**9), 10**9), st.integers(1, 36))
def test_shares_are_equal_but_for_the_last_and_sum_to_the_total(fen: int, count: int) -> None:
    total = Decimal(fen) / 100
    parts = [share for _, share in shares(total, tuple(range(24000, 24000 + count)))]
    assert sum(parts) == total
    assert len(set(parts[:-1])) <= 1
    assert all(abs(parts[-1] - part) < Decimal(count) / 100 for part in parts)
