"""Filters of the reading commands exit 2 with what exists, and no reading command creates a home."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hub.cli.main import app, main

READING = [
    ["findings"],
    ["runs"],
    ["rejections"],
    ["scan"],
    ["lookup", "--key", "minzheng_dibao:1"],
    ["chain", "--household", "h1"],
    ["sources", "status"],
    ["sources", "held"],
    ["store", "fingerprint"],
]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_reading_command_never_creates_a_home(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "nowhere"
    monkeypatch.delenv("AIDCHAIN_STORE", raising=False)
    monkeypatch.setattr("sys.argv", ["aidchain", *command, "--home", str(home)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert not home.exists()


@pytest.mark.parametrize(
    "options",
    [
        ["findings", "--rule", "D99"],
        ["findings", "--department", "民正"],
        ["findings", "--division", "999999"],
        ["findings", "--since", "2026-13"],
        ["findings", "--until", "soon"],
        ["findings", "--state", "closed"],
        ["runs", "--source", "minzheng"],
        ["rejections", "--source", "minzheng"],
    ],
    ids=" ".join,
)
def test_a_misspelt_filter_is_refused_before_the_store_is_opened(options: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [*options, "--home", str(tmp_path)])
    assert type(result.exception).__name__ == "UnknownFilterError"
    assert options[1] in str(result.exception)
