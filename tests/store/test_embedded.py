"""One server a directory: joined by a second command, stopped by the last, and found again whatever was killed."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest
from neo4j import GraphDatabase

from hub.store import embedded
from hub.store.embedded import DATABASE, USER, EmbeddedServer
from schema.errors import StoreInUseError, StoreUnavailableError

COMMAND = """
import asyncio, sys
from hub.settings import Settings
from hub.store import open_store

async def main():
    async with open_store(Settings.load(sys.argv[1], {"AIDCHAIN_HEAP_MB": "256"})) as store:
        await store.write("write/person", rows=[{"id": sys.argv[2], "birth": None, "sex": None}])
        sys.stdout.write(store.address + "\\n")
        sys.stdout.flush()
        await asyncio.sleep(600)

asyncio.run(main())
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    EmbeddedServer(tmp_path / "store").stop()


@pytest.fixture
def server(home: Path) -> EmbeddedServer:
    return EmbeddedServer(home / "store", heap_mb=256)


@pytest.fixture
def command(home: Path) -> Iterator[Start]:
    """Starts a process that opens the home's store, writes one person, says the address and waits."""
    running: list[subprocess.Popen[str]] = []

    def start(person: str = "p1") -> subprocess.Popen[str]:
        running.append(
            subprocess.Popen([sys.executable, "-c", COMMAND, str(home), person], stdout=subprocess.PIPE, text=True)
        )
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def address_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def people(address: str, server: EmbeddedServer) -> list[str]:
    with (
        GraphDatabase.driver(address, auth=(USER, server.password)) as driver,
        driver.session(database=DATABASE) as session,
    ):
        return sorted(record["id"] for record in session.run("MATCH (p:Person) RETURN p.id AS id"))


def free(server: EmbeddedServer) -> bool:
    """Whether the directory is let go of within a while: its server has ended, every thread of it."""
    deadline = time.monotonic() + 20
    while server.directory.owned() and time.monotonic() < deadline:
        time.sleep(0.05)
    return not server.directory.owned()


def test_answers_on_loopback_only_and_keeps_its_password_private(server: EmbeddedServer) -> None:
    address = server.acquire()
    state = server.status()
    assert state is not None
    assert address == f"bolt://127.0.0.1:{state.bolt_port}"
    assert people(address, server) == []
    for name in ("password", "server.json", "owner.lock", "users.lock"):
        assert stat.S_IMODE((server.directory.root / name).stat().st_mode) == 0o600
    said = Path(f"/proc/{state.pid}/cmdline").read_text()
    assert server.password not in said
    assert "-Darcadedb.txWalFlush=1" in said
    assert "-Xmx256m" in said
    for host in {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)} - {"127.0.0.1", "::1"}:
        for port in (state.bolt_port, state.http_port):
            with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
                socket.create_connection((host, port), timeout=2).close()
    server.release()
    assert server.status() is None
    assert free(server)
    assert server.directory.log.stat().st_size > 0


def test_a_directory_that_was_there_is_closed_to_others_too(home: Path) -> None:
    root = home / "store"
    root.mkdir(parents=True, mode=0o755)
    EmbeddedServer(root).directory.prepare()
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_a_second_command_joins_and_the_last_one_stops_it(server: EmbeddedServer) -> None:
    second = EmbeddedServer(server.directory.root)
    address = server.acquire()
    assert second.acquire() == address
    server.release()
    assert people(address, second) == []
    second.release()
    assert second.status() is None


def test_commands_that_start_together_share_one_server(command: Start, server: EmbeddedServer) -> None:
    processes = [command(f"p{n}") for n in range(3)]
    addresses = {address_of(process) for process in processes}
    assert len(addresses) == 1
    assert people(addresses.pop(), server) == ["p0", "p1", "p2"]


def test_a_kept_server_stays_until_it_is_stopped(server: EmbeddedServer) -> None:
    address = server.acquire(keep=True)
    server.release()
    second = EmbeddedServer(server.directory.root)
    assert second.acquire() == address
    second.release()
    assert second.status() is not None
    assert second.stop() is True
    assert second.status() is None
    assert second.stop() is False


def test_after_a_kill_of_the_hub_the_next_command_joins_its_server_and_stops_it(
    command: Start, server: EmbeddedServer
) -> None:
    process = command()
    address = address_of(process)
    process.kill()
    process.wait()
    assert server.acquire() == address
    assert people(address, server) == ["p1"]
    server.release()
    assert server.status() is None


def test_after_a_kill_of_the_server_the_next_command_starts_another_with_all_that_was_committed(
    command: Start, server: EmbeddedServer
) -> None:
    process = command()
    address_of(process)
    state = server.status()
    assert state is not None
    os.kill(state.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    assert free(server)
    assert server.status() is None
    address = server.acquire()
    fresh = server.status()
    assert fresh is not None
    assert fresh.pid != state.pid
    assert people(address, server) == ["p1"]
    server.release()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_terminate_stop_the_server_with_the_command(
    command: Start, server: EmbeddedServer, number: signal.Signals
) -> None:
    process = command()
    address_of(process)
    state = server.status()
    assert state is not None
    process.send_signal(number)
    process.wait(30)
    assert free(server)
    assert server.status() is None


def test_ctrl_c_while_the_server_starts_leaves_none_behind(command: Start, server: EmbeddedServer) -> None:
    process = command()
    deadline = time.monotonic() + 30
    while not server.directory.owned() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.directory.owned()
    process.send_signal(signal.SIGINT)
    process.wait(60)
    assert not server.directory.owned()


def test_a_stale_process_id_is_never_signalled(server: EmbeddedServer) -> None:
    server.directory.prepare()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        stale = {"pid": stranger.pid, "bolt_port": 1, "http_port": 2, "keep": False}
        (server.directory.root / "server.json").write_bytes(orjson.dumps(stale))
        assert server.status() is None
        assert server.stop() is False
        server.acquire()
        server.release()
        assert stranger.poll() is None
        stranger.kill()


def test_a_directory_held_by_something_that_does_not_answer_is_told_of(
    server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "START_SECONDS", 0.5)
    server.directory.prepare()
    with open(server.directory.root / "owner.lock", "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreInUseError) as caught:
            server.acquire()
    assert caught.value.directory == str(server.directory.root)


def test_a_server_that_cannot_start_says_where_its_log_is_and_frees_the_directory(home: Path) -> None:
    server = EmbeddedServer(home / "store", heap_mb=1 << 50)
    with pytest.raises(StoreUnavailableError) as caught:
        server.acquire()
    assert str(server.directory.log) in caught.value.reason
    assert not server.directory.owned()
