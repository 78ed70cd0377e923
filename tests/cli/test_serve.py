from __future__ import annotations

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hub.cli.listening import PortError


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, *arguments: str, port: int) -> Iterator[subprocess.Popen[str]]:
    server = subprocess.Popen(
        [sys.executable, "-m", "hub.cli.main", *arguments, "--port", str(port), "--home", str(home), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"AIDCHAIN_HEAP_MB": "512"},
    )
    try:
        wait_until_ready(server, port)
        yield server
    finally:
        server.kill()
        server.wait()
        for pipe in (server.stdout, server.stderr):
            if pipe is not None:
                pipe.close()


def wait_until_ready(server: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(httpx2.TransportError):
            if httpx2.get(f"http://127.0.0.1:{port}/readyz", timeout=5).status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"the API did not come up: {server.poll()}")


def ask(port: int, body: dict[str, Any], token: str | None) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = httpx2.post(f"http://127.0.0.1:{port}/graphql", json=body, headers=headers, timeout=60)
    return answer.status_code, answer.json()


def test_the_demos_ready_query_answers_with_the_supervisors_token(filled: Any) -> None:
    port = free_port()
    with serving(filled.aidchain.home, "demo", "--people", "1000", "--seed", "11", port=port) as server:
        assert server.stdout is not None
        told, invitation = json.loads(server.stdout.readline()), json.loads(server.stdout.readline())
        assert invitation["address"] == f"http://127.0.0.1:{port}/graphql"
        body = {"query": invitation["query"], "variables": invitation["variables"]}
        status, answer = ask(port, body, invitation["tokens"]["supervisor"])
        assert (status, answer.get("errors")) == (200, None)
        assert len(answer["data"]["duplicates"]["edges"]) == 5
        duplicates = sum(rule["found"] for rule in told["rules"] if rule["rule"].startswith("D"))
        assert answer["data"]["duplicates"]["totals"]["count"] == duplicates
        status, answer = ask(port, body, invitation["tokens"]["steward"])
        assert answer["errors"]
        assert not (answer.get("data") or {}).get("duplicates")
        status, answer = ask(port, body, None)
        assert status == 401
        assert answer.get("data") is None
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        assert server.stderr is not None
        assert "The API has stopped" in server.stderr.read()


def test_serve_leaves_a_store_that_it_did_not_start(filled: Any) -> None:
    port = free_port()
    with serving(filled.aidchain.home, "serve", port=port) as server:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    assert filled.aidchain("store", "status", "--json").lines[0]["running"] is True


def test_a_port_that_is_taken_is_one_sentence_before_any_work(aidchain: Any) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for command in (("serve",), ("demo", "--people", "1000")):
            refused = aidchain("--lang", "zh", *command, "--port", port)
            assert (refused.status, refused.out) == (2, "")
            assert refused.err == f"端口 {port} 已被占用：请用 --port 换一个端口，或先停掉占用它的程序\n"
    assert not aidchain.home.exists()


def test_an_address_of_another_machine_is_one_sentence(aidchain: Any) -> None:
    refused = aidchain("serve", "--host", "192.0.2.1")
    assert refused.status == 2
    assert refused.err == "192.0.2.1:8000 cannot be listened on: give an address of this machine with --host\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [(errno.EACCES, "port 80 needs an administrator's rights"), (errno.EADDRINUSE, "port 80 is in use")],
)
def test_a_privileged_port_is_said_as_such(error: int, told: str) -> None:
    assert told in str(PortError("127.0.0.1", 80, OSError(error, "refused")))
