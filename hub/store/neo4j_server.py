"""A real Neo4j Community server from Maven jars, for tests and for trials without Docker.

``python -m hub.store.neo4j_server [VERSION]`` fetches the jars (once, outside the work tree) and proves that the server
answers; with ``--serve`` it stays until interrupted. Nothing of the server is linked or shipped (GPL-3).
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import LiteralString

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from hub.store.embedded import free_ports
from schema.errors import StoreUnavailableError

LTS = "5.26.12"
CURRENT = "2026.04.0"
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Release:
    """A release's entry point and the range of its Java versions, both ends included."""

    main: str
    oldest_java: int
    newest_java: int
    options: tuple[str, ...] = ()


RELEASES = {
    LTS: Release("org.neo4j.server.CommunityEntryPoint", 17, 21),
    CURRENT: Release("org.neo4j.server.Neo4jCommunity", 21, 99, ("--enable-native-access=ALL-UNNAMED",)),
}

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>aidchain</groupId><artifactId>neo4j-jars</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
</dependency></dependencies></project>
"""
_CONF = """server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
dbms.security.auth_minimum_password_length=1
"""
_ROOTS = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


def unavailable(version: str) -> str | None:
    """Why this release cannot be started here; None when it can."""
    release = RELEASES[version]
    if find_java(release.oldest_java, release.newest_java) is None:
        return f"no Java {release.oldest_java} to {release.newest_java} is installed"
    if not _ready(_lib(version)) and shutil.which("mvn") is None:
        return "Maven is not installed and its jars are not in the cache"
    return None


@cache
def find_java(oldest: int, newest: int) -> Path | None:
    """The oldest installed Java between two versions, each asked for its version."""
    found = [(number, java) for java in _javas() if oldest <= (number := _java_version(java)) <= newest]
    return min(found)[1] if found else None


def fetch(version: str) -> Path:
    """The folder of the release's jars, fetched by Maven when not there. Raises ``StoreUnavailableError``."""
    lib = _lib(version)
    if _ready(lib):
        return lib
    lib.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=lib.parent) as work:
        pom = Path(work, "pom.xml")
        pom.write_text(_POM.format(version=version), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - Maven as installed, no shell, arguments built here
            [shutil.which("mvn") or "mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies",
             f"-DoutputDirectory={work}/lib"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise StoreUnavailableError(f"neo4j {version}", f"Maven could not fetch it: {done.stdout[-300:]}")
        Path(work, "lib", ".complete").touch()
        with suppress(OSError):  # another process was faster
            Path(work, "lib").rename(lib)
    return lib


class Neo4jServer:
    """One server in one fresh home; ``start`` returns when a query is answered, ``stop`` when the process has ended."""

    user = "neo4j"

    def __init__(self, home: Path, version: str = LTS, *, heap_mb: int = 1024, settings: str = "") -> None:
        """``settings``: lines more for neo4j.conf."""
        self.home = home
        self.version = version
        self.password = secrets.token_urlsafe(18)
        self.address = ""
        self._heap_mb = heap_mb
        self._more = settings
        self._command: list[str] = []
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Its Bolt address. Raises ``StoreUnavailableError``."""
        release = RELEASES[self.version]
        java = find_java(release.oldest_java, release.newest_java)
        if java is None:
            raise StoreUnavailableError(f"neo4j {self.version}", unavailable(self.version) or "no Java")
        lib = fetch(self.version)
        for folder in ("conf", "data", "logs", "run", "plugins", "import", "lib"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        port = free_ports()[0]
        (self.home / "conf" / "neo4j.conf").write_text(_CONF.format(port=port) + self._more, encoding="utf-8")
        self._command = [
            str(java),
            f"-Xmx{self._heap_mb}m",
            "-cp",
            f"{lib}/*",
            *(f"--add-opens={package}=ALL-UNNAMED" for package in _OPENS),
            *release.options,
            "-Dfile.encoding=UTF-8",
            release.main,
            f"--home-dir={self.home}",
            f"--config-dir={self.home / 'conf'}",
        ]
        log = self._launch()
        self.address = f"bolt://127.0.0.1:{port}"
        try:
            # the first log-in must change the password, on the database that is there first
            self._wait_for("neo4j", "system", "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", log)
            self._wait_for(self.password, None, "RETURN 1 AS one", log)
        except BaseException:
            self.stop()
            raise
        return self.address

    def start_again(self) -> None:
        """The same server at the same address, after ``kill``."""
        self._wait_for(self.password, None, "RETURN 1 AS one", self._launch())

    def kill(self) -> None:
        """End it as a power failure would."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _launch(self) -> Path:
        log = self.home / "logs" / "console.log"
        with open(log, "ab") as out:
            self._child = subprocess.Popen(  # noqa: S603 - a server we chose, no shell, arguments built here
                self._command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        return log

    def stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(30)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _wait_for(self, password: str, database: str | None, text: LiteralString, log: Path) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers(password, database, text):
            if self._child is None or self._child.poll() is not None or time.monotonic() > deadline:
                raise StoreUnavailableError(self.address, f"it did not start; see {log}")
            time.sleep(0.2)

    def _answers(self, password: str, database: str | None, text: LiteralString) -> bool:
        """Whether a real query is answered."""
        try:
            with (
                GraphDatabase.driver(self.address, auth=(self.user, password)) as driver,
                driver.session(database=database) as session,
            ):
                session.run(text, password=self.password).consume()
        except (DriverError, Neo4jError, OSError):
            return False
        return True


def _lib(version: str) -> Path:
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache_home / "aidchain" / f"neo4j-{version}"


def _ready(lib: Path) -> bool:
    return (lib / ".complete").is_file()


def _javas() -> Iterator[Path]:
    """Every Java installed where systems put them, each once."""
    seen = set[Path]()
    homes = [Path(home) for name in ("JAVA_HOME", "JDK_HOME") if (home := os.environ.get(name))]
    for root in (*_ROOTS, Path.home() / ".sdkman" / "candidates" / "java"):
        for folder in sorted(root.iterdir()) if root.is_dir() else ():
            homes.append(folder / "Contents" / "Home" if (folder / "Contents").is_dir() else folder)
    candidates = [home / "bin" / "java" for home in homes]
    if on_path := shutil.which("java"):
        candidates.append(Path(on_path))
    for candidate in candidates:
        with suppress(OSError):
            java = candidate.resolve(strict=True)
            if java not in seen:
                seen.add(java)
                yield java


def _java_version(java: Path) -> int:
    """The feature release, 0 when unknown."""
    try:
        said = subprocess.run(  # noqa: S603 - an installed Java, no shell
            [str(java), "-version"], capture_output=True, text=True, timeout=30, check=False
        ).stderr
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(match[1]) if match else 0


def main(arguments: list[str]) -> int:
    """Fetch, start and prove each release named (the LTS when none is), or keep one running."""
    serve = "--serve" in arguments
    for version in [name for name in arguments if name != "--serve"] or [LTS]:
        if version not in RELEASES or (reason := unavailable(version)) is not None:
            sys.stderr.write(f"neo4j {version} cannot be started: {reason if version in RELEASES else 'unknown'}\n")
            return 3
        with TemporaryDirectory(prefix="aidchain-neo4j-") as home:
            server = Neo4jServer(Path(home), version)
            began = time.monotonic()
            server.start()
            try:
                sys.stdout.write(f"neo4j {version} answers after {time.monotonic() - began:.1f} s\n")
                if serve:
                    sys.stdout.write(f"AIDCHAIN_STORE={server.address} AIDCHAIN_STORE_PASSWORD={server.password}\n")
                    sys.stdout.flush()
                    with suppress(KeyboardInterrupt):
                        signal.pause()
            finally:
                server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
