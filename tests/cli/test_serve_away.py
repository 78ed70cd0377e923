"""``serve`` and a store that is killed, a port that is taken: a sentence each, and it goes on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx2
import pytest

from hub.auth import Role, Viewer, issue
from hub.keys import Keys, load_keys, save_keys
from hub.settings import Settings
from hub.store.embedded import EmbeddedServer
from hub.store.neo4j_server import LTS, Neo4jServer, unavailable

SENTENCE = "the store does not answer now; try again in some seconds"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    EmbeddedServer(tmp_path / "home" / "store").stop()


def command(home: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "hub.cli.main", "serve", "--port", str(port), "--home", str(home), "--lang", "en"]


def environ(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("AIDCHAIN_")}
    return own | {"AIDCHAIN_HEAP_MB": "256"} | more


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running ``serve``, asked over HTTP."""

    def __init__(self, home: Path, **more: str) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            command(home, self.port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ(**more)
        )
        self._home = home

    def ready(self) -> int:
        return httpx2.get(f"http://127.0.0.1:{self.port}/readyz", timeout=60).status_code

    def sources(self) -> tuple[int, str]:
        token = issue(load_keys(Settings.load(self._home, {})), Viewer("tester", Role.STEWARD, ("37",), "test"))
        answer = httpx2.post(
            f"http://127.0.0.1:{self.port}/graphql",
            json={"query": "{ sources { name } }"},
            headers={"Authorization": f"Bearer {token}"},
            timeout=60,
        )
        return answer.status_code, answer.text

    def until_ready(self) -> None:
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(httpx2.TransportError):
                if self.ready() == 200:
                    return
            time.sleep(0.2)
        raise AssertionError(f"not ready: {self.process.poll()}")

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(60) == 0


def test_a_killed_embedded_server_is_found_again_without_starting_anew(home: Path) -> None:
    served = Served(home)
    try:
        served.until_ready()
        assert served.sources()[0] == 200
        state = EmbeddedServer(home / "store").status()
        assert state is not None
        os.kill(state.pid, signal.SIGKILL)
        status, text = served.sources()
        assert (status, SENTENCE in text) == (503, True)
        served.until_ready()
        status, text = served.sources()
        assert (status, "errors" in text) == (200, False)
        served.end()
    finally:
        served.process.kill()
        served.process.wait()


@pytest.mark.long  # its parts are in the gate: the embedded server above, Neo4j in tests/store/test_away.py
@pytest.mark.neo4j
def test_a_killed_neo4j_is_found_again_when_it_was_started(home: Path, tmp_path: Path) -> None:
    reason = unavailable(LTS)
    if reason is not None:
        pytest.skip(f"Neo4j {LTS} cannot be started: {reason}")
    server = Neo4jServer(tmp_path / "neo4j", LTS, heap_mb=512)
    address = server.start()
    served = Served(home, AIDCHAIN_STORE=address, AIDCHAIN_STORE_PASSWORD=server.password)
    try:
        served.until_ready()
        assert served.sources()[0] == 200
        server.kill()
        status, text = served.sources()
        assert (status, SENTENCE in text) == (503, True)
        assert served.ready() == 503
        server.start_again()
        served.until_ready()
        assert served.sources()[0] == 200
        served.end()
    finally:
        served.process.kill()
        served.process.wait()
        server.stop()


def refused(home: Path, port: int, **more: str) -> tuple[int, str]:
    done = subprocess.run(
        command(home, port), capture_output=True, text=True, check=False, timeout=120, env=environ(**more)
    )
    return done.returncode, done.stderr


def test_what_keeps_it_from_starting_is_one_sentence(home: Path) -> None:
    home.mkdir()
    save_keys(home / "keys.json", Keys.generate())
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        status, told = refused(home, taken.getsockname()[1])
        assert status == 2
        assert "is in use: choose another with --port" in told
        assert "Traceback" not in told
    status, told = refused(home, 0, AIDCHAIN_STORE=f"bolt://127.0.0.1:{free_port()}")
    assert status == 3
    assert "nothing listens there" in told
    assert "Traceback" not in told
