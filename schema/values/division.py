"""An administrative division of GB/T 2260 and the statistical code below it: 6, 9 or 12 digits (policy.md §6.3).

Trailing zeros go (370102000000 is the county 370102); an abolished county becomes its successor, and its townships keep
their digits where it was only renamed; a name is read where only one division has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from schema.catalogue import divisions
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_CODE = re.compile(r"(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})(?:\.0+)?", re.ASCII)
_EXPECTED = Message(
    "6、9 或 12 位的区划代码，或唯一的区划名称", "a division code of 6, 9 or 12 digits, or a name that one division has"
)


class Division(Value):
    """Parses to 6 digits (province, prefecture, county), 9 (township) or 12 (village)."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(raw if isinstance(raw, str) else str(raw), divisions.edition())

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        return bool(left == right)

    @classmethod
    def mask(cls, value: Any) -> str:
        """The county: a village can be a handful of people."""
        return str(value)[:6]

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        return () if divisions.is_area(value[:6]) else (Caution.UNKNOWN_AREA,)


def contains(outer: str, inner: str) -> bool:
    """Whether a parsed division is another, or a part of it."""
    return inner.startswith(prefix(outer))


def prefix(value: str) -> str:
    """The digits that all divisions inside share: 37 for 370000, 3701 for 370100."""
    if len(value) != 6:
        return value
    return value[:2] if value.endswith("0000") else value[:4] if value.endswith("00") else value


def county(value: str) -> str:
    """The first six digits of a parsed division."""
    return value[:6]


@lru_cache(maxsize=65536)
def _parse(raw: str, edition: tuple[Path, ...]) -> str:
    written = cell.text(raw)
    if match := _CODE.fullmatch(written):
        return _by_code(match[1])
    if (found := divisions.resolve(written)) is None:
        raise InvalidValueError(Reason.INVALID_DIVISION, _EXPECTED)
    return found


def _by_code(code: str) -> str:
    code = code.ljust(6, "0")
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    now = divisions.current(code[:6])
    if now is None:
        raise InvalidValueError(Reason.INVALID_DIVISION, _EXPECTED)
    return now + code[6:] if divisions.keeps_townships(code[:6]) else now
