"""A telephone number in China: mobile or landline.

Sources pack two into one cell, write 无, or leave out the area code; the first readable number is taken.
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

_SEPARATORS = re.compile(r"[、,;；/|\n]|(?<=\d{11})\s+(?=1\d)")
_NOISE = re.compile(r"[\s()\-—–.]")
_PREFIX = re.compile(r"^(?:\+?86|0086)(?=1[3-9]\d{9}$|0?\d{2,3}\d{7,8}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})", re.ASCII)
_LOCAL = re.compile(r"[2-9]\d{6,7}", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)
_EXPECTED = Message("11 位手机号，或带区号的座机号", "a mobile number of 11 digits or a landline with its area code")


class Phone(Value):
    """Parses to ``13800000000``, ``0531-88888888`` or, without an area code, ``88888888``; None for 无."""

    @classmethod
    def parse(cls, raw: Any) -> str | None:
        return _parse(raw if isinstance(raw, str) else str(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        """``138****0000``: the first three and the last four."""
        text = str(value)
        return f"{text[:3]}****{text[-4:]}" if len(text) > 8 else "****" + text[-4:]


@lru_cache(maxsize=8192)
def _parse(raw: str) -> str | None:
    if cell.says_nothing(raw):
        return None
    for part in _SEPARATORS.split(cell.text(raw).removesuffix(".0")):
        number = _NOISE.sub("", part)
        number = _PREFIX.sub("", number)
        if _MOBILE.fullmatch(number) or _LOCAL.fullmatch(number) or _SERVICE.fullmatch(number):
            return number
        if landline := _LANDLINE.fullmatch(number):
            return f"{landline[1]}-{landline[2]}"
    raise InvalidValueError(Reason.INVALID_PHONE, _EXPECTED)
