"""Payments for several months (补发): which months a remark names, and each month's share of the sum.

Shares are equal in fen; the remainder is in the last month (semantics.md §2).
"""

from __future__ import annotations

import re
from decimal import Decimal

from schema.errors import InvalidValueError
from schema.values.month import month_text
from schema.values.reason import Reason

_NAMED = re.compile(
    r"(?P<y>\d{4})\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月份?)?"
    r"(?:\s*(?:至|到|~|～|—|–|-)\s*(?:(?P<y2>\d{4})\s*(?:年|[-/.])\s*)?(?P<m2>\d{1,2})\s*(?:月份?)?)?"
)
_FURTHER = re.compile(r"\s*[、,，和及]\s*(\d{1,2})\s*月")
_MOST = 60
_EXPECTED = "the months it is for, such as 补发2026年4月至2026年5月"


def named_months(text: str) -> tuple[int, ...]:
    """Month indexes that a remark names, in order. Raises InvalidValueError when it names none, or impossible ones."""
    months: set[int] = set()
    for found in _NAMED.finditer(text):
        first = _index(found["y"], found["m"])
        last = first if found["m2"] is None else _index(found["y2"] or found["y"], found["m2"])
        if not 0 <= last - first < _MOST:
            raise InvalidValueError(Reason.INVALID_MONTH, _EXPECTED)
        months.update(range(first, last + 1))
        further = _FURTHER.match(text, found.end())
        while further is not None:
            months.add(_index(found["y2"] or found["y"], further[1]))
            further = _FURTHER.match(text, further.end())
    if not months:
        raise InvalidValueError(Reason.INVALID_MONTH, _EXPECTED)
    return tuple(sorted(months))


def _index(year: str, month: str) -> int:
    if not 1 <= int(month) <= 12:
        raise InvalidValueError(Reason.INVALID_MONTH, _EXPECTED)
    return int(year) * 12 + int(month) - 1


def shares(total: Decimal, months: tuple[int, ...]) -> list[tuple[str, Decimal]]:
    """(month, yuan) for each month: equal shares in fen, the remainder in the last; they sum to the total."""
    fen = int(total * 100)
    share = fen // len(months) if fen >= 0 else -(-fen // len(months))
    parts = [share] * (len(months) - 1)
    parts.append(fen - sum(parts))
    return [(month_text(month), Decimal(part) / 100) for month, part in zip(months, parts, strict=True)]
