"""Plugging a department in, as its people would: check a card, sync, see what failed, release what was held."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.support.numbers import national_id

SAMPLES = Path(__file__).parents[1] / "samples"
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
    expect: {rows: {min: 1}, max_rejected: 0.5, max_ended: 0.5}
"""
PEOPLE = ("370102194806110015", "370102197503020024", "370102201509180036")


def deliver(home: Path, month: str, *rows: tuple[str, str]) -> None:
    folder = home / "deliveries" / "health"
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"370102,{number},{day}\n" for number, day in rows)
    (folder / f"deaths_{month}.csv").write_text(f"区划,身份证号,死亡时间\n{lines}", encoding="utf-8")


@pytest.fixture
def plugged(aidchain: Any) -> Any:
    """A home with one card of its own; its store is left running for the test."""
    (aidchain.home / "sources").mkdir(parents=True)
    (aidchain.home / "sources" / "health_deaths.yml").write_text(CARD, encoding="utf-8")
    assert aidchain("store", "start", "--json").status == 0
    yield aidchain
    aidchain("store", "stop")


def test_a_card_is_named_with_file_line_and_reason(aidchain: Any) -> None:
    refused = aidchain("sources", "check", str(SAMPLES / "card_with_unknown_field.yml"))
    assert refused.status == 2
    assert "card_with_unknown_field.yml:" in refused.err
    assert "unknown field" in refused.err


def test_a_sample_is_previewed_masked_and_its_bad_cells_are_named(aidchain: Any, tmp_path: Path) -> None:
    sample = tmp_path / "死亡信息_202602.xlsx"
    sample.write_bytes((SAMPLES / "thirty_first_of_february.xlsx").read_bytes())
    shown = aidchain("sources", "check", "weijian_deaths", "--sample", str(sample), "--json")
    (preview,) = shown.lines
    (rejected,) = preview["rejected"]
    assert shown.status == 1
    assert (rejected["field"], rejected["reason"]) == ("死亡时间", "impossible_date")
    assert preview["read"] == len(preview["rows"]) + 1
    assert all(person not in shown.out for person in PEOPLE)


def test_a_sample_that_cannot_be_read_has_failed(aidchain: Any) -> None:
    shown = aidchain("sources", "check", "weijian_deaths", "--sample", str(SAMPLES / "truncated.xlsx"))
    assert shown.status == 3
    assert "truncated.xlsx" in shown.err


def test_rejected_rows_ask_for_a_person_and_never_say_what_they_held(plugged: Any) -> None:
    deliver(plugged.home, "202606", (PEOPLE[0], "2026-06-03"), ("370102197503020025", "2026-06-04"))
    synced = plugged("sync", "health_deaths", "--json")
    (run,) = synced.lines
    assert synced.status == 1
    assert (run["read"], run["applied"], run["rejected"], run["held"]) == (2, 1, 1, 0)
    assert run["reasons"] == {"invalid_national_id": 1}
    listed = plugged("rejections", "--json")
    (row,) = listed.lines
    assert listed.status == 1
    assert (row["source"], row["file"], row["row"], row["field"], row["reason"]) == (
        "health_deaths", "deaths_202606.csv", 3, "身份证号", "invalid_national_id",
    )  # fmt: skip
    assert row["run"] == run["run"]
    assert "3701021975" not in synced.out + synced.err + listed.out + plugged("rejections").out


def test_a_plan_writes_nothing(plugged: Any) -> None:
    deliver(plugged.home, "202606", (PEOPLE[0], "2026-06-03"))
    (run,) = plugged("sync", "health_deaths", "--plan", "--json").lines
    assert (run["state"], run["read"]) == ("staged", 1)
    assert plugged("store", "fingerprint", "--json").lines[0]["facts"] == 0
    (run,) = plugged("sync", "health_deaths", "--json").lines
    assert (run["state"], run["applied"]) == ("applied", 1)


def test_a_delivery_that_would_take_too_much_away_waits_until_it_is_released(plugged: Any) -> None:
    deliver(plugged.home, "202606", *((national_id("19500101", serial), "2026-06-03") for serial in range(20)))
    assert plugged("sync", "health_deaths").status == 0
    assert plugged("sources", "held").status == 0
    deliver(plugged.home, "202606", (national_id("19500101", 0), "2026-06-03"))
    synced = plugged("sync", "health_deaths", "--json")
    (run,) = synced.lines
    assert (synced.status, run["state"], run["held"], run["applied"]) == (1, "held", 1, 0)
    waiting = plugged("sources", "held", "--json")
    assert (waiting.status, [line["run"] for line in waiting.lines]) == (1, [run["run"]])
    released = plugged("sources", "release", run["run"], "--json")
    (applied,) = released.lines
    assert (released.status, applied["state"], applied["retired"]) == (0, "applied", 19)
    assert plugged("sources", "held", "--json").lines == []
    assert plugged("sources", "release", run["run"]).status == 2


def test_one_source_that_cannot_be_read_does_not_keep_the_others(plugged: Any) -> None:
    deliver(plugged.home, "202606", (PEOPLE[0], "2026-06-03"))
    police = plugged.home / "deliveries" / "gongan"
    police.mkdir()
    sqlite3.connect(police / "gongan.sqlite").close()  # a database without its tables
    synced = plugged("sync", "gongan_deaths", "health_deaths", "--json")
    states = {run["source"]: (run["state"], run["applied"]) for run in synced.lines}
    assert synced.status == 1
    assert states == {"gongan_deaths": ("failed", 0), "health_deaths": ("applied", 1)}


def test_a_column_with_markup_or_an_escape_in_its_name_is_told_and_commands_nothing(
    aidchain: Any, tmp_path: Path
) -> None:
    card, sample = tmp_path / "health_deaths.yml", tmp_path / "deaths_202607.csv"
    card.write_text(CARD, "utf-8")
    sample.write_text(
        f"区划,身份证号,死亡时间,[/red]列,\x1b]0;x\x07\n370102,{national_id('19500101', 1)},2026-07-01,1,2\n", "utf-8"
    )
    checked = aidchain("sources", "check", str(card), "--sample", str(sample))
    assert checked.status == 1
    assert "left over [/red]列: filled in 1 rows" in checked.out
    assert "\x1b" not in checked.out
