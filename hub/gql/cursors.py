"""Cursors: where a page ends in one list of one order and filter; those of any other are refused."""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256
from typing import Any

import orjson

from hub.gql.errors import BadInputError

_LARGEST = (1 << 63) - 1
"""The range of the store's integers."""
_DIGITS = 12
"""Of the digest; it tells lists apart and protects nothing."""


class Cursors:
    """The cursors of one list as it is asked; ``asked`` are its order and filter, ``types`` those of a position."""

    def __init__(self, name: str, asked: object, *types: type) -> None:
        self._digest = sha256(orjson.dumps([name, asked], option=orjson.OPT_SORT_KEYS)).hexdigest()[:_DIGITS]
        self._types = types

    def at(self, *position: str | int) -> str:
        """The cursor of a position."""
        return base64.urlsafe_b64encode(orjson.dumps([self._digest, *position])).decode()

    def after(self, cursor: str) -> tuple[Any, ...]:
        """The position of a cursor, each part of its type. Raises ``BadInputError``."""
        try:
            parts = orjson.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        except (binascii.Error, ValueError):
            parts = None
        if (
            not isinstance(parts, list)
            or [type(part) for part in parts] != [str, *self._types]
            or any(isinstance(part, int) and abs(part) > _LARGEST for part in parts)
        ):
            raise BadInputError("after", "a cursor that the hub gave")
        digest, *position = parts
        if digest != self._digest:
            raise BadInputError("after", "a cursor of this list, in the same order and with the same filter")
        return tuple(position)
