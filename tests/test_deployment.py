"""A deployment's own townships count in every command and in the API; their mistakes are told by file and line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.app import create_app
from hub.cli.session import load_settings
from hub.settings import _VARIABLES, Settings
from schema.catalogue import divisions

TOWNSHIPS = 'townships:\n  370103: # 济南市市中区\n    "901": 甲乙街道\n'


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    divisions.withdraw(tmp_path / "townships.yml")


def test_commands_know_the_townships_of_the_home(home: Path) -> None:
    (home / "townships.yml").write_text(TOWNSHIPS, encoding="utf-8")
    assert divisions.township("甲乙街道", "370103") is None
    load_settings(home)
    load_settings(home)
    assert divisions.township("甲乙街道", "370103") == "370103901"
    assert divisions.edition() == (home / "townships.yml",)


def test_the_api_knows_the_townships_of_the_home(home: Path) -> None:
    (home / "townships.yml").write_text(TOWNSHIPS, encoding="utf-8")
    create_app(Settings.load(home, {}))
    assert divisions.township("甲乙街道", "370103") == "370103901"


def test_a_home_without_townships_adds_none(home: Path) -> None:
    load_settings(home)
    assert divisions.edition() == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('townships:\n  379999:\n    "001": 甲乙街道\n', "townships.yml:3: no county 379999"),
        ('townships:\n  370103:\n    "01": 甲乙街道\n', "townships.yml:3: code"),
        ("townships:\n  370103: 甲乙街道\n", "townships.yml:2: no mapping of townships"),
        ("townships: [370103]\n", "townships.yml:1: no mapping of counties"),
        ("townships:\n  370103: [\n", "townships.yml:3:"),
    ],
)
def test_what_is_wrong_is_wrong_use_told_by_file_and_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "townships.yml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "hub.cli.main", "sources", "list", "--home", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_the_page_on_deployment_lists_every_setting_with_its_variable() -> None:
    page = (Path(__file__).parents[1] / "docs" / "deployment.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip(" `") for cell in line.split("|")[1:3]]
        for line in page.splitlines()
        if "AIDCHAIN_" in line and line.startswith("|")
    ]
    assert {field: variable for field, variable in rows if field != "–"} == _VARIABLES
