from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from connectors.registry import load_cards

RUN = {
    "source", "department", "run", "read", "held", "rejected", "pending", "applied", "unchanged", "ended", "retired",
    "state", "seconds",
}  # fmt: skip
FINDING = {
    "id", "rule", "version", "type", "effect", "severity", "subject", "household", "months", "period", "amount",
    "cites", "absences", "basis", "sentence", "state",
}  # fmt: skip


def test_runs_are_told_one_a_line(filled: Any) -> None:
    ran = filled.aidchain("runs", "--json")
    assert ran.status == 0
    assert len(ran.lines) >= 16
    assert all(set(line) >= RUN for line in ran.lines)
    assert [line["source"] for line in filled.aidchain("runs", "--source", "gongan_deaths", "--json").lines][:1] == [
        "gongan_deaths"
    ]


def test_sources_are_listed_with_what_they_answer(filled: Any) -> None:
    lines = filled.aidchain("sources", "list", "--json").lines
    assert {line["source"] for line in lines} == {card.source for card in load_cards()}
    (dibao,) = (line for line in lines if line["source"] == "minzheng_dibao")
    assert [stream["stream"] for stream in dibao["streams"]] == ["minzheng_dibao.families", "minzheng_dibao.people"]


def test_status_tells_the_months_that_each_stream_has_answered_for(filled: Any) -> None:
    lines = {line["stream"]: line for line in filled.aidchain("sources", "status", "--json").lines}
    people = lines["minzheng_dibao.people"]
    assert (people["first"], people["last"], people["state"]) == ("2023-08", "2026-07", "applied")
    assert people["answers"] == people["divisions"] * 36


def test_findings_are_told_in_the_shape_that_stays(filled: Any) -> None:
    lines = filled.aidchain("findings", "--json").lines
    assert len(lines) == sum(rule["found"] for rule in filled.told["rules"])
    for line in lines:
        assert set(line) >= FINDING
        assert line["sentence"]["zh"]
        assert line["sentence"]["en"]
        assert line["cites"]
        assert {"source", "stream", "key", "fact", "run", "learned_at"} <= set(line["cites"][0])


def test_findings_are_filtered_and_counted(filled: Any) -> None:
    found = {rule["rule"]: rule["found"] for rule in filled.told["rules"]}
    lines = filled.aidchain("findings", "--rule", "D16", "--rule", "O03", "--json").lines
    assert {line["rule"] for line in lines} == {"D16", "O03"}
    assert len(lines) == found["D16"] + found["O03"]
    assert filled.aidchain("findings", "--state", "cleared", "--json").lines == []


def test_personal_keys_are_shown_only_when_asked_for(filled: Any) -> None:
    hidden = filled.aidchain("findings", "--rule", "D02", "--json").out
    shown = filled.aidchain("findings", "--rule", "D02", "--json", "--show-keys").out
    number = filled.planted("D02")["subject"]["key"]
    assert number not in hidden
    assert number in shown


@pytest.mark.parametrize(
    "arguments", [["--type", "nonsense"], ["--severity", "deadly"], ["--state", "gone"], ["--order", "luck"]]
)
def test_a_filter_that_there_is_not_is_wrong_use(filled: Any, arguments: list[str]) -> None:
    refused = filled.aidchain("findings", *arguments)
    assert refused.status == 2
    assert "there are" in refused.err


def test_a_scan_again_writes_nothing(filled: Any) -> None:
    (report,) = filled.aidchain("scan", "--json").lines
    written = report["written"]
    assert (written["new"], written["changed"], written["cleared"], written["lapsed"]) == (0, 0, 0, 0)
    assert report["findings"] == sum(rule["found"] for rule in filled.told["rules"])


def test_two_processes_find_what_one_finds(filled: Any) -> None:
    (report,) = filled.aidchain("scan", "--workers", "2", "--json").lines
    written = report["written"]
    assert (written["new"], written["changed"], written["cleared"], written["lapsed"]) == (0, 0, 0, 0)
    assert report["findings"] == sum(rule["found"] for rule in filled.told["rules"])


def test_a_scan_of_what_was_known_before_anything_was_delivered_is_refused(filled: Any) -> None:
    refused = filled.aidchain("scan", "--known-at", "2020-01-01")
    assert refused.status == 2
    assert "run sync first" in refused.err


@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_day_that_is_none_is_wrong_use(filled: Any, option: str) -> None:
    assert filled.aidchain("scan", option, "31.7.2026").status == 2


def test_a_chain_is_found_by_the_number_of_the_household(filled: Any, tmp_path: Path) -> None:
    number = filled.planted("D23")["subject"]["key"]
    svg = tmp_path / "chain.svg"
    ran = filled.aidchain("chain", "--key", f"minzheng_dibao:{number}", "--svg", str(svg), "--json")
    (chain,) = ran.lines
    assert (chain["form"], chain["number"]) == ("assistance", number)
    assert {"determination", "award", "payment", "finding"} <= {event["kind"] for event in chain["events"]}
    assert any(event["kind"] == "finding" and event["rule"] == "D23" for event in chain["events"])
    assert ElementTree.parse(svg).getroot().tag.endswith("svg")  # noqa: S314 - our own output


def test_a_chain_is_found_by_a_finding_as_it_is_listed(filled: Any) -> None:
    (listed,) = filled.aidchain("findings", "--rule", "D16", "--limit", "1", "--json").lines
    assert listed["id"][:9] in filled.aidchain("findings", "--rule", "D16").out
    (chain,) = filled.aidchain("chain", "--finding", listed["id"][:9], "--json").lines
    assert chain["household"] == listed["household"]
    assert filled.aidchain("chain", "--finding", listed["id"], "--json").lines == [chain]
    for wrong, said in (("n", "several findings"), ("nothing", "no finding")):
        refused = filled.aidchain("chain", "--finding", wrong)
        assert refused.status == 2
        assert said in refused.err


def test_a_chain_is_found_by_a_members_number_on_standard_input(filled: Any) -> None:
    number = filled.planted("D16")["subject"]["key"]
    ran = filled.aidchain("chain", stdin=f"{number}\n")
    assert ran.status == 0
    assert "▲ D16" in ran.out
    assert number not in ran.out + ran.err


def test_lookup_tells_from_whom_and_since_when_and_masks_the_number(filled: Any) -> None:
    number = filled.planted("D16")["subject"]["key"]
    ran = filled.aidchain("lookup", "--json", stdin=f"{number}\n")
    (told,) = ran.lines
    assert {fact["record"] for fact in told["facts"]} >= {"person", "membership", "death"}
    assert all(fact["department"] and fact["run"] and fact["learned_at"] for fact in told["facts"])
    assert number not in ran.out


@pytest.mark.parametrize("command", ["lookup", "chain"])
def test_nobody_is_wrong_use_and_the_number_is_not_repeated(filled: Any, command: str) -> None:
    refused = filled.aidchain(command, stdin="11010519491231002X\n")
    assert refused.status == 2
    assert "19491231" not in refused.err


def test_an_unknown_source_is_wrong_use_and_the_known_ones_are_named(filled: Any) -> None:
    refused = filled.aidchain("sync", "nobody")
    assert refused.status == 2
    assert "gongan_hukou" in refused.err


def test_backup_and_restore_keep_the_fingerprint(filled: Any, aidchain: Any, tmp_path: Path) -> None:
    file = tmp_path / "backup.gz"
    before = filled.aidchain("store", "fingerprint", "--json").lines[0]["fingerprint"]
    assert filled.aidchain("store", "backup", str(file), "--json").lines[0]["fingerprint"] == before
    aidchain.home.mkdir()
    (aidchain.home / "keys.json").write_bytes((filled.aidchain.home / "keys.json").read_bytes())
    (restored,) = aidchain("store", "restore", str(file), "--json").lines
    assert restored["fingerprint"] == before


def test_a_token_names_role_divisions_and_purpose(filled: Any) -> None:
    (told,) = filled.aidchain("token", "--role", "steward", "--division", "3701", "--purpose", "test", "--json").lines
    assert (told["role"], told["divisions"], told["purpose"]) == ("steward", ["3701"], "test")
    assert filled.aidchain("token", "--role", "king").status == 2


def test_what_is_no_result_stays_out_of_json(filled: Any) -> None:
    ran = filled.aidchain("store", "status", "--json")
    (told,) = ran.lines
    assert (told["running"], told["engine"]) == (True, "arcadedb")
    assert ran.err == ""


def test_home_and_json_may_stand_before_the_command(filled: Any) -> None:
    ran = filled.aidchain("--json", "--home", str(filled.aidchain.home), "runs", "--limit", "1")
    assert len([json.loads(line) for line in ran.out.splitlines()]) == 1
