"""A home that the demo has filled, its store left running: what every command is tried on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Ran:
    """One run of the command."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Aidchain:
    """The command, as a user's shell starts it, on one home; in English where ``lang`` is not changed."""

    home: Path
    lang: str = "en"

    def __call__(self, *arguments: str, stdin: str = "") -> Ran:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("AIDCHAIN_")}
        done = subprocess.run(
            [sys.executable, "-m", "hub.cli.main", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
            env=environ
            | {
                "AIDCHAIN_HOME": str(self.home),
                "AIDCHAIN_HEAP_MB": "512",
                "AIDCHAIN_LANG": self.lang,
                "AIDCHAIN_SETTLE": "0",
            },
        )
        return Ran(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Filled:
    """What the first run of the demo told, and the command on its home."""

    told: dict[str, Any]
    aidchain: Aidchain

    @property
    def truth(self) -> list[dict[str, Any]]:
        return list(json.loads((self.aidchain.home / "deliveries" / "truth.json").read_text("utf-8"))["planted"])

    def planted(self, rule: str) -> dict[str, Any]:
        return next(line for line in self.truth if line["rule"] == rule and line["class"] == "finding")


@pytest.fixture
def aidchain(tmp_path: Path) -> Aidchain:
    """The command on a fresh home."""
    return Aidchain(tmp_path / "home")


@pytest.fixture(scope="module")
def plugged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aidchain]:
    """The command on a home of a test file's own, its store left running."""
    command = Aidchain(tmp_path_factory.mktemp("plugged") / "home")
    (command.home / "sources").mkdir(parents=True)
    assert command("store", "start", "--json").status == 0
    yield command
    command("store", "stop")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    command = Aidchain(tmp_path_factory.mktemp("filled") / "home")
    started = command("store", "start", "--json")
    assert started.status == 0, started.err
    try:
        ran = command("demo", "--people", "1000", "--seed", "11", "--no-serve", "--json")
        assert ran.status == 0, ran.err
        (told,) = ran.lines
        yield Filled(told, command)
    finally:
        command("store", "stop")
