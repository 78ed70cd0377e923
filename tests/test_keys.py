"""Keys are whole or refused, and only their owner reads them; what they sealed opens unaltered or not at all."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hub.keys import Keys, KeysExposedError, KeysInvalidError, load_keys, save_keys
from hub.seal import SealBrokenError, Sealer
from hub.settings import Settings
from schema.errors import CallerError

PLACE = ("person", "phone", "f1")
SHORT = base64.b64encode(b"x" * 31).decode()


@pytest.mark.parametrize(
    "change",
    [
        {"token": ""},
        {"token": SHORT},
        {"identity": ""},
        {"identity": "!!!!"},
        {"encryption": {}},
        {"encryption": {"v1": SHORT}},
        {"encryption": {"latest": base64.b64encode(b"x" * 32).decode()}, "current": "latest"},
        {"encryption": []},
        {"current": "v2"},
        {"current": ["v1"]},
    ],
)
def test_incomplete_keys_are_refused_and_not_repeated(change: dict[str, Any]) -> None:
    text = json.dumps(json.loads(Keys.generate().to_json()) | change)
    with pytest.raises(CallerError, match="expected") as refused:
        Keys.from_json(text)
    assert SHORT not in str(refused.value)


def test_keys_come_back_as_they_were_saved(tmp_path: Path) -> None:
    keys = Keys.generate().rotated()
    save_keys(tmp_path / "home" / "keys.json", keys)
    assert Keys.from_json((tmp_path / "home" / "keys.json").read_text("utf-8")) == keys


def test_the_file_is_its_owner_s_whatever_lay_there(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch(0o644)
    (tmp_path / "keys.new").symlink_to(elsewhere)
    save_keys(tmp_path / "keys.json", Keys.generate())
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "keys.json").is_symlink()
    assert elsewhere.read_bytes() == b""


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o666])
def test_a_key_file_that_others_may_read_is_refused_with_what_to_do(tmp_path: Path, mode: int) -> None:
    settings = Settings.load(tmp_path, {})
    save_keys(settings.keys_file, Keys.generate())
    settings.keys_file.chmod(mode)
    with pytest.raises(KeysExposedError, match=f"chmod 600 {settings.keys_file}") as refused:
        load_keys(settings)
    assert f"chmod 600 {settings.keys_file}" in refused.value.told("zh")
    settings.keys_file.chmod(0o600)
    assert load_keys(settings).current == "v1"


def test_what_is_no_text_is_refused_as_keys(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, {})
    settings.keys_file.write_bytes(b"\xff\xfe{}")
    settings.keys_file.chmod(0o600)
    with pytest.raises(KeysInvalidError):
        load_keys(settings)


@pytest.mark.parametrize("place", [("payment", "phone", "f1"), ("person", "address", "f1"), ("person", "phone", "f2")])
def test_a_value_opens_only_where_it_was_sealed_for(place: tuple[str, str, str]) -> None:
    sealer = Sealer(Keys.generate())
    sealed = sealer.seal("13853112345", *PLACE)
    assert sealer.open(sealed, *PLACE) == "13853112345"
    with pytest.raises(SealBrokenError, match=f"{place[0]} {place[2]} {place[1]}") as refused:
        sealer.open(sealed, *place)
    assert "13853112345" not in str(refused.value) + refused.value.told("zh")


def test_a_value_of_the_first_format_still_opens_and_is_not_taken_for_a_bound_one() -> None:
    keys = Keys.generate()
    nonce = b"n" * 12
    data = base64.b64encode(nonce + AESGCM(keys.encryption["v1"]).encrypt(nonce, b"13853112345", None)).decode()
    assert Sealer(keys).open(f"v1:{data}", *PLACE) == "13853112345"
    with pytest.raises(SealBrokenError):
        Sealer(keys).open(f"v1.2:{data}", *PLACE)
    bound = Sealer(keys).seal("13853112345", *PLACE).partition(":")[2]
    with pytest.raises(SealBrokenError):
        Sealer(keys).open(f"v1:{bound}", *PLACE)


@pytest.mark.parametrize("broken", ["", "v1", "v1:", "v1:AAAA", "v1:not base64", "v9:AAAA", "370102194803011230:AAAA"])
def test_what_is_no_sealed_text_is_said_to_be_broken(broken: str) -> None:
    with pytest.raises(SealBrokenError) as refused:
        Sealer(Keys.generate()).open(broken, *PLACE)
    assert "370102" not in str(refused.value)


def test_an_altered_or_foreign_sealed_text_does_not_open() -> None:
    keys = Keys.generate()
    sealed = Sealer(keys).seal("13853112345", *PLACE)
    assert Sealer(keys.rotated()).open(sealed, *PLACE) == "13853112345"
    with pytest.raises(SealBrokenError):
        Sealer(Keys.generate()).open(sealed, *PLACE)
    version, data = sealed.split(":")
    raw = bytearray(base64.b64decode(data))
    for index in range(len(raw)):
        raw[index] ^= 1
        with pytest.raises(SealBrokenError):
            Sealer(keys).open(f"{version}:{base64.b64encode(raw).decode()}", *PLACE)
        raw[index] ^= 1
