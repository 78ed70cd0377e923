"""Valid identity numbers of nobody, the same for the same arguments."""

from __future__ import annotations

from schema.values.national_id import check_digit


def national_id(birth: str, serial: int = 1, division: str = "370102") -> str:
    """Of somebody born on a day (``19480611``); one serial from 0 to 999 is one person of that day and division."""
    digits = f"{division}{birth}{serial:03d}"
    return digits + check_digit(digits)


def person(index: int) -> str:
    """Another person for each index below a thousand, of different ages."""
    return national_id(f"{1940 + index % 60}{1 + index % 12:02d}{1 + index % 28:02d}", index)
