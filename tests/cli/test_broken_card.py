"""A broken card, or a source that fails, is its own department's trouble."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from connectors.broken import load_all
from connectors.registry import SHIPPED
from tests.support.numbers import national_id

GOOD = """
source: t_list
department: 民政
title: {zh: 名单, en: List}
kind: files
connection: {path: "${AIDCHAIN_DELIVERIES}"}
streams:
  - name: people
    shape: roster
    serves: ["37"]
    file: "list_{division}_{month}.csv"
    scope: {division: {file: division}, month: {file: month}}
    answers: ["benefit:elder_age"]
    key: [身份证号]
    subjects: {person: {national_id: 身份证号}}
    map:
      person: {name: 姓名}
      benefit: {item: {const: elder_age}, amount: 金额}
"""


def test_the_others_are_loaded_and_what_the_broken_one_answers_is_kept(tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yml").write_text(GOOD.replace("t_list", "t_bad") + "    nonsense: 1\n", encoding="utf-8")
    (tmp_path / "worse.yml").write_text("source: t_worse\n\tstreams: [", encoding="utf-8")
    cards, broken = load_all([tmp_path])
    assert [card.source for card in cards] == ["t_list"]
    assert [(card.source, [stream.name for stream in card.streams]) for card in broken] == [
        ("t_bad", ["t_bad.people"]),
        ("t_worse", []),
    ]
    assert broken[0].streams[0].answers == {"benefit:elder_age"}
    assert "bad.yml:" in broken[0].error.told("zh")


def test_a_broken_card_of_the_home_leaves_no_shipped_one_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("source: minzheng_dibao\nwrong: true\n", encoding="utf-8")
    cards, broken = load_all([SHIPPED, tmp_path])
    assert "minzheng_dibao" not in [card.source for card in cards]
    assert [card.source for card in broken] == ["minzheng_dibao"]


def test_of_two_cards_of_one_source_neither_is_used(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.yml").write_text(GOOD, encoding="utf-8")
    cards, broken = load_all([tmp_path])
    assert (cards, [card.source for card in broken]) == ([], ["t_list"])


@pytest.fixture
def home(aidchain: Any) -> Any:
    sources = aidchain.home / "sources"
    sources.mkdir(parents=True)
    (aidchain.home / "deliveries").mkdir()
    shipped = ", ".join(path.stem for path in sorted(SHIPPED.glob("*.yml")))
    (aidchain.home / "settings.yml").write_text(f"disabled: [{shipped}]\n", encoding="utf-8")
    (sources / "good.yml").write_text(GOOD, encoding="utf-8")
    (aidchain.home / "deliveries" / "list_370102_202605.csv").write_text(
        f"姓名,身份证号,金额\n王芳,{national_id('19400101')},60\n李强,{national_id('19500101')},60\n", "utf-8"
    )
    return aidchain


def test_sync_and_scan_go_on_and_say_which_card_is_broken(home: Any) -> None:
    (home.home / "sources" / "bad.yml").write_text(GOOD.replace("t_list", "t_bad") + "    nonsense: 1\n", "utf-8")
    for command in ("sync", "scan"):
        ran = home(command, "--json")
        assert ran.status == 1, ran.err
        assert "bad.yml:" in ran.err
        assert "the other sources are not affected" in ran.err
    assert [json.loads(line)["source"] for line in home("runs", "--json").out.splitlines()] == ["t_list"]


def test_a_source_that_fails_does_not_keep_the_others(home: Any) -> None:
    away = GOOD.replace("t_list", "t_away").replace("${AIDCHAIN_DELIVERIES}", "${NOBODY_SET_THIS}")
    (home.home / "sources" / "away.yml").write_text(away, encoding="utf-8")
    ran = home("sync", "--json")
    states = {line["source"]: line["state"] for line in ran.lines}
    assert (ran.status, states) == (1, {"t_list": "applied", "t_away": "failed"})
    assert home("sync", "t_away", "--json").status == 3
