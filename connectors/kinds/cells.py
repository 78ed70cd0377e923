"""The text of a value that a database gives: the same whichever database it is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any


def text_of(value: Any) -> str | None:
    if value is None:
        return None
    if type(value) is str:
        return value.strip() or None
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value).strip() or None
