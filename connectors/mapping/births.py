"""Checks that a birth is not after the month of a delivery."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from connectors.base import HouseholdRef, PersonRef
from connectors.mapping.columns import CellError
from schema.message import Message
from schema.values.reason import Reason

_EXPECTED = Message("不晚于报送月份的出生日期", "a date of birth that is not after the month of the delivery")


def born_by(months: tuple[int, ...], who: PersonRef | HouseholdRef | date | None, column: str | None) -> None:
    """Raises CellError for a date of birth, or a person's number, after the last of some months.

    Without months, today counts.
    """
    if type(who) is PersonRef:
        number = who.national_id
        # most were born before 2000, and no delivery is older
        if number is not None and number[6] != "1" and number[6:14] > latest(months):
            raise CellError(column, Reason.FUTURE_BIRTH, _EXPECTED)
    elif isinstance(who, date) and f"{who:%Y%m%d}" > latest(months):
        raise CellError(column, Reason.FUTURE_BIRTH, _EXPECTED)


@lru_cache(maxsize=1024)
def latest(months: tuple[int, ...]) -> str:
    """The latest possible birth in a delivery for some months, as ``YYYYMMDD``."""
    if not months:
        return f"{date.today():%Y%m%d}"
    return f"{months[-1] // 12:04d}{months[-1] % 12 + 1:02d}31"
