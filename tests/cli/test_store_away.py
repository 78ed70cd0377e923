"""A store that goes away under a command: waited for, or the command ends with one sentence and what it has done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from hub.store.embedded import DATABASE, USER, EmbeddedServer

pytestmark = pytest.mark.long
PEOPLE = "1500"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home with deliveries, its store running and empty."""
    root = tmp_path / "home"
    (root / "deliveries").mkdir(parents=True)
    ran = aidchain(root, "population", "make", "--people", PEOPLE, "--seed", "5", "--out", str(root / "deliveries"))
    assert ran.returncode == 0, ran.stderr
    yield root
    EmbeddedServer(root / "store").stop()


def environ(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("AIDCHAIN_")}
    return own | {"AIDCHAIN_HEAP_MB": "384"} | more


def aidchain(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hub.cli.main", *arguments]
    if arguments[0] != "population":
        command += ["--home", str(home), "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environ(**more))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def fingerprint(home: Path) -> str:
    (told,) = lines(aidchain(home, "store", "fingerprint").stdout)
    return str(told["fingerprint"])


def driver(server: EmbeddedServer) -> Driver:
    state = server.status()
    assert state is not None
    return GraphDatabase.driver(f"bolt://127.0.0.1:{state.bolt_port}", auth=(USER, server.password))


def kill_once_applied(server: EmbeddedServer, sources: int) -> None:
    """Kill the server as soon as some sources are applied and others not."""
    deadline = time.monotonic() + 120
    with driver(server) as reached, reached.session(database=DATABASE) as session:
        while time.monotonic() < deadline:
            with suppress(DriverError, Neo4jError):
                found = session.run("MATCH (r:Run) WHERE r.state = 'applied' RETURN count(r) AS applied").single()
                if found is not None and found["applied"] >= sources:
                    break
            time.sleep(0.02)
    state = server.status()
    assert state is not None
    os.kill(state.pid, signal.SIGKILL)


def start_sync(home: Path, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "hub.cli.main", "sync", "--home", str(home), "--json", "--lang", "en"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ(**more))


def test_a_killed_server_is_started_again_and_the_sync_goes_on_as_if_nothing_had_been(
    home: Path, tmp_path: Path
) -> None:
    assert aidchain(home, "store", "start").returncode == 0
    server = EmbeddedServer(home / "store", heap_mb=384)
    syncing = start_sync(home)
    kill_once_applied(server, 2)
    out, err = syncing.communicate(timeout=240)
    assert syncing.returncode in (0, 1), err
    told = lines(out)
    assert {run["state"] for run in told} <= {"applied", "held"}
    states = {run["state"] for run in lines(aidchain(home, "runs").stdout)}
    assert states <= {"applied", "held"}
    other = tmp_path / "other"
    other.mkdir()
    (other / "deliveries").symlink_to(home / "deliveries")
    (other / "keys.json").write_bytes((home / "keys.json").read_bytes())
    (other / "keys.json").chmod(0o600)
    assert aidchain(other, "sync").returncode == syncing.returncode
    assert fingerprint(other) == fingerprint(home)


def test_a_store_that_stays_away_ends_the_sync_with_what_was_applied_and_no_run_stays_running(home: Path) -> None:
    assert aidchain(home, "store", "start").returncode == 0
    server = EmbeddedServer(home / "store", heap_mb=384)
    state = server.status()
    assert state is not None
    reached = {
        "AIDCHAIN_STORE": f"bolt://127.0.0.1:{state.bolt_port}",
        "AIDCHAIN_STORE_USER": USER,
        "AIDCHAIN_STORE_PASSWORD": server.password,
        "AIDCHAIN_STORE_DATABASE": DATABASE,
        "AIDCHAIN_STORE_PATIENCE": "4",
    }
    syncing = start_sync(home, **reached)
    kill_once_applied(server, 2)
    out, err = syncing.communicate(timeout=240)
    assert syncing.returncode == 3
    assert len(lines(out)) >= 1
    assert {run["state"] for run in lines(out)} == {"applied"}
    assert "does not answer" in err
    assert "run sync again when the store is back" in err
    for text in ("Traceback", "bug in aidchain", "Neo.", "ServiceUnavailable"):
        assert text not in err
    assert aidchain(home, "store", "start").returncode == 0
    runs = lines(aidchain(home, "runs").stdout)
    assert {run["state"] for run in runs} <= {"applied", "failed"}
    assert {run["reason"] for run in runs if run["state"] == "failed"} == {"interrupted"}
    again = aidchain(home, "sync")
    assert again.returncode in (0, 1), again.stderr
    with driver(server) as opened, opened.session(database=DATABASE) as session:
        found = session.run("MATCH (r:Run {state: 'running'}) RETURN count(r) AS running").single()
        assert found is not None
        assert found["running"] == 0
