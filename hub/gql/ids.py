"""Global ids: ``Household:h…`` in base64. They contain a keyed hash or a name of the hub, never personal data."""

from __future__ import annotations

import base64
import binascii
import re

from strawberry import ID

from hub.gql.errors import BadInputError

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
