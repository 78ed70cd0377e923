"""Bounds of one request: 5,000 rows and 8 MB, for the embedded engine drops a larger message without an answer.

The one exception is a single row that is larger by itself (a rejected row with a huge cell), up to 60 MB.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from schema.errors import RequestTooLargeError

ROWS = 5_000
BYTES = 8_000_000
ROW_BYTES = 60_000_000


def parts(name: str, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The parameters as they are, or with ``rows`` cut into parts within the bounds.

    Order is kept. Raises ``RequestTooLargeError`` for any other list over 5,000 elements and for a row over 60 MB.
    """
    rows = parameters.get("rows")
    rest = {key: value for key, value in parameters.items() if key != "rows"}
    for value in rest.values():
        if isinstance(value, (list, tuple)) and len(value) > ROWS:
            raise RequestTooLargeError(name, len(value), "elements", ROWS)
    _within(name, _size(rest), BYTES)
    if rows is None:
        yield rest
        return
    for start in range(0, len(rows), ROWS):
        for part in _by_size(name, rows[start : start + ROWS]):
            yield {**rest, "rows": part}


def _by_size(name: str, rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    if len(rows) > 1 and _size(rows) > BYTES:
        half = len(rows) // 2
        yield from _by_size(name, rows[:half])
        yield from _by_size(name, rows[half:])
        return
    if len(rows) == 1:
        _within(name, _size(rows), ROW_BYTES)
    yield rows


def _size(value: Any) -> int:
    """Bytes as JSON: within a few percent of the size on the wire, at a hundredth of the cost of packing it."""
    return len(orjson.dumps(value, default=_stand_in))


def _stand_in(value: Any) -> str:
    return "x" * len(value) if isinstance(value, (bytes, bytearray)) else str(value)


def _within(name: str, size: int, cap: int) -> None:
    if size > cap:
        raise RequestTooLargeError(name, size, "bytes", cap)
