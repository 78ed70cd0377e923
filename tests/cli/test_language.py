"""A command speaks Chinese, or English when asked: by an option anywhere on the line, or by the environment."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
import typer.main

from hub.cli.commands import both
from hub.cli.language import asked, language, said, speak
from hub.cli.main import app
from schema.message import Message

TEXT = Message("文件为空", "the file is empty")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hub.cli.main", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], None),
        (["sync"], None),
        (["--lang", "en", "sync"], "en"),
        (["sync", "--lang=zh"], "zh"),
        (["--lang", "zh", "sync", "--lang", "en"], "en"),
        (["sync", "--lang"], ""),
    ],
)
def test_the_option_is_found_wherever_it_is_and_the_last_one_counts(arguments: list[str], expected: str | None) -> None:
    assert asked(arguments) == expected


@pytest.mark.parametrize(("environment", "expected"), [("", "zh"), ("en", "en"), ("en_GB.UTF-8", "en"), ("fr", "zh")])
def test_the_environment_chooses_and_the_option_wins(
    environment: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIDCHAIN_LANG", environment)
    assert (language(), said(TEXT)) == (expected, TEXT.told(language()))
    for chosen in ("zh", "en"):
        speak(chosen)
        assert language() == chosen
    speak(None)
    assert language() == expected


@pytest.mark.parametrize("value", [None, 7, "plain"])
def test_what_is_no_message_is_said_as_it_is(value: object) -> None:
    assert said(value) == ("" if value is None else str(value))


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["runs", "--nonsense"], "没有选项 --nonsense", "No such option: --nonsense"),
        (["snc"], "没有命令 snc（是不是 'sync'？）", "No such command 'snc'. Did you mean 'sync'?"),
        (["sources", "nonsense"], "没有命令 nonsense", "No such command 'nonsense'"),
        (["runs", "--limit=0"], "'--limit' 的值不能小于 1", "greater than or equal to 1"),
        (["runs", "--limit=x"], "'--limit' 的值应为整数", "valid integer"),
        (["runs", "--limit"], "选项 --limit 后面要写值", "requires an argument"),
        (["runs", "one"], "多余的参数：one", "unexpected extra argument"),
        (["sources", "check"], "缺少参数", "Missing argument"),
        (["sources", "check", "x", "--sample", "none.csv"], "none.csv 不存在", "does not exist"),
        (["runs", "--lang", "fr"], "'--lang' 的值应为 'zh', 'en' 之一", "is not one of 'zh', 'en'"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_in_either_language(arguments: list[str], zh: str, en: str) -> None:
    for chosen, text in (("zh", zh), ("en", en)):
        before = [] if "--lang" in arguments else ["--lang", chosen]
        if not before and chosen == "en":
            continue
        done = run(*before, *arguments)
        assert done.returncode == 2
        assert text in done.stderr
        assert "--help" in done.stderr


def test_help_is_in_the_language_that_is_asked_for() -> None:
    chinese, english = run("--lang", "zh", "runs", "-h"), run("runs", "--help", "--lang", "en")
    assert (chinese.returncode, english.returncode) == (0, 0)
    for text in ("用法：", "选项", "[默认 50]", "显示本说明。", "存储、密钥和设置所在的目录。"):
        assert text in chinese.stdout
    for text in ("Usage:", "Options", "[default: 50]", "Show this help.", "Home of store, keys and"):
        assert text in english.stdout
    assert re.search("[\u3400-\u9fff]", english.stdout) is None


def test_a_group_without_a_command_shows_its_help_and_is_wrong_use() -> None:
    done = run("sources", "--lang=zh")
    assert done.returncode == 2
    assert "缺少命令" in done.stderr
    done = run("sources")
    assert (done.returncode, done.stderr) == (2, "")
    assert "Usage:" in done.stdout


def test_every_help_is_written_in_both_languages() -> None:
    def missing(path: str, command: Any) -> list[str]:
        told = [(path, command.help), *((f"{path} {one.name}", one.help) for one in command.params)]
        here = [name for name, help in told if both("", "") not in (help or "")]
        below = getattr(command, "commands", {}).items()
        return here + [found for name, one in below for found in missing(f"{path} {name}", one)]

    assert missing("aidchain", typer.main.get_command(app)) == []


def test_the_language_may_be_chosen_behind_every_command() -> None:
    def options(command: Any) -> list[list[str]]:
        here = [option for parameter in command.params for option in parameter.opts]
        below = [found for one in getattr(command, "commands", {}).values() for found in options(one)]
        return [here, *below]

    for found in options(typer.main.get_command(app)):
        assert "--lang" in found
