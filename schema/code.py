"""A record's own codes with their labels: what a source's words mean, and how people read them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from schema.message import Message


class Code(StrEnum):
    """``ENROLLED = "enrolled", "在读", "enrolled"``: the code as it is stored, and its label in both languages.

    ``Stage("primary")`` finds a code.
    """

    label: Message

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = Message(zh, en)
        return code
