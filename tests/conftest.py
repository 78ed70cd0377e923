"""Where tests get their engines: real servers, one of each kind for the whole session, emptied before every test.

``store`` is the embedded engine; ``each_store`` runs a test on it and on a real Neo4j; ``postgres`` is a PostgreSQL
server from local binaries; ``tests/web/test_browser.py`` starts Chromium, ``tests/web/test_audits.py`` Node.js. What
could not be started is skipped, counted and said loudly at the end; with AIDCHAIN_REQUIRE_NEO4J, _POSTGRES, _BROWSER or
_NODE it fails instead. Async tests run under anyio (``pytestmark = pytest.mark.anyio``).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hub.settings import Settings
from hub.store import Store, open_store
from hub.store.embedded import DATABASE, USER, EmbeddedServer
from hub.store.neo4j_server import CURRENT, LTS, Neo4jServer, unavailable
from tests.support.engines import Server
from tests.support.postgres import PostgresServer, find_binaries

os.environ.setdefault("AIDCHAIN_LANG", "en")
"""Tests read English, also from a command that they start; those of the Chinese ask for it."""

for _name in ("COLUMNS", "LINES"):
    # where pytest runs on several processes, readline gives them a screen of 80 columns
    os.environ.pop(_name, None)

os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
"""A server in a test lives for seconds: what its second compiler and collector's threads cost never comes back."""


ROOT = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a folder's tests together, in their random order: where tests run on several processes, what a folder's
    tests share (a filled home, a province) is then made on one of them."""
    items.sort(key=lambda item: item.path.relative_to(ROOT).parts[0])


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = EmbeddedServer(tmp_path_factory.mktemp("embedded") / "store", heap_mb=768, timeout=120)
    address = server.acquire()
    yield Server(address, USER, server.password, DATABASE)
    server.release()


def _neo4j(version: str, home: Path) -> Iterator[Server]:
    reason = unavailable(version)
    if reason is not None:
        message = f"Neo4j {version} cannot be started: {reason}"
        if os.environ.get("AIDCHAIN_REQUIRE_NEO4J"):
            pytest.fail(message)
        pytest.skip(message)
    server = Neo4jServer(home, version, heap_mb=768)
    address = server.start()
    yield Server(address, server.user, server.password, None)
    server.stop()


@pytest.fixture(scope="session")
def neo4j_lts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _neo4j(LTS, tmp_path_factory.mktemp("neo4j-lts"))


@pytest.fixture(scope="session")
def neo4j_current(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from _neo4j(CURRENT, tmp_path_factory.mktemp("neo4j-current"))


ENGINES = [
    pytest.param("embedded"),
    pytest.param("neo4j_lts", marks=pytest.mark.neo4j),
    pytest.param("neo4j_current", marks=[pytest.mark.neo4j, pytest.mark.long]),
]


@pytest.fixture(params=ENGINES)
def each_server(request: pytest.FixtureRequest) -> Server:
    """Every engine in turn, emptied."""
    server: Server = request.getfixturevalue(request.param)
    server.empty()
    return server


@pytest.fixture(params=ENGINES[1:])
def each_neo4j(request: pytest.FixtureRequest) -> Server:
    """Every release of Neo4j in turn, emptied: for tests that compare it with the embedded engine."""
    server: Server = request.getfixturevalue(request.param)
    server.empty()
    return server


@pytest.fixture
async def each_store(each_server: Server, tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(each_server.settings(tmp_path / "home")) as store:
        yield store


@pytest.fixture
def settings(embedded: Server, tmp_path: Path) -> Settings:
    """A fresh home whose store is the session's embedded server, emptied."""
    embedded.empty()
    return embedded.settings(tmp_path / "home")


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    """An empty, migrated store on the embedded engine."""
    async with open_store(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    binaries = find_binaries()
    if binaries is None:
        message = "PostgreSQL cannot be started: no initdb and pg_ctl on this machine"
        if os.environ.get("AIDCHAIN_REQUIRE_POSTGRES"):
            pytest.fail(message)
        pytest.skip(message)
    # a short path: a Unix socket's may have little more than a hundred characters
    with tempfile.TemporaryDirectory(prefix="aidchain-pg-") as root:
        Path(root).chmod(0o755)
        folder = Path(root) / "pg"
        folder.mkdir(mode=0o700)
        server = PostgresServer(binaries, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what did not run because a server or the browser was missing."""
    missing: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "cannot be started" in reason:
            missing[reason.removeprefix("Skipped: ")] = missing.get(reason.removeprefix("Skipped: "), 0) + 1
    for reason, count in sorted(missing.items()):
        terminalreporter.write_sep("!", f"{count} TESTS DID NOT RUN: {reason}", red=True, bold=True)
