"""Ids: keyed hashes (HMAC-SHA256) of the fewest stable source fields; without the key they cannot be guessed.

Each is a letter for its kind and 31 hexadecimal digits (124 bits).
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from hub.keys import Keys

_SEPARATOR = "\x1f"


class Ids:
    """Makes every id of one home."""

    def __init__(self, keys: Keys) -> None:
        self._keyed = HMAC(keys.identity, SHA256())
        """Copied for each id: keying a new one costs more than the hash itself."""
        self.person = lru_cache(maxsize=1 << 16)(self._person)

    def _person(self, national_id: str) -> str:
        return self.make("p", "person", national_id)

    def person_by_key(self, source: str, *key: str) -> str:
        """A person without a valid identity number, known by this source's key only."""
        return self.make("p", "person-of", source, *key)

    def household(self, form: str, namespace: str, *key: str) -> str:
        return self.make("h", "household", form, namespace, *key)

    def digest(self, *parts: str) -> str:
        """A keyed digest of content, equal for equal content."""
        return self._hex(parts)[:32]

    def make(self, letter: str, *parts: str) -> str:
        return letter + self._hex(parts)[:31]

    def _hex(self, parts: tuple[str, ...]) -> str:
        keyed = self._keyed.copy()
        keyed.update(_SEPARATOR.join(parts).encode())
        return keyed.finalize().hex()

    def search_key(self, kind: str, value: str) -> str:
        """The search key of a keyed field (an account, a source's own number of a person)."""
        return self.make("k", kind, value)

    def check(self) -> str:
        """Proof in a store that this key made its ids; it does not reveal the key."""
        return self.digest("key-check")
