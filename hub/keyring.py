"""Checks a home's keys against its store: a store is only used with the keys that made its ids and sealed its values.

With another id key every person would be split in two, and without an encryption key sealed values would be lost. So
a filled store is refused without its keys before anything is changed; an empty store gets new keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub.ids import Ids
from hub.keys import Keys, find_keys, make_keys
from hub.seal import SealBrokenError, Sealer
from hub.settings import Settings
from hub.store import Rows, Store, repeatable
from schema.errors import CallerError, MissingKeyError
from schema.message import Message

_PROOF = "proof_"
"""``proof_v1``: a known text that key v1 has sealed, kept beside the check of the id key."""
_OWNER = ("key_check", "proof", "keys")
_TEXT = "aidchain"


class OtherKeyError(CallerError):
    """The store's ids were made with another id key."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            Message(
                f"存储 {address} 是用另一套密钥（标识密钥）写入的，没有动任何数据；请放回写入时的 keys.json",
                f"the store at {address} was filled with another id key; nothing was touched. "
                "Use the keys.json it was made with",
            )
        )


class OtherEncryptionKeyError(CallerError):
    """Values of the store are sealed with a key that this home does not have."""

    def __init__(self, address: str, version: str) -> None:
        self.address = address
        self.version = version
        super().__init__(
            Message(
                f"存储 {address} 中的加密内容用的是密钥 {version}，本目录的 keys.json 没有这一版或与它不同；"
                "没有动任何数据，请放回轮换之前或写入时的 keys.json",
                f"values in the store at {address} are sealed with key {version}, which is missing from "
                "keys.json or differs there; nothing was changed. Use the keys.json that sealed them",
            )
        )


async def proven_keys(store: Store, settings: Settings) -> Keys:
    """The keys that made this store's ids and sealed its values; created for an empty store.

    Raises ``MissingKeyError``, ``OtherKeyError`` and ``OtherEncryptionKeyError``; the store is only read.
    """
    keys = find_keys(settings)
    rows = await store.read("backup/key_check")
    if keys is None:
        if rows:
            raise MissingKeyError(str(settings.home))
        return make_keys(settings)
    if rows:
        await _prove(store, keys, rows[0]["props"])
    return keys


async def claim(store: Store, keys: Keys) -> None:
    """Before a store is written to: check that the keys are its own, and store their proofs.

    Raises ``OtherKeyError`` and ``OtherEncryptionKeyError``; nothing is written then.
    """
    rows = await store.read("backup/key_check")
    if rows:
        await _prove(store, keys, rows[0]["props"])
        if f"{_PROOF}{keys.current}" in rows[0]["props"]:
            return
    proof = Sealer(keys).seal(_TEXT, *_OWNER)
    check = Ids(keys).check()

    def ours(found: list[Rows]) -> None:
        if found[0][0]["check"] != check:
            raise OtherKeyError(store.address)

    parameters = {"check": check, "proofs": {f"{_PROOF}{keys.current}": proof}}
    await store.write_all([("runs/key_check", parameters)], marker=repeatable, check=ours)


async def disclaim(store: Store, keys: Keys, versions: tuple[str, ...]) -> None:
    """Remove the proofs of key versions that no value is sealed with any more."""
    if await store.read("backup/key_check"):
        proofs = {f"{_PROOF}{version}": None for version in versions}
        await store.write("runs/key_check", repeatable, check=Ids(keys).check(), proofs=proofs)


async def _prove(store: Store, keys: Keys, props: Mapping[str, Any]) -> None:
    if props["check"] != Ids(keys).check():
        raise OtherKeyError(store.address)
    proofs = [(text, _OWNER) for name, text in props.items() if name.startswith(_PROOF) and text]
    if not proofs:  # filled by a release without proofs
        for row in await store.read("store/sealed_sample"):
            id = row.pop("id")
            proofs = [(text, ("person", field, id)) for field, text in row.items() if text]
    sealer = Sealer(keys)
    for text, owner in proofs:
        try:
            sealer.open(text, *owner)
        except SealBrokenError as error:
            raise OtherEncryptionKeyError(store.address, error.version) from None
