"""Payments for several months (补发): each month's share of the sum.

Shares are equal in fen; the remainder is in the last month (semantics.md §2).
"""

from __future__ import annotations

from decimal import Decimal

from schema.values.month import month_text


def shares(total: Decimal, months: tuple[int, ...]) -> list[tuple[str, Decimal]]:
    """(month, yuan) for each month: equal shares in fen, the remainder in the last; they sum to the total."""
    fen = int(total * 100)
    share = fen // len(months) if fen >= 0 else -(-fen // len(months))
    parts = [share] * (len(months) - 1)
    parts.append(fen - sum(parts))
    return [(month_text(month), Decimal(part) / 100) for month, part in zip(months, parts, strict=True)]
