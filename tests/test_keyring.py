"""A store is only used with the keys that made its ids and sealed its values; else nothing is touched."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest

from hub.keyring import OtherEncryptionKeyError, OtherKeyError, claim, disclaim, proven_keys
from hub.keys import Keys, load_keys, save_keys
from hub.seal import Sealer
from hub.settings import Settings
from hub.store import Store
from schema.errors import MissingKeyError

pytestmark = pytest.mark.anyio


def only(keys: Keys, version: str) -> Keys:
    return replace(keys, encryption={version: keys.encryption[version]}, current=version)


async def proofs(store: Store) -> dict[str, str]:
    return dict((await store.read("backup/key_check"))[0]["props"])


async def test_an_empty_store_gets_keys_and_a_filled_one_none(store: Store, settings: Settings) -> None:
    keys = await proven_keys(store, settings)
    assert load_keys(settings) == keys
    await claim(store, keys)
    settings.keys_file.unlink()
    with pytest.raises(MissingKeyError):
        await proven_keys(store, settings)
    assert not settings.keys_file.exists()


async def test_another_id_key_is_refused_and_writes_nothing(store: Store, settings: Settings) -> None:
    keys = await proven_keys(store, settings)
    await claim(store, keys)
    before = await proofs(store)
    other = replace(keys.rotated(), identity=secrets.token_bytes(32))
    save_keys(settings.keys_file, other)
    with pytest.raises(OtherKeyError):
        await proven_keys(store, settings)
    with pytest.raises(OtherKeyError):
        await claim(store, other)
    assert await proofs(store) == before


@pytest.mark.parametrize("spoilt", ["missing", "different"])
async def test_the_right_id_key_without_the_encryption_key_is_refused(
    store: Store, settings: Settings, spoilt: str
) -> None:
    keys = await proven_keys(store, settings)
    await claim(store, keys)
    other = only(keys.rotated(), "v2") if spoilt == "missing" else replace(keys, encryption={"v1": b"x" * 32})
    save_keys(settings.keys_file, other)
    with pytest.raises(OtherEncryptionKeyError, match="key v1") as refused:
        await proven_keys(store, settings)
    assert "keys.json" in refused.value.told("zh")
    with pytest.raises(OtherEncryptionKeyError):
        await claim(store, other)


async def test_every_key_that_sealed_is_asked_for_until_nothing_needs_it(store: Store, settings: Settings) -> None:
    old = await proven_keys(store, settings)
    await claim(store, old)
    new = old.rotated()
    await claim(store, new)
    save_keys(settings.keys_file, only(new, "v2"))
    with pytest.raises(OtherEncryptionKeyError, match="key v1"):
        await proven_keys(store, settings)
    await disclaim(store, new, ("v1",))
    assert (await proven_keys(store, settings)).current == "v2"


async def test_a_store_that_an_older_release_filled_is_proven_by_one_of_its_values(
    store: Store, settings: Settings
) -> None:
    keys = await proven_keys(store, settings)
    await store.write("runs/key_check", check=(await _check(store, keys)), proofs={"proof_v1": None})
    sealed = Sealer(keys).seal("13853112345", "person", "phone", "f1")
    await store.write("write/person", rows=[{"id": "p1", "birth": None, "sex": None}])
    props = {"id": "f1", "scope": "s", "phone_enc": sealed}
    await store.write("write/person_create_person", rows=[{"subject": "p1", "props": props}])
    assert await proven_keys(store, settings) == keys
    save_keys(settings.keys_file, replace(keys, encryption={"v1": b"x" * 32}))
    with pytest.raises(OtherEncryptionKeyError):
        await proven_keys(store, settings)


async def _check(store: Store, keys: Keys) -> str:
    await claim(store, keys)
    return str((await proofs(store))["check"])
