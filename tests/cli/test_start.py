"""The command answers at once, because it imports only what a command uses."""

from __future__ import annotations

import subprocess
import sys

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
