"""A filled home without its key, or with another, is told so by every command and keeps its content."""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from hub.keys import Keys, save_keys

CARD = """
source: t_list
department: 民政
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "list_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
"""
NUMBER = "11010519491231002X"
COMMANDS = [
    ["sync", "t_list"],
    ["scan"],
    ["findings"],
    ["lookup"],
    ["token"],
    ["serve", "--port", "0"],
    ["store", "rotate-keys"],
]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hub.cli.main", *arguments, "--home", str(home), "--json"],
        capture_output=True,
        text=True,
        check=False,
        input=NUMBER + "\n",
        timeout=120,
    )


def fingerprint(home: Path) -> str:
    done = run(home, "store", "fingerprint")
    assert done.returncode == 0, done.stderr
    return str(orjson.loads(done.stdout)["fingerprint"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose store was started while it was empty and had no keys, then filled."""
    root = tmp_path_factory.mktemp("home")
    (root / "settings.yml").write_text("heap_mb: 256\n", encoding="utf-8")
    (root / "sources").mkdir()
    (root / "sources" / "t_list.yml").write_text(CARD, encoding="utf-8")
    (root / "deliveries").mkdir()
    rows = f"姓名,身份证号,金额\n王芳,{NUMBER},60\n"
    (root / "deliveries" / "list_370102_202605.csv").write_text(rows, encoding="utf-8")
    assert run(root, "store", "start").returncode == 0
    try:
        assert not (root / "keys.json").exists()
        done = run(root, "sync", "t_list")
        assert (done.returncode, orjson.loads(done.stdout)["applied"]) == (0, 1)
        yield root
    finally:
        run(root, "store", "stop")


def refusals(home: Path, commands: Sequence[Sequence[str]], told: str) -> dict[str, tuple[int, str, bool]]:
    """Command -> exit status, what it wrote for scripts, and whether it said why."""
    found = {}
    for command in commands:
        done = run(home, *command)
        found[" ".join(command)] = (done.returncode, done.stdout, told in done.stderr)
    return found


def test_a_filled_home_without_its_key_is_refused_and_whole_once_the_key_is_back(home: Path) -> None:
    before = fingerprint(home)
    kept = (home / "keys.json").rename(home / "kept.json")
    try:
        found = refusals(home, COMMANDS, "contains a store but not the key")
        made = (home / "keys.json").exists()
        keyless = fingerprint(home)
    finally:
        kept.rename(home / "keys.json")
    assert found == {" ".join(command): (2, "", True) for command in COMMANDS}
    assert not made
    assert (keyless, fingerprint(home)) == (before, before)
    facts = orjson.loads(run(home, "lookup").stdout)["facts"]
    assert {fact["record"] for fact in facts} == {"person", "benefit"}


def test_another_key_is_refused_and_changes_nothing(home: Path) -> None:
    before = fingerprint(home)
    kept = (home / "keys.json").rename(home / "kept.json")
    commands = [["sync", "t_list"], ["scan"], ["store", "rotate-keys"]]
    try:
        save_keys(home / "keys.json", Keys.generate())
        found = refusals(home, commands, "another id key")
    finally:
        kept.rename(home / "keys.json")
    assert found == {" ".join(command): (2, "", True) for command in commands}
    assert fingerprint(home) == before


def test_another_encryption_key_is_refused_and_changes_nothing(home: Path) -> None:
    before = fingerprint(home)
    text = (home / "keys.json").read_text("utf-8")
    commands = [["sync", "t_list"], ["scan"], ["lookup"], ["store", "rotate-keys"]]
    try:
        mine = Keys.from_json(text)
        other = replace(mine, encryption={mine.current: secrets.token_bytes(32)})
        save_keys(home / "keys.json", other)
        told = f"sealed with key {mine.current}, which is missing from keys.json or differs there"
        found = refusals(home, commands, told)
    finally:
        save_keys(home / "keys.json", Keys.from_json(text))
    assert found == {" ".join(command): (2, "", True) for command in commands}
    assert fingerprint(home) == before


def test_keys_that_others_may_read_are_refused_by_every_command(home: Path) -> None:
    (home / "keys.json").chmod(0o644)
    try:
        found = refusals(home, COMMANDS, f"run chmod 600 {home / 'keys.json'}")
    finally:
        (home / "keys.json").chmod(0o600)
    assert found == {" ".join(command): (2, "", True) for command in COMMANDS}


def test_rotation_tells_what_it_did_and_old_keys_go_when_asked(home: Path) -> None:
    before = fingerprint(home)
    done = run(home, "store", "rotate-keys")
    assert done.returncode == 0, done.stderr
    # the keys of person record and benefit, and the national ID
    assert orjson.loads(done.stdout) == {"version": "v2", "resumed": False, "resealed": 3, "left": 0, "old": ["v1"]}
    dropped = run(home, "store", "rotate-keys", "--drop-old")
    assert (dropped.returncode, orjson.loads(dropped.stdout)) == (0, {"dropped": ["v1"]})
    assert fingerprint(home) == before
