"""The embedded store: the ArcadeDB server of the PyPI wheel as a child process on loopback.

One server per directory. A command that finds none running starts one and, when it is the last to use it, stops it;
``keep`` leaves it running. The server does not share the command's terminal signals, so Ctrl-C never cuts a commit, and
a command that was killed leaves a running server that the next one attaches to.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import signal
import socket
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from hub.private import write_private
from hub.store.tenancy import ServerState, StoreDirectory
from schema.errors import StoreInUseError, StoreUnavailableError
from schema.message import Message

DATABASE = "hub"
USER = "root"
START_SECONDS = 90
STOP_SECONDS = 30

STOPPED = Message("它已被停止，请运行 aidchain store start", "it was stopped; run aidchain store start")

_STARTED: dict[int, subprocess.Popen[bytes]] = {}
"""Servers that this process started, until they are stopped: they may outlive the caller."""


class EmbeddedServer:
    """Starts, joins and stops the server of one directory; not safe to share between threads."""

    def __init__(self, root: Path, *, heap_mb: int = 1024, timeout: float = 600) -> None:
        self.directory = StoreDirectory(root)
        self._heap_mb = heap_mb
        self._timeout = timeout

    @property
    def password(self) -> str:
        return self.directory.password.read_text(encoding="ascii")

    def acquire(self, *, keep: bool = False) -> str:
        """Join the running server or start one; its Bolt address, ready to answer.

        Raises ``StoreInUseError`` when another process holds the directory and no server of it answers, and
        ``StoreUnavailableError`` when the server does not start.
        """
        self.directory.prepare()
        try:
            self.directory.enter(STOP_SECONDS)
        except TimeoutError:
            raise StoreInUseError(str(self.directory.root), self._owner()) from None
        try:
            state = self._join_or_start(keep)
        except BaseException:
            self.release()
            raise
        if keep and not state.keep:
            self.directory.write_state(ServerState(state.pid, state.bolt_port, state.http_port, keep=True))
        return _address(state)

    def release(self) -> None:
        """Release the server; the last user stops it unless it is to be kept."""
        last = self.directory.leave()
        if last is None:
            return
        try:
            state = self.directory.read_state()
            if self.directory.owned() and state is not None and not state.keep:
                self._stop(state.pid)
        finally:
            os.close(last)

    def revive(self) -> str:
        """Where the server answers that this process has joined: it may have been killed and started again.

        One that was killed is started again; one that was stopped on purpose is not. Raises ``StoreUnavailableError``,
        ``StoreInUseError``.
        """
        state = self.directory.read_state()
        if state is not None and state.pid in _STARTED:
            _STARTED[state.pid].poll()  # reap our own child
        if state is None and not self.directory.owned():
            raise StoreUnavailableError(str(self.directory.root), STOPPED)
        state = self._join_or_start(state is not None and state.keep)
        return _address(state)

    def stop(self) -> bool:
        """Stop the server even while it is in use; False when none runs."""
        state = self.directory.read_state()
        if not self.directory.owned() or state is None:
            return False
        self._stop(state.pid)
        return True

    def status(self) -> ServerState | None:
        """The running server, None when none runs."""
        return self.directory.read_state() if self.directory.owned() else None

    def _join_or_start(self, keep: bool) -> ServerState:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            lock = self.directory.own()
            if lock is not None:
                try:
                    return self._start(lock, keep, deadline)
                finally:
                    os.close(lock)  # the server has inherited it: it alone owns the directory from here on
            state = self.directory.read_state()
            if state is not None and _answers(_address(state), self.password):
                return state
            time.sleep(0.1)
        raise StoreInUseError(str(self.directory.root), self._owner())

    def _start(self, lock: int, keep: bool, deadline: float) -> ServerState:
        self.directory.clear_state()
        if not self.directory.password.exists():
            write_private(self.directory.password, secrets.token_urlsafe(24).encode("ascii"))
        bolt, http = free_ports()
        with open(self.directory.log, "ab") as log:
            child = subprocess.Popen(  # noqa: S603 - our own server, no shell, arguments built here
                self._command(bolt, http),
                cwd=self.directory.root,
                stdin=subprocess.DEVNULL,
                env={name: value for name, value in os.environ.items() if not name.startswith("AIDCHAIN_")},
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=(lock,),
            )
        state = ServerState(child.pid, bolt, http, keep)
        try:
            # before it answers: should this command be killed meanwhile, the next one still finds the server
            self.directory.write_state(state)
            while not _answers(_address(state), self.password):
                if child.poll() is not None:
                    raise StoreUnavailableError(
                        _address(state),
                        Message(
                            f"启动时退出，请看 {self.directory.log}", f"it ended at start; see {self.directory.log}"
                        ),
                    )
                if time.monotonic() > deadline:
                    raise StoreUnavailableError(
                        _address(state),
                        Message(
                            f"未能按时启动，请看 {self.directory.log}",
                            f"it did not start in time; see {self.directory.log}",
                        ),
                    )
                time.sleep(0.1)
        except BaseException:
            child.kill()
            child.wait()
            self.directory.clear_state()
            raise
        _STARTED[child.pid] = child
        return state

    def _stop(self, pid: int) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        while self.directory.owned():
            if pid in _STARTED:
                _STARTED[pid].poll()  # reap our own child, whose lock ends with it
            if time.monotonic() > deadline:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
        if pid in _STARTED:
            _STARTED.pop(pid).wait()
        self.directory.clear_state()

    def _owner(self) -> int:
        state = self.directory.read_state()
        return state.pid if state is not None else 0

    def _command(self, bolt: int, http: int) -> list[str]:
        package = _package()
        options = {
            "arcadedb.server.mode": "production",
            "arcadedb.server.rootPath": str(self.directory.data),
            "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "arcadedb.bolt.host": "127.0.0.1",
            "arcadedb.bolt.port": str(bolt),
            "arcadedb.server.httpIncomingHost": "127.0.0.1",
            "arcadedb.server.httpIncomingPort": str(http),
            # a file, not rootPassword=: the command line can be read by everybody on the machine
            "arcadedb.server.rootPasswordPath": str(self.directory.password),
            "arcadedb.server.defaultDatabases": f"{DATABASE}[{USER}]",
            # the default 0 loses acknowledged commits when the power fails
            "arcadedb.txWalFlush": "1",
            # it ignores the driver's time-outs and would go on after its client has gone
            "arcadedb.command.timeout": str(int(self._timeout * 1000)),
            # above caps.py: a larger message is dropped without an answer
            "arcadedb.bolt.maxMessageSize": "134217728",
            "arcadedb.bolt.packstream.maxValueLength": "67108864",
        }
        return [
            str(package / "jre" / "bin" / "java"),
            f"-Xmx{self._heap_mb}m",
            *(f"-D{name}={value}" for name, value in options.items()),
            "-cp",
            str(package / "jars" / "*"),
            "com.arcadedb.server.ArcadeDBServer",
        ]


def _package() -> Path:
    """The folder of the wheel, located without import, because the import looks for a JVM in this process."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or spec.origin is None:
        raise StoreUnavailableError(
            "embedded", Message("没有安装 arcadedb-embedded", "the package arcadedb-embedded is not installed")
        )
    return Path(spec.origin).parent


def _address(state: ServerState) -> str:
    return f"bolt://127.0.0.1:{state.bolt_port}"


def _answers(address: str, password: str) -> bool:
    """Whether a real query is answered: Bolt opens nearly two seconds before the database exists."""
    try:
        with (
            GraphDatabase.driver(address, auth=(USER, password), connection_timeout=5) as driver,
            driver.session(database=DATABASE) as session,
        ):
            session.run("RETURN 1 AS one").consume()
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def free_ports() -> tuple[int, int]:
    with closing(socket.socket()) as first, closing(socket.socket()) as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
