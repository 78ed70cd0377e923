"""A rotation seals everything with a new key, loses nothing wherever it stops, and touches nothing with wrong keys."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from connectors.registry import load_card
from hub import rotation
from hub.keys import Keys, load_keys, save_keys
from hub.rotation import RotationRefusedError, drop_old, rotate
from hub.seal import SealBrokenError, Sealer
from hub.settings import Settings
from hub.store import Store, open_store
from hub.store.fingerprint import fingerprint
from hub.sync.engine import Sync
from schema.errors import MissingKeyError
from schema.graph import sealed
from tests.support.numbers import person

pytestmark = pytest.mark.anyio

PAYMENTS = """
source: t_paid
department: 财政
title: {zh: 发放, en: Payments}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: details
    shape: event
    serves: ["37"]
    file: "paid_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {national_id: 身份证号, name: 姓名, phone: 电话}
      payment: {item: {const: elder_age}, month: {scope: month}, amount: 金额, account: 账号}
    expect: {max_rejected: 0.5}
"""

DEATHS = """
source: t_deaths
department: 公安
title: {zh: 注销, en: Deaths}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: deaths
    shape: event
    serves: ["37"]
    file: "deaths_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    key: [编号]
    subjects: {person: {alias: 编号}}
    map: {death: {date: 日期}}
"""


def deliver(settings: Settings, name: str, rows: Sequence[str]) -> None:
    settings.deliveries.mkdir(parents=True, exist_ok=True)
    (settings.deliveries / name).write_text("\n".join(rows) + "\n", encoding="utf-8")


async def sync(store: Store, settings: Settings) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    cards = []
    for text in (PAYMENTS, DEATHS):
        path = settings.home / f"{text.split()[1]}.yml"
        path.write_text(text, encoding="utf-8")
        cards.append(load_card(path))
    engine = Sync(store, load_keys(settings), settings.home / "spool", settings.environment)
    async for _ in engine.run(cards):
        pass


class Server(Protocol):
    """An engine of the session (tests/conftest.py)."""

    def settings(self, home: Path) -> Settings: ...


@pytest.fixture
async def filled(store: Store, settings: Settings) -> Store:
    await fill(store, settings)
    return store


async def fill(store: Store, settings: Settings) -> None:
    """Six people paid, one first with another account and phone; a row rejected, one pending, a finding decided."""
    header = "身份证号,姓名,电话,金额,账号"
    rows = [f"{person(index)},王芳,1390531{index:04d},60,621700000{index:08d}19" for index in range(6)]
    deliver(settings, "paid_370102_202605.csv", [header, *rows, "370102194001010000,李强,,60,"])
    deliver(settings, "deaths_370102_202605.csv", ["编号,日期", "K77,2026-05-03"])
    await sync(store, settings)
    rows[0] = f"{person(0)},王芳,13805310000,60,6217000000099999999"
    deliver(settings, "paid_370102_202605.csv", [header, *rows, "370102194001010000,李强,,60,"])
    await sync(store, settings)
    await store.write("restore/nodes_finding", rows=[{"props": {"id": "n1"}}])
    reason = Sealer(load_keys(settings)).seal("已电话核实", "decision", "reason", "c1")
    decided = {"id": "c1", "finding": "n1", "at": 1, "outcome": "confirmed", "reason_enc": reason}
    await store.write("findings_write/decision", rows=[decided])


async def values(store: Store) -> dict[tuple[str, str, str], str]:
    """(kind of node, id, property) -> sealed text, of everything that is sealed."""
    found: dict[tuple[str, str, str], str] = {}
    for name in sealed():
        for row in await store.read(f"sealed/{name}", current="nothing:"):
            found |= {(name, row["id"], field): text for field, text in row.items() if field.endswith("_enc") and text}
    return found


async def owners(store: Store) -> dict[str, tuple[str, str]]:
    """Record and id that an old version's values are sealed for, by the version's id."""
    rows = await store.read("sealed/superseded", current="nothing:")
    return {row["id"]: (row["type"], row["fact"]) for row in rows}


def sealed_for(versions: dict[str, tuple[str, str]], name: str, id: str, field: str) -> tuple[str, str, str]:
    """Record, field and id of a value."""
    record, owner = versions.get(id, (name, id))
    return record, field.removesuffix("_enc"), owner


async def opened(store: Store, keys: Keys) -> dict[tuple[str, str, str], str]:
    sealer, versions = Sealer(keys), await owners(store)
    return {place: sealer.open(text, *sealed_for(versions, *place)) for place, text in (await values(store)).items()}


async def taken(store: Store) -> str:
    return str((await fingerprint(store))["fingerprint"])


def only(keys: Keys, version: str) -> Keys:
    return replace(keys, encryption={version: keys.encryption[version]}, current=version)


async def test_everything_sealed_opens_with_the_new_key_alone_and_says_the_same(
    filled: Store, settings: Settings
) -> None:
    old = load_keys(settings)
    before, said = await taken(filled), await opened(filled, old)
    assert {name for name, _, _ in said} == {"person", "payment", "superseded", "rejection", "pending", "decision"}
    done = await rotate(filled, settings)
    keys = load_keys(settings)
    assert (done.version, done.resumed, done.resealed, done.left, done.old) == ("v2", False, len(said), 0, ("v1",))
    assert (keys.identity, keys.token, keys.encryption["v1"]) == (old.identity, old.token, old.encryption["v1"])
    assert await opened(filled, only(keys, "v2")) == said
    assert await taken(filled) == before


async def test_every_engine_rotates_alike(each_server: Server, tmp_path: Path) -> None:
    settings = each_server.settings(tmp_path / "home")
    async with open_store(settings) as store:
        await fill(store, settings)
        said, before = await opened(store, load_keys(settings)), await taken(store)
        done = await rotate(store, settings)
        assert (done.resealed, done.left) == (len(said), 0)
        assert await drop_old(store, settings) == ("v1",)
        assert await opened(store, load_keys(settings)) == said
        assert await taken(store) == before


async def test_nothing_opens_with_only_the_old_key_afterwards(filled: Store, settings: Settings) -> None:
    old = load_keys(settings)
    await rotate(filled, settings)
    sealer, versions = Sealer(old), await owners(filled)
    for place, text in (await values(filled)).items():
        with pytest.raises(SealBrokenError):
            sealer.open(text, *sealed_for(versions, *place))


async def set_value(store: Store, name: str, id: str, values: dict[str, str]) -> None:
    (run,) = [row["run"] for row in await store.read(f"sealed/{name}", current="nothing:") if row["id"] == id]
    await store.write(f"reseal/{name}", rows=[{"id": id, "run": run, "values": values}])


async def test_values_that_an_older_release_sealed_open_and_a_rotation_binds_them_to_their_place(
    filled: Store, settings: Settings
) -> None:
    keys = load_keys(settings)
    said, before = await opened(filled, keys), await taken(filled)
    for (name, id, field), text in said.items():
        nonce = secrets.token_bytes(12)
        data = nonce + AESGCM(keys.encryption["v1"]).encrypt(nonce, text.encode(), None)
        await set_value(filled, name, id, {field: f"v1:{base64.b64encode(data).decode()}"})
    assert await opened(filled, keys) == said
    done = await rotate(filled, settings)
    assert (done.version, done.resumed, done.resealed, done.left) == ("v2", False, len(said), 0)
    assert {text.partition(":")[0] for text in (await values(filled)).values()} == {"v2.2"}
    assert await opened(filled, load_keys(settings)) == said
    assert await taken(filled) == before


async def test_an_account_holder_s_name_that_an_older_release_sealed_is_kept_in_clear(
    filled: Store, settings: Settings
) -> None:
    (row, *_) = await filled.read("sealed/payment", current="nothing:")
    sealed_name = Sealer(load_keys(settings)).seal("王芳", "payment", "account_name", row["id"])
    await set_value(filled, "payment", row["id"], {"account_name_enc": sealed_name})
    await rotate(filled, settings)
    props = [found["props"] async for found in filled.stream("backup/payment") if found["props"]["id"] == row["id"]]
    assert [(each["account_name"], each.get("account_name_enc")) for each in props] == [("王芳", None)]


async def test_a_value_moved_between_two_nodes_is_found(filled: Store, settings: Settings) -> None:
    said = await values(filled)
    (_, first, _), (_, second, _) = [place for place in said if place[0] == "payment" and place[2] == "account_enc"][:2]
    await set_value(filled, "payment", second, {"account_enc": said["payment", first, "account_enc"]})
    with pytest.raises(SealBrokenError, match=f"payment {second} account"):
        await opened(filled, load_keys(settings))
    with pytest.raises((SealBrokenError, RotationRefusedError), match=f"payment {second} account"):
        await rotate(filled, settings)


async def test_a_sync_after_a_rotation_finds_nothing_new(filled: Store, settings: Settings) -> None:
    before = await taken(filled)
    await rotate(filled, settings)
    await sync(filled, settings)
    assert await taken(filled) == before


@pytest.mark.parametrize("batches", [0, 1, 4])
async def test_an_interrupted_rotation_goes_on_with_the_same_key(
    filled: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    monkeypatch.setattr(rotation, "ROWS", 2)
    said, before = await opened(filled, load_keys(settings)), await taken(filled)

    class KilledError(Exception):
        pass

    calls = 0

    def killed(done: int, total: int | None) -> None:
        nonlocal calls
        calls += 1
        if calls > batches:
            raise KilledError

    with pytest.raises(KilledError):
        await rotate(filled, settings, killed)
    half = load_keys(settings)
    assert (half.current, sorted(half.encryption)) == ("v2", ["v1", "v2"])
    versions = {text.partition(":")[0] for text in (await values(filled)).values()}
    assert versions == {"v1.2", "v2.2"}
    assert await opened(filled, half) == said

    again = await rotate(filled, settings)
    assert (again.version, again.resumed, again.left) == ("v2", True, 0)
    assert 0 < again.resealed < len(said)
    assert load_keys(settings) == half
    assert await opened(filled, only(half, "v2")) == said
    assert await taken(filled) == before


async def test_a_crash_after_the_key_was_saved_makes_no_further_key(filled: Store, settings: Settings) -> None:
    keys = load_keys(settings).rotated()
    save_keys(settings.keys_file, keys)
    done = await rotate(filled, settings)
    assert (done.version, done.resumed) == ("v2", True)
    assert load_keys(settings) == keys


async def test_values_that_a_run_wrote_meanwhile_are_not_overwritten(filled: Store, settings: Settings) -> None:
    (row, *_) = await filled.read("sealed/payment", current="v2:")
    stale = {"id": row["id"], "run": "r-another", "values": {"account_enc": "v2:stale"}}
    await filled.write("reseal/payment", rows=[stale])
    assert "v2:stale" not in (await values(filled)).values()


def wrong_identity(keys: Keys) -> Keys:
    return replace(keys, identity=secrets.token_bytes(32))


def wrong_encryption(keys: Keys) -> Keys:
    return replace(keys, encryption={"v1": secrets.token_bytes(32)})


def without_old(keys: Keys) -> Keys:
    return only(keys.rotated(), "v2")


@pytest.mark.parametrize("spoilt", [wrong_identity, wrong_encryption, without_old])
@pytest.mark.parametrize("work", [rotate, drop_old])
async def test_wrong_keys_are_refused_and_nothing_is_touched(
    filled: Store, settings: Settings, spoilt: Any, work: Any
) -> None:
    before = await values(filled)
    save_keys(settings.keys_file, spoilt(load_keys(settings)))
    file = settings.keys_file.read_bytes()
    with pytest.raises(RotationRefusedError, match="nothing was touched"):
        await work(filled, settings)
    assert settings.keys_file.read_bytes() == file
    assert await values(filled) == before


async def test_a_home_without_keys_is_refused_and_gets_none(filled: Store, settings: Settings) -> None:
    settings.keys_file.unlink()
    with pytest.raises(MissingKeyError):
        await rotate(filled, settings)
    assert not settings.keys_file.exists()


async def test_two_rotations_at_once_are_refused(filled: Store, settings: Settings) -> None:
    async def second() -> None:
        with pytest.raises(RotationRefusedError, match="another rotation"):
            await rotate(filled, settings)

    with rotation._alone(settings):
        await second()
    assert load_keys(settings).current == "v1"


async def test_old_keys_are_dropped_only_when_nothing_needs_them(filled: Store, settings: Settings) -> None:
    said = await opened(filled, load_keys(settings))
    save_keys(settings.keys_file, load_keys(settings).rotated())
    with pytest.raises(RotationRefusedError, match="values with v1"):
        await drop_old(filled, settings)
    await rotate(filled, settings)
    assert await drop_old(filled, settings) == ("v1",)
    keys = load_keys(settings)
    assert list(keys.encryption) == ["v2"]
    assert await opened(filled, keys) == said
    assert await drop_old(filled, settings) == ()


async def test_old_keys_stay_while_a_sync_may_use_them(filled: Store, settings: Settings) -> None:
    await rotate(filled, settings)
    (run, *_) = await filled.read("sync/runs", source="t_paid", limit=1)
    await filled.write("runs/set", id=run["run"], values={"state": "running"})
    with pytest.raises(RotationRefusedError, match="not finished"):
        await drop_old(filled, settings)
    assert sorted(load_keys(settings).encryption) == ["v1", "v2"]


async def test_an_empty_store_gets_a_new_key(store: Store, settings: Settings) -> None:
    load_keys(settings)
    done = await rotate(store, settings)
    assert (done.version, done.resealed, done.left) == ("v2", 0, 0)
