"""Fen of the graph and yuan of the API, instants of the graph and of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from schema.gql.scalars import Instant, Yuan
from schema.values import money


def yuan(fen: int) -> Yuan:
    """``18300`` as ``183.00``."""
    return Yuan(money.yuan(fen))


def yuan_or_none(fen: int | None) -> Yuan | None:
    return None if fen is None else yuan(fen)


def fen(amount: str | None) -> int | None:
    return None if amount is None else int(Decimal(amount) * 100)


@lru_cache(maxsize=4096)
def instant(milliseconds: int) -> Instant:
    """Epoch milliseconds as ``2026-07-31T09:30:00.000Z``; most are the few instants of runs and scans."""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return Instant(moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"))


def milliseconds(text: str | None) -> int | None:
    """An instant's epoch milliseconds; the end of its millisecond counts as known."""
    return None if text is None else int(datetime.fromisoformat(text).timestamp() * 1000)
