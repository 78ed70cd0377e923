"""Numbers as cells hold them, made into the text that a person sees: 15 significant digits, never an exponent.

A whole number of more than 15 digits is *long*: a spreadsheet does not keep its last digits, so it is returned as an
integer, and ``digits`` judges whether the file holds it whole.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

KEPT = 15
"""Significant digits that a spreadsheet keeps."""
_FORM = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d{1,3})?", re.ASCII)


@lru_cache(maxsize=65536)
def number_text(raw: str) -> str | int | None:
    """The text of a number; an integer where it is long; None where it is no number."""
    raw = raw.strip()
    if _FORM.fullmatch(raw) is None or len(raw) > 400:
        return None
    number = Decimal(raw)
    if abs(number) >= 10**KEPT:
        return int(number)
    rounded = Decimal(f"{number:.{KEPT - 1}E}")
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def scientific(number: int) -> str:
    """A long number whose digits are lost, so written that no value type takes it for a person's or account's."""
    return f"{Decimal(number):.{KEPT - 1}E}"
