"""Global ids: ``Household:h…`` in base64. They contain a keyed hash or a name of the hub, never personal data."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import orjson
from strawberry import ID

from hub.gql.errors import BadInputError

_LARGEST = (1 << 63) - 1
"""The range of the store's integers."""
_TYPES = {"p": "Person", "h": "Household", "n": "Finding"}
_HASH = re.compile(r"([phn])[0-9a-f]{31}")
_GLOBAL = re.compile(r"([A-Z][A-Za-z]{1,20}):([\w.-]{1,80})", re.ASCII)


def to_global(type: str, id: str) -> ID:
    return ID(base64.b64encode(f"{type}:{id}".encode()).decode())


def of_subject(id: str) -> ID:
    """The global id of a person or household."""
    return to_global(_TYPES[id[0]], id)


def parse_global(text: str) -> tuple[str, str]:
    """Type and local id; the hub's own ids (``h…``), as the command prints them, are understood too."""
    if match := _HASH.fullmatch(text):
        return _TYPES[match[1]], text
    try:
        found = _GLOBAL.fullmatch(base64.b64decode(text, validate=True).decode())
    except (binascii.Error, ValueError):
        found = None
    if found is None:
        raise BadInputError("id", "a global id that the hub gave")
    return found[1], found[2]


def local(text: str, type: str) -> str | None:
    """The local id of a global id of that type; None where it names something else."""
    kind, id = parse_global(text)
    return id if kind == type else None


def to_cursor(*parts: str | int) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode()


def parse_cursor(text: str, *types: type) -> tuple[Any, ...]:
    """The parts of a cursor, each of its type. Raises ``BadInputError``."""
    try:
        parts = orjson.loads(base64.b64decode(text, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        parts = None
    if (
        not isinstance(parts, list)
        or [type(part) for part in parts] != list(types)
        or any(isinstance(part, int) and abs(part) > _LARGEST for part in parts)
    ):
        raise BadInputError("after", "a cursor that the hub gave")
    return tuple(parts)
