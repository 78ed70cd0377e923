"""Sealing: AES-256-GCM for values that are read again, keyed hashes for values that are only searched.

A sealed text is ``<version>.2:<base64 of nonce and ciphertext>``; the version names the key, so keys can rotate. The
record, field and id that a text belongs to are authenticated with it: moved to another node or field it does not open.
Texts of the first format (``<version>:``) were not bound to a place; they still open, and a rotation binds them.
"""

from __future__ import annotations

import base64
import os
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hub.keys import Keys
from schema.errors import AidchainError
from schema.message import Message

_NONCE = 12
_BOUND = ".2"
"""Suffix of the key's version where the place is authenticated."""
_VERSION = re.compile(r"v\d{1,6}", re.ASCII)
_SEPARATOR = "\x1f"


class SealBrokenError(AidchainError):
    """A sealed text cannot be opened: another key, or it was altered or moved. ``place`` is where it was found."""

    def __init__(self, version: str, place: str) -> None:
        self.version = version
        self.place = place
        super().__init__(
            Message(
                f"{place} 的加密内容无法用本目录的密钥（{version}）解开：密钥不符，或内容被改动、挪动过；"
                "请放回写入时的 keys.json，否则请从备份恢复",
                f"the sealed value of {place} cannot be opened with key {version} of this home: it is another key, or "
                "the value was altered or moved; put back the keys.json it was written with, else restore a backup",
            )
        )


class Sealer:
    """Seals and opens; one per process."""

    def __init__(self, keys: Keys) -> None:
        self._ciphers = {name: AESGCM(key) for name, key in keys.encryption.items()}
        self._cipher = self._ciphers[keys.current]
        self.prefix = f"{keys.current}{_BOUND}:"
        """Prefix of texts sealed with the current key and bound to their place."""

    def seal(self, text: str, record: str, field: str, id: str) -> str:
        """``record``, ``field`` and ``id`` are the only place where the text opens."""
        nonce = os.urandom(_NONCE)
        data = nonce + self._cipher.encrypt(nonce, text.encode(), _place(record, field, id))
        return self.prefix + base64.b64encode(data).decode()

    def open(self, sealed: str, record: str, field: str, id: str) -> str:
        """Raises ``SealBrokenError``."""
        head, _, data = sealed.partition(":")
        version = key_version(head)
        place = None if head == version else _place(record, field, id)
        try:
            return self._decrypt(version, base64.b64decode(data, validate=True), place).decode()
        except (InvalidTag, ValueError, KeyError) as error:
            raise SealBrokenError(_shown(version), f"{record} {id} {field}") from error

    def seal_bytes(self, data: bytes, place: str) -> bytes:
        """For files: version, a colon, nonce, ciphertext; opens only with the same ``place``."""
        nonce = os.urandom(_NONCE)
        return self.prefix.encode() + nonce + self._cipher.encrypt(nonce, data, place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """Raises ``SealBrokenError``."""
        head, _, data = sealed.partition(b":")
        version = key_version(head.decode("ascii", "replace"))
        try:
            return self._decrypt(version, data, place.encode())
        except (InvalidTag, ValueError, KeyError) as error:
            raise SealBrokenError(_shown(version), place) from error

    def _decrypt(self, version: str, data: bytes, place: bytes | None) -> bytes:
        return self._ciphers[version].decrypt(data[:_NONCE], data[_NONCE:], place)


def key_version(head: str) -> str:
    """The key's version of the text before a sealed text's colon, in either format."""
    return head.removesuffix(_BOUND)


def _place(record: str, field: str, id: str) -> bytes:
    return f"{record}{_SEPARATOR}{field}{_SEPARATOR}{id}".encode()


def _shown(version: str) -> str:
    """A text that is no version may be anything, even an identity number."""
    return version if _VERSION.fullmatch(version) else "?"
