"""A PostgreSQL server from local binaries, in a folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import sqlalchemy


def find_binaries() -> Path | None:
    """The folder with initdb and postgres, asked of pg_config first."""
    folders = []
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(told.stdout.strip()))
    for place in ("/usr/lib/postgresql", "/usr/pgsql-*", "/opt/homebrew/opt/postgresql*", "/usr/local"):
        folders += sorted(Path("/").glob(place.lstrip("/") + "/*/bin"), reverse=True)
        folders += sorted(Path("/").glob(place.lstrip("/") + "/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


class PostgresServer:
    """One server in a folder, on a Unix socket there and nowhere else; it runs as an unprivileged user."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._made = 0
        self._user = "aidchain"
        self._as: list[str] = []
        if os.geteuid() == 0:  # the server refuses to run as root
            name = next(name for name in ("postgres", "nobody") if _exists(name))
            account = pwd.getpwnam(name)
            os.chown(folder, account.pw_uid, account.pw_gid)
            self._as = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]

    def run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._binaries / program), *arguments]
        environ = {"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self._folder)}
        # pg_ctl's server would keep a pipe open for ever: its words go to a file
        with (self._folder.parent / "postgres.log").open("ab") as log:
            subprocess.run(command, cwd=self._folder, env=environ, stdout=log, stderr=log, check=True, timeout=60)

    def start(self) -> None:
        data = str(self._folder / "data")
        self.run("initdb", "-D", data, "-U", self._user, "-A", "trust", "-E", "UTF8", "--no-sync")
        self.resume()

    def resume(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync=off"
        self.run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-m", "immediate", "stop")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://{self._user}@/{database}?host={self._folder}"

    def database(self) -> str:
        """The address of an empty database."""
        self._made += 1
        engine = sqlalchemy.create_engine(self.url(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text(f"CREATE DATABASE delivery_{self._made}"))
        engine.dispose()
        return self.url(f"delivery_{self._made}")


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
