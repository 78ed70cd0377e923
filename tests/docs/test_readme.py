"""What the documents tell a reader to type exists."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import typer.main

from connectors.check import check
from connectors.registry import load_card
from hub.cli.main import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "connectors").rglob("*.md"))
    if path.is_file()
)
COMMAND = re.compile(r"(?<![\w/.-])aidchain((?: (?:[a-z]+(?:-[a-z]+)*|--[a-z-]+))+)")
TARGET = re.compile(r"(?<![\w/.-])make ((?:[a-z][a-z0-9-]*)(?: [A-Z]+=\S+)*)")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def code(document: Path) -> str:
    """Blocks and spans of code: prose may say "make" and mean something else."""
    text = document.read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))])


def find(words: list[str]) -> Any:
    """The command that the words name, as far as they are commands."""
    command: Any = typer.main.get_command(app)
    for word in words:
        if word.startswith("--") or not hasattr(command, "commands"):
            return command
        assert word in command.commands, f"there is no command {' '.join(words)}"
        command = command.commands[word]
    return command


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_and_options_exist(document: Path) -> None:
    for match in COMMAND.finditer(code(document)):
        words = match[1].split()
        command = find(words)
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for option in (word for word in words if word.startswith("--")):
            assert option in known | {"--help"}, f"{document.name}: {match[0]} has no {option}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_make_targets_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z0-9-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {match[1].split()[0] for match in TARGET.finditer(code(document))}
    assert named - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_inside_the_repository_lead_somewhere(document: Path) -> None:
    broken = [link for link in LINK.findall(document.read_text("utf-8")) if not (document.parent / link).exists()]
    assert broken == []


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    root: Any = typer.main.get_command(app)
    missing = [
        f"{name} {sub}".strip()
        for name, command in root.commands.items()
        for sub in getattr(command, "commands", {"": None})
        if f"`aidchain {name}`" not in readme and not re.search(rf"`aidchain {name} [^|]*\b{sub}\b", readme)
    ]
    assert missing == []


def test_the_card_of_the_readme_takes_a_delivery(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    card, delivery = tmp_path / "renshe_injury_list.yml", tmp_path / "工伤待遇_370102_202607.csv"
    card.write_text(dedent(block[1]), "utf-8")
    rows = [
        "序号,姓名,公民身份号码,护理费(元)",
        "1,王建国,370102194803011230,300.00",
        "2,李四,370102194803011231,300.00",
    ]
    delivery.write_text("\n".join(rows), "gb18030")
    preview = check(load_card(card), delivery, None)
    assert [row.row for row in preview.rows] == [2]
    assert [(cell.row, cell.reason) for cell in preview.rejected] == [(3, "invalid_national_id")]
    assert preview.leftover == {}
