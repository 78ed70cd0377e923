"""A source's own number of a household, person, batch or row (低保证号, 户号, RKBS).

It identifies, so two ways of writing one number must give one key, and a number whose digits were lost gives none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Reason
from schema.values.value import Value

_PLAIN = re.compile(r"[0-9A-Z][0-9A-Z_-]*", re.ASCII)
_FLOAT = re.compile(r"(\d+)\.0*", re.ASCII)
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|#+)", re.ASCII)
_AS_TEXT = Message(
    "以文本保存的完整编号，不能是电子表格的数字（如 3.70102E+15）",
    "the whole number as text, not as a number of a spreadsheet (3.70102E+15)",
)


class Key(Value):
    """Parses to text without blanks inside, half-width, in capitals, with ``-`` for every hyphen.

    Hyphens and leading zeros are kept; ``skeleton`` compares keys without them.
    """

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(raw if isinstance(raw, str) else str(raw))

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        return skeleton(left) == skeleton(right)


def skeleton(key: str) -> str:
    """The common form of two spellings of one key: no hyphens, no leading zeros."""
    return key.replace("-", "").lstrip("0") or "0"


def padded(key: str, width: int) -> str:
    """A key of a fixed width, with the leading zeros that a spreadsheet dropped. Raises InvalidValueError."""
    if len(key) == width:
        return key
    if len(key) < width and key.isascii() and key.isdigit():
        return key.zfill(width)
    raise InvalidValueError(Reason.INVALID_KEY, Message(f"{width} 位的编号", f"a number of {width} characters"))


@lru_cache(maxsize=65536)
def _parse(raw: str) -> str:
    if _PLAIN.fullmatch(raw) and not cell.is_scientific(raw):
        return raw
    key = cell.hyphens(cell.compact(raw))
    if cell.is_scientific(key):
        raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
    if was_float := _FLOAT.fullmatch(key):
        if len(was_float[1]) > 15:
            raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
        return was_float[1]
    if _ERROR.fullmatch(key):
        raise InvalidValueError(
            Reason.INVALID_KEY, Message("编号，不能是表格的错误值", "a number, not an error of a spreadsheet")
        )
    return key
