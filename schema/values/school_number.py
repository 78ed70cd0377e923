"""全国学籍号, a pupil's number (policy.md §6.9): G and the national ID, or J or L and 18 characters of its own.

The characters after J or L may look like a national ID and are not one: they must never lead to a person.
"""

from __future__ import annotations

import re
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.national_id import NationalId
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_NUMBER = re.compile(r"G\d{17}[\dX]|[JL][0-9A-Z]{18}", re.ASCII)


class SchoolNumber(Value):
    """Parses to 19 characters in capitals."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        number = cell.hyphens(cell.compact(raw)).replace("-", "")
        if _NUMBER.fullmatch(number):
            return number
        if "*" in number:
            raise InvalidValueError(
                Reason.MASKED_VALUE, Message("完整的学籍号，不带星号", "the whole 学籍号, without asterisks")
            )
        raise InvalidValueError(
            Reason.INVALID_SCHOOL_NUMBER,
            Message("学籍号：G、J 或 L 加 18 位字符", "a 学籍号: G, J or L and 18 characters"),
        )

    @classmethod
    def national_id(cls, value: str) -> str | None:
        """The person's ID in a parsed number; None for J and L, and where the ID after G is not valid."""
        if not value.startswith("G"):
            return None
        try:
            return NationalId.parse(value[1:])
        except InvalidValueError:
            return None

    @classmethod
    def mask(cls, value: Any) -> str:
        return str(value)[0] + NationalId.mask(value[1:])

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        return (Caution.INVALID_ID_INSIDE,) if value.startswith("G") and cls.national_id(value) is None else ()
