"""The keys of a home: one id key that never rotates, encryption keys that do, and a key for tokens.

They are in ``keys.json`` (mode 0600) in the home or at ``AIDCHAIN_KEYS_FILE``; ``AIDCHAIN_KEYS`` is the JSON itself. A
home with a store but without keys is refused unchanged: ids made with another key would split every person in two.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hub.settings import Settings
from schema.errors import CallerError, MissingKeyError
from schema.message import Message

_VERSION = re.compile(r"v[1-9]\d{0,5}", re.ASCII)


class KeysInvalidError(CallerError):
    """The keys are not the complete JSON that aidchain wrote."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(
            Message(f"密钥无法使用：应为 {zh}；请从备份放回完整的 keys.json", f"the keys cannot be used; expected {en}")
        )


class KeysExposedError(CallerError):
    """The key file is readable by others than its owner, and so is all that is sealed with it."""

    def __init__(self, path: str, mode: int) -> None:
        self.path = path
        self.mode = mode
        super().__init__(
            Message(
                f"密钥文件 {path} 可被其他用户读写（权限 {mode:03o}），没有使用；请运行 chmod 600 {path}，"
                "并检查是否已经泄露（可用 aidchain store rotate-keys 换新密钥）",
                f"the key file {path} is open to other users (mode {mode:03o}) and was not used; run chmod 600 {path} "
                "and find out whether anybody has read it (aidchain store rotate-keys makes a new key)",
            )
        )


@dataclass(frozen=True, slots=True)
class Keys:
    """``encryption`` maps a version (``v1``) to 32 bytes; ``current`` names the one that seals."""

    identity: bytes
    token: bytes
    encryption: Mapping[str, bytes]
    current: str

    def __repr__(self) -> str:
        return f"Keys(current={self.current!r})"

    def rotated(self) -> Keys:
        """The same keys with a new encryption key in front; values sealed before still open."""
        version = f"v{1 + max(int(name[1:]) for name in self.encryption)}"
        return Keys(self.identity, self.token, {**self.encryption, version: secrets.token_bytes(32)}, version)

    def to_json(self) -> str:
        return json.dumps(
            {
                "identity": base64.b64encode(self.identity).decode(),
                "token": base64.b64encode(self.token).decode(),
                "encryption": {name: base64.b64encode(key).decode() for name, key in self.encryption.items()},
                "current": self.current,
            },
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Keys:
        """Raises ``KeysInvalidError``, whose message never contains the text."""
        try:
            data = json.loads(text)
            keys = cls(
                identity=base64.b64decode(data["identity"], validate=True),
                token=base64.b64decode(data["token"], validate=True),
                encryption={name: base64.b64decode(key, validate=True) for name, key in data["encryption"].items()},
                current=str(data["current"]),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise KeysInvalidError("系统写出的 keys.json", "the JSON that aidchain wrote as keys.json") from error
        # an empty key would make tokens and ids that anyone can make
        if min(len(keys.identity), len(keys.token)) < 32 or any(len(key) != 32 for key in keys.encryption.values()):
            raise KeysInvalidError("每个 32 字节的完整密钥", "keys of 32 bytes, all that aidchain wrote")
        if keys.current not in keys.encryption or not all(_VERSION.fullmatch(name) for name in keys.encryption):
            raise KeysInvalidError("含当前版本的 v1、v2 … 各版密钥", "versions v1, v2 … and a current one among them")
        return keys

    @classmethod
    def generate(cls) -> Keys:
        return cls(secrets.token_bytes(32), secrets.token_bytes(32), {"v1": secrets.token_bytes(32)}, "v1")


def find_keys(settings: Settings) -> Keys | None:
    """The keys of a home, if it has any. Raises ``KeysInvalidError``, ``KeysExposedError``."""
    if settings.keys is not None:
        return Keys.from_json(settings.keys.get_secret_value())
    if settings.keys_file.exists():
        with open(settings.keys_file, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode & 0o777
            if mode & 0o077:
                raise KeysExposedError(str(settings.keys_file), mode)
            return Keys.from_json(file.read())
    return None


def load_keys(settings: Settings, *, create: bool = True) -> Keys:
    """The keys of a home; made on first use.

    Raises ``MissingKeyError`` when the home already holds a store (``hub.keyring`` asks an empty one), or when
    ``create`` is false and there are none.
    """
    keys = find_keys(settings)
    if keys is not None:
        return keys
    if not create or (settings.home / "store" / "data" / "databases").exists():
        raise MissingKeyError(str(settings.home))
    return make_keys(settings)


def make_keys(settings: Settings) -> Keys:
    """New keys, saved."""
    keys = Keys.generate()
    save_keys(settings.keys_file, keys)
    return keys


def save_keys(path: Path, keys: Keys) -> None:
    """Writes the keys so that a crash leaves the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)  # an existing file keeps its mode, and may be a link
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(keys.to_json())
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # else a power failure may bring the old file back after values were sealed with the new key
    finally:
        os.close(folder)
