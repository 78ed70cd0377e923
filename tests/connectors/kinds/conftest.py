"""Real databases for the SQL kind: SQLite files, and a PostgreSQL server started from local binaries.

The server listens on a Unix socket in a folder of its own and nowhere else, runs as an unprivileged user, and ends
with the session. Without binaries its tests are skipped and say so.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

TABLES = (
    "CREATE TABLE jhpt_log (table_name VARCHAR(40), qhdm VARCHAR(12), sjyf VARCHAR(7))",
    "CREATE TABLE psn_insu_d (psn_no VARCHAR(30), psn_name VARCHAR(60), certno VARCHAR(20), insutype VARCHAR(6),"
    " insu_admdvs VARCHAR(6), begndate DATE, enddate DATE, prem_subsidy VARCHAR(1), psn_insu_stas VARCHAR(3),"
    " updt_time TIMESTAMP)",
    "CREATE TABLE setl_d (setl_id VARCHAR(30), psn_no VARCHAR(30), psn_name VARCHAR(60), certno VARCHAR(20),"
    " insutype VARCHAR(6), med_type VARCHAR(6), setl_time TIMESTAMP, insu_admdvs VARCHAR(6),"
    " medfee_sumamt NUMERIC(16,2), fulamt_ownpay_amt NUMERIC(16,2), act_pay_dedc NUMERIC(16,2),"
    " hifp_pay NUMERIC(16,2), hifmi_pay NUMERIC(16,2), maf_pay NUMERIC(16,2), oth_pay NUMERIC(16,2),"
    " fund_pay_sumamt NUMERIC(16,2), acct_pay NUMERIC(16,2), cash_payamt NUMERIC(16,2), VALI_FLAG VARCHAR(1),"
    " REFD_SETL_FLAG VARCHAR(1))",
)


def _binaries() -> Path | None:
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
    """One server in a folder; ``url(database)`` makes an empty database."""

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL was not run: no initdb and pg_ctl on this machine")
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


def _fill(url: str, rows: dict[str, list[tuple[object, ...]]]) -> None:
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(sqlalchemy.text(table))
        for table, lines in rows.items():
            names = [f"v{index}" for index in range(len(lines[0]))]
            statement = f"INSERT INTO {table} VALUES ({', '.join(':' + name for name in names)})"  # noqa: S608 - names above
            connection.execute(sqlalchemy.text(statement), [dict(zip(names, line, strict=True)) for line in lines])
    engine.dispose()


@pytest.fixture
def fill():
    """``fill(url, rows)``: the tables of 医保 with rows in them."""
    return _fill


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def yibao(request, tmp_path: Path, fill):
    """Makes a database of 医保 with the given rows, on each engine; returns its address."""

    def make(rows: dict[str, list[tuple[object, ...]]]) -> str:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path}/yibao.sqlite"
        else:
            url = request.getfixturevalue("postgres").database()
        fill(url, rows)
        return url

    return make
