"""A floor area in whole square metres; fractions are dropped, as housing offices compare it with whole lines."""

from __future__ import annotations

import re
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values.reason import Reason
from schema.values.value import Value

_AREA = re.compile(r"(\d{1,5})(?:\.\d+)?\s*(?:㎡|m2|m²|平方米|平米|平)?", re.ASCII | re.IGNORECASE)
_EXPECTED = Message("面积（平方米），如 65 或 65.5㎡", "a floor area in square metres, such as 65 or 65.5㎡")


class Area(Value):
    """Parses to ``int`` square metres."""

    @classmethod
    def parse(cls, raw: Any) -> int:
        found = _AREA.fullmatch(str(raw).strip())
        if found is None:
            raise InvalidValueError(Reason.UNPARSEABLE_AMOUNT, _EXPECTED)
        return int(found[1])

    @classmethod
    def mask(cls, value: Any) -> str:
        return str(value)
