"""SIGKILL of the hub in the middle of a sync, then a re-run: nothing lost, nothing doubled.

The killed process is the real command on a home with an embedded server of its own; the undisturbed home has the same
keys and deliveries.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from hub.population import make_population

COMMAND = (sys.executable, "-m", "hub.cli.main")


def run(home: Path, deliveries: Path, *arguments: str) -> str:
    environment = {**os.environ, "AIDCHAIN_DELIVERIES": str(deliveries)}
    done = subprocess.run(
        [*COMMAND, *arguments, "--home", str(home), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def fingerprint(home: Path, deliveries: Path) -> str:
    return str(json.loads(run(home, deliveries, "store", "fingerprint"))["fingerprint"])


def kill_after(home: Path, deliveries: Path, seconds: float) -> bool:
    """Start a sync and kill it; whether it was still running."""
    environment = {**os.environ, "AIDCHAIN_DELIVERIES": str(deliveries)}
    hub = subprocess.Popen(
        [*COMMAND, "sync", "--home", str(home), "--json"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        hub.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        hub.send_signal(signal.SIGKILL)
        hub.wait()
        return True


@pytest.fixture
def deliveries(tmp_path: Path) -> Path:
    make_population(tmp_path / "deliveries", 300, 3, months=14)
    return tmp_path / "deliveries"


def homes(tmp_path: Path, deliveries: Path) -> tuple[Path, str, float]:
    """A fresh home with the keys of an undisturbed one, that one's fingerprint, and how long its sync took."""
    undisturbed, home = tmp_path / "undisturbed", tmp_path / "home"
    run(undisturbed, deliveries, "store", "migrate")
    began = time.monotonic()
    run(undisturbed, deliveries, "sync")
    took = time.monotonic() - began
    home.mkdir()
    shutil.copy(undisturbed / "keys.json", home / "keys.json")  # with its mode: others may not read it
    return home, fingerprint(undisturbed, deliveries), took


def kill_often(tmp_path: Path, deliveries: Path, times: int, seed: int) -> None:
    home, expected, took = homes(tmp_path, deliveries)
    random = Random(seed)
    killed = 0
    for _ in range(times):
        killed += kill_after(home, deliveries, random.uniform(0.15, 0.95) * took)
    assert killed > 0
    run(home, deliveries, "sync")
    assert fingerprint(home, deliveries) == expected


def test_killed_in_the_middle_and_run_again_equals_an_undisturbed_sync(tmp_path: Path, deliveries: Path) -> None:
    kill_often(tmp_path, deliveries, 1, 1)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_killed_at_twenty_random_moments(tmp_path: Path, deliveries: Path, seed: int) -> None:
    kill_often(tmp_path, deliveries, 1, seed)
