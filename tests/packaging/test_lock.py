"""The locks: every line hashed, no address named, what runs is a part of what is developed with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements.runtime.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^ ]+)(?: ; .*)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    matches = (PIN.match(line) for line in (ROOT / lock).read_text("utf-8").splitlines())
    return {match["name"]: match["version"] for match in matches if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_holds_only_exact_pins_with_hashes(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not (PIN.match(line) or HASH.match(line))] == []
    assert len(pins(lock)) > 40


@pytest.mark.parametrize("lock", LOCKS)
def test_names_no_index_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_what_runs_is_pinned_as_it_is_tested() -> None:
    developed = pins("requirements.lock")
    runtime = pins("requirements.runtime.lock")
    assert {name: version for name, version in runtime.items() if developed.get(name) != version} == {}
    assert "pytest" not in runtime


def test_no_runtime_dependency_is_called_schema() -> None:
    assert "schema" not in pins("requirements.runtime.lock")
