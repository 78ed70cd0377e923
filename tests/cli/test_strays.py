"""Files that nobody reads: told by ``sync`` and ``sources status``, to people and scripts, and by the exit status."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from hub.cli.main import app
from hub.settings import Settings

CARD = """
source: health_deaths
department: 卫健
title: {zh: 死亡名单, en: Deaths}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}/health"}
streams:
  - name: deaths
    shape: event
    serves: ["37"]
    file: deaths_{month}.csv
    scope: {division: {column: 区划, every: true}, month: {file: month}}
    answers: [death]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      death: {date: 死亡时间, basis: {const: "1"}}
    expect: {max_rejected: 0.5, max_ended: 0.5}
"""


@pytest.fixture
def run(settings: Settings, embedded: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command on a home with one card of its own, on the session's server."""
    folder = settings.home / "deliveries" / "health"
    folder.mkdir(parents=True)
    (folder / "deaths_202606.CSV").write_text("区划,身份证号,死亡时间\n370102,370102194806110015,2026-06-03\n", "utf-8")
    (settings.home / "sources").mkdir()
    (settings.home / "sources" / "health_deaths.yml").write_text(CARD, encoding="utf-8")
    environ = {
        "AIDCHAIN_HOME": str(settings.home),
        "AIDCHAIN_STORE": embedded.address,
        "AIDCHAIN_STORE_USER": embedded.user,
        "AIDCHAIN_STORE_PASSWORD": embedded.password,
        "AIDCHAIN_STORE_DATABASE": embedded.database,
        "AIDCHAIN_SETTLE": "0",
    }
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    def ran(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return ran


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_folder_in_which_everything_is_read_asks_for_nobody(run: Any) -> None:
    synced = run("sync", "health_deaths", "--workers", "1", "--json")
    assert synced.exit_code == 0, synced.output
    (told,) = lines(synced)
    assert (told["applied"], told["nobody_reads"]) == (1, [])
    assert run("sources", "status", "--json").exit_code == 0


def test_a_file_that_nobody_reads_is_named_and_asks_for_a_person(
    run: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = settings.home / "deliveries" / "health"
    (folder / "旧").mkdir()
    (folder / "旧" / "births_202606.csv").write_text("x", encoding="utf-8")
    os.mkfifo(folder / "deaths_202607.csv")
    synced = run("sync", "health_deaths", "--workers", "1", "--json")
    (told,) = lines(synced)
    assert (synced.exit_code, told["applied"]) == (1, 1)
    expected = [
        ("deaths_202607.csv", "it is no regular file, and was not opened"),
        (
            "旧/births_202606.csv",
            "no card takes a file of this name; rename it, plug in a card, or list it under leave",
        ),
    ]
    assert [(stray["file"], stray["why"]) for stray in told["nobody_reads"]] == expected
    status = run("sources", "status", "--json")
    (line,) = (line for line in lines(status) if line["stream"] == "health_deaths.deaths")
    assert (status.exit_code, len(line["nobody_reads"])) == (1, 2)
    monkeypatch.setenv("AIDCHAIN_LANG", "zh")
    shown = run("sources", "status")
    assert "没有人读取 health_deaths 旧/births_202606.csv" in " ".join(shown.output.split())


def test_what_the_home_leaves_is_not_named(run: Any, settings: Settings, tmp_path: Path) -> None:
    (settings.home / "deliveries" / "health" / "notes.doc").write_text("x", encoding="utf-8")
    (settings.home / "settings.yml").write_text('leave: "*.doc"\n', encoding="utf-8")
    assert run("sync", "health_deaths", "--workers", "1").exit_code == 0
