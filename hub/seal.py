"""Sealing: AES-256-GCM for what must be read again, keyed hashes for what must only be found again.

A sealed text is ``<version>:<base64 of nonce and ciphertext>``; the version names the key, so keys can rotate.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hub.keys import Keys
from schema.errors import AidchainError

_NONCE = 12
_VERSION = re.compile(r"v\d{1,6}", re.ASCII)


class SealBrokenError(AidchainError):
    """A sealed text cannot be opened: another key, or it was altered."""

    def __init__(self, version: str) -> None:
        self.version = version
        super().__init__(f"a value sealed with key {version} cannot be opened with the keys of this home")


class Sealer:
    """Seals and opens; one per process."""

    def __init__(self, keys: Keys) -> None:
        self._ciphers = {name: AESGCM(key) for name, key in keys.encryption.items()}
        self._current = keys.current
        self._cipher = self._ciphers[keys.current]

    def seal(self, text: str) -> str:
        nonce = os.urandom(_NONCE)
        data = nonce + self._cipher.encrypt(nonce, text.encode(), None)
        return f"{self._current}:{base64.b64encode(data).decode()}"

    def open(self, sealed: str) -> str:
        """Raises ``SealBrokenError``."""
        version, _, data = sealed.partition(":")
        try:
            raw = base64.b64decode(data, validate=True)
        except ValueError:
            raw = b""
        return self._decrypt(version, raw).decode()

    def seal_bytes(self, data: bytes) -> bytes:
        """For the spool: version, a colon, nonce, ciphertext."""
        nonce = os.urandom(_NONCE)
        return self._current.encode() + b":" + nonce + self._cipher.encrypt(nonce, data, None)

    def open_bytes(self, sealed: bytes) -> bytes:
        version, _, data = sealed.partition(b":")
        return self._decrypt(version.decode("ascii", "replace"), data)

    def reseal(self, sealed: Iterable[str]) -> list[str]:
        """The same texts under the current key: the work of a rotation."""
        return [self.seal(self.open(text)) for text in sealed]

    def _decrypt(self, version: str, data: bytes) -> bytes:
        cipher = self._ciphers.get(version)
        if cipher is None:
            raise SealBrokenError(version if _VERSION.fullmatch(version) else "?")
        try:
            return cipher.decrypt(data[:_NONCE], data[_NONCE:], None)
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError(version) from error
