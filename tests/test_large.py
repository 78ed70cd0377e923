"""A province of 200,000 people through the real command, with the memory of the hub's own process watched."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest


def resident(pid: int) -> int:
    """Resident memory in kB of a process and of those that it started to work for it; the store's is not counted."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    if "java" in status.partition("\n")[0]:
        return 0
    own = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return own + sum(resident(int(child)) for child in children)


def watched_demo(home: Path, people: int) -> tuple[dict[str, Any], int]:
    """What the demo told, and the highest resident memory of its processes together, in MB."""
    command = [sys.executable, "-m", "hub.cli.main", "demo", "--people", str(people), "--seed", "3", "--no-serve"]
    output = home.parent / "told.json"
    with output.open("wb") as file:
        hub = subprocess.Popen([*command, "--json", "--home", str(home)], stdout=file, stderr=subprocess.DEVNULL)
        peak = 0
        while hub.poll() is None:
            peak = max(peak, resident(hub.pid))
            time.sleep(0.2)
    assert hub.returncode == 0
    told: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return told, peak // 1024


def check(told: dict[str, Any], megabytes: int) -> None:
    assert {rule["rule"]: (rule["recall"] >= 0.99, rule["precision"] >= 0.99) for rule in told["rules"]} == {
        rule["rule"]: (True, True) for rule in told["rules"]
    }
    assert told["lawful"]["flagged"] == 0
    assert 0 < megabytes < 1024


@pytest.mark.long
def test_two_hundred_thousand_people_stay_under_a_gigabyte(tmp_path: Path) -> None:
    check(*watched_demo(tmp_path / "home", 200_000))
