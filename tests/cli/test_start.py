"""The command answers at once, because it imports only what a command uses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "connectors",
    "polars",
    "fastexcel",
    "sqlalchemy",
    "neo4j",
    "strawberry",
    "starlette",
    "uvicorn",
    "cryptography",
)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hub.cli.main", *arguments], capture_output=True, text=True, check=False
    )


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from hub.cli.main import app\n"
        "try:\n"
        "    app(['--help'])\n"
        "except SystemExit:\n"
        f"    sys.stderr.write(' '.join(sorted(set({HEAVY!r}) & set(sys.modules))))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "Usage:" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["sources", "nonsense"], ["runs", "--nonsense"], ["runs", "--limit=0"]]
)
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).returncode == 2


@pytest.mark.parametrize("command", [["chain"], ["lookup"]])
def test_a_number_as_an_argument_is_wrong_use_and_not_repeated(command: list[str]) -> None:
    done = run(*command, "--key", "minzheng_dibao:11010519491231002X")
    assert done.returncode == 2
    assert "standard input" in done.stderr
    assert "19491231" not in done.stderr + done.stdout


def test_a_wrong_setting_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIDCHAIN_STORE", "http://127.0.0.1")
    done = run("runs", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bolt://" in done.stderr


def test_a_store_that_does_not_answer_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIDCHAIN_STORE", "bolt://127.0.0.1:1")
    done = run("runs")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["lookup", "370102194803011230"], ["sync", "370102194803011230"], ["runs", "--source=370102194803011230"]],
)
def test_a_number_that_no_option_takes_is_not_repeated_either(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "standard input" in done.stderr
    assert "19480301" not in done.stderr + done.stdout


def test_a_home_that_cannot_be_made_has_failed_and_is_no_defect(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("sync", "--home", str(tmp_path / "file" / "home"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "Not a directory" in done.stderr
    assert "bug in aidchain" not in done.stderr


def test_a_full_disk_has_failed_and_is_no_defect() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hub.cli.main", "sources", "list", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"bug in aidchain" not in done.stderr


@pytest.mark.parametrize("form", [["--json"], []])
def test_a_reader_that_has_gone_is_told_as_a_shell_tells_it(form: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "hub.cli.main", "sources", "list", *form],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
