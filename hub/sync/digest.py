"""Digests of delivered content where the source gives none: of reviewed and of applied rows.

Rows count in any order, because a database may give them in another order each time. Every digest is keyed, so it
reveals nothing about a row.
"""

from __future__ import annotations

from hashlib import blake2b

import orjson

from connectors.base import Connector, Delivery, RawRow
from hub.ids import Ids

_MODULUS = 1 << 256


class RowsDigest:
    """Adds up raw rows; the sum is keyed, so it reveals nothing about a row."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._sum = 0
        self.rows = 0

    def add(self, row: RawRow) -> None:
        self._sum = (self._sum + int.from_bytes(blake2b(orjson.dumps(row.cells), digest_size=32).digest())) % _MODULUS
        self.rows += 1

    def digest(self) -> str:
        return self._ids.digest("rows", str(self.rows), f"{self._sum:x}")


def version_digest(delivery: Delivery, version: str, ids: Ids) -> str:
    """Digest of the version of a delivery's content and its scopes; empty without a version."""
    if not version:
        return ""
    scopes = (f"{scope.division}|{scope.months}|{scope.batch}" for scope in delivery.scopes)
    return ids.digest("version", version, *scopes)


def digest_of(connector: Connector, delivery: Delivery, ids: Ids) -> tuple[str, int]:
    """The digest and number of a delivery's rows as they are now. Raises as reading it does."""
    found = RowsDigest(ids)
    for row in connector.rows(delivery):
        found.add(row)
    return found.digest(), found.rows
