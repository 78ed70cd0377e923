"""All of graphql-http's audits of a server, on a real one; npm installs what the lock file of their folder pins."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import orjson
import pytest

from hub.auth import Role, Viewer, issue
from hub.keys import load_keys
from hub.settings import Settings
from tests.support.served import serve

FOLDER = Path(__file__).parent / "graphql_http"
CACHE = Path(__file__).parents[2] / ".cache" / FOLDER.name
AUDITS = 61


def unavailable(reason: str) -> NoReturn:
    """Skip loudly; fail where the machine says that it has Node.js."""
    message = f"graphql-http's audits cannot be run: {reason}"
    if os.environ.get("AIDCHAIN_REQUIRE_NODE"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def audit() -> Path:
    """The script of the audits beside its packages, outside the tree of sources."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        unavailable("there is no Node.js")
    shutil.copytree(FOLDER, CACHE, dirs_exist_ok=True)
    installed = CACHE / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < (FOLDER / "package-lock.json").stat().st_mtime:
        done = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=CACHE, capture_output=True, text=True, timeout=120)
        if done.returncode:
            unavailable(done.stderr.strip()[-300:])
    return CACHE / "audit.mjs"


def test_every_audit_of_graphql_over_http_passes(audit: Path, settings: Settings) -> None:
    token = issue(load_keys(settings), Viewer("tester", Role.SUPERVISOR, ("37",), "test"))
    with serve(settings) as address:
        done = subprocess.run(
            ["node", str(audit), f"{address}/graphql"],
            env={**os.environ, "TOKEN": token},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 0, done.stderr
    found = orjson.loads(done.stdout)
    assert {name: result for name, result in found.items() if result != "ok"} == {}
    assert len(found) == AUDITS
