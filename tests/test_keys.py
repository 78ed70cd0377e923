"""Keys are whole or refused, and only their owner reads them; what they sealed opens unaltered or not at all."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from hub.keys import Keys, save_keys
from hub.seal import SealBrokenError, Sealer
from schema.errors import CallerError

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


@pytest.mark.parametrize("broken", ["", "v1", "v1:", "v1:AAAA", "v1:not base64", "v9:AAAA", "370102194803011230:AAAA"])
def test_what_is_no_sealed_text_is_said_to_be_broken(broken: str) -> None:
    with pytest.raises(SealBrokenError) as refused:
        Sealer(Keys.generate()).open(broken)
    assert "370102" not in str(refused.value)


def test_an_altered_or_foreign_sealed_text_does_not_open() -> None:
    keys = Keys.generate()
    sealed = Sealer(keys).seal("13853112345")
    assert Sealer(keys.rotated()).open(sealed) == "13853112345"
    with pytest.raises(SealBrokenError):
        Sealer(Keys.generate()).open(sealed)
    version, data = sealed.split(":")
    raw = bytearray(base64.b64decode(data))
    for index in range(len(raw)):
        raw[index] ^= 1
        with pytest.raises(SealBrokenError):
            Sealer(keys).open(f"{version}:{base64.b64encode(raw).decode()}")
        raw[index] ^= 1
