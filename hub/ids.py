"""Ids: keyed hashes (HMAC-SHA256) of the fewest stable source fields; nobody without the key can guess one.

Each is a letter for its kind and 31 hexadecimal digits (124 bits).
"""

from __future__ import annotations

import hmac
from functools import lru_cache

from hub.keys import Keys

_SEPARATOR = "\x1f"


class Ids:
    """Makes every id of one home."""

    def __init__(self, keys: Keys) -> None:
        self._key = keys.identity
        self.person = lru_cache(maxsize=1 << 18)(self._person)

    def _person(self, national_id: str) -> str:
        return self.make("p", "person", national_id)

    def person_by_key(self, source: str, *key: str) -> str:
        """Somebody without a valid identity number: known only as this source's key."""
        return self.make("p", "person-of", source, *key)

    def household(self, form: str, namespace: str, *key: str) -> str:
        return self.make("h", "household", form, namespace, *key)

    def digest(self, *parts: str) -> str:
        """A keyed digest of content, equal for equal content."""
        return hmac.digest(self._key, _SEPARATOR.join(parts).encode(), "sha256").hex()[:32]

    def make(self, letter: str, *parts: str) -> str:
        return letter + hmac.digest(self._key, _SEPARATOR.join(parts).encode(), "sha256").hex()[:31]

    def search_key(self, kind: str, value: str) -> str:
        """What a keyed field (an account, a source's own number of a person) is found by."""
        return self.make("k", kind, value)

    def check(self) -> str:
        """Tells in a store whether this key made its ids, without telling the key."""
        return self.digest("key-check")
