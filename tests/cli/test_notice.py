"""docs/notice.md: each article's commands run on the demo and show something; its rules are shipped."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from schema.policy.policy import load_policy

PAGE = (Path(__file__).parents[2] / "docs" / "notice.md").read_text("utf-8")
ARTICLES = {
    int(number): text
    for number, text in re.findall(r"^## (\d+) [^\n]+\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}
COMMANDS = [
    (number, line.removeprefix("aidchain "))
    for number, text in ARTICLES.items()
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    for line in block.splitlines()
]
LATER = "- **后续 · later**"
RULE = re.compile(r"\b[DOWP]\d{2,3}\b")


def test_there_are_ten_articles_each_with_a_command() -> None:
    assert sorted(ARTICLES) == list(range(1, 11))
    assert {number for number, _ in COMMANDS} == set(ARTICLES)


@pytest.mark.parametrize("number", sorted(ARTICLES))
def test_an_article_names_rules_that_are_shipped_and_marks_those_that_are_not(number: int) -> None:
    shipped = {rule.id for _, rule in load_policy().rules}
    lines = ARTICLES[number].splitlines()
    assert {id for line in lines if not line.startswith(LATER) for id in RULE.findall(line)} - shipped == set()
    assert {id for line in lines if line.startswith(LATER) for id in RULE.findall(line)} & shipped == set()


@pytest.mark.parametrize(("number", "command"), COMMANDS, ids=[f"{number} {line}" for number, line in COMMANDS])
def test_a_command_shows_something_on_the_demo(filled: Any, number: int, command: str) -> None:
    if "ID" in command.split():
        (found,) = filled.aidchain("findings", "--limit", "1", "--json").lines
        command = command.replace("ID", found["id"])
    if command.startswith("findings"):
        listed = filled.aidchain(*shlex.split(command), "--json")
        rules = set(re.findall(r"--rule (\w+)", command))
        assert (listed.status, bool(listed.lines)) == (0, True), listed.err
        assert not rules or {one["rule"] for one in listed.lines} <= rules
    else:
        ran = filled.aidchain(*shlex.split(command))
        assert ran.status in (0, 1), ran.err
        assert ran.out.strip()
