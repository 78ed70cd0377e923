from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hub.population import make_population
from hub.population.make import OccupiedError

RULES = [
    *("D08", "O16", "O27", "O28", "O32"),
    *("D05", "D07", "D09", "D10", "D12", "D15", "D19", "D20", "D22", "D34", "D41", "O06", "O29"),
    *("D01", "D02", "D03", "D06", "D11", "D13", "D14", "D16", "D23", "D24", "D38", "D39"),
    *("O03", "O04", "O07", "O15", "O31"),
    *("W01", "W02", "O11"),
    *("O02", "O10", "O12", "O13", "O14"),
    *("D25", "D26", "D27", "D40", "D42", "O01", "O08", "O09", "O17", "O18", "O19", "O33"),
    *("P01", "P02", "P03", "P04"),
    *("D04", "D21", "O25"),
    *("D28", "D29", "D35", "O26", "O261", "O262", "O20", "O30"),
    *("D17", "D18", "D32", "D33", "D36", "D37", "O22", "O221", "W03"),
    *("D30", "D31", "O21", "O23", "O24", "W04"),
]
make_small = partial(make_population, people=300, months=14)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_one_seed_gives_the_same_bytes_and_another_other_people(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("again", 7), ("other", 8)):
        make_small(tmp_path / name, seed=seed)
    assert digests(tmp_path / "one") == digests(tmp_path / "again")
    assert digests(tmp_path / "one").keys() == digests(tmp_path / "other").keys()
    assert digests(tmp_path / "one")["truth.json"] != digests(tmp_path / "other")["truth.json"]


def test_deliveries_that_no_province_made_are_neither_removed_nor_mixed_with(tmp_path: Path) -> None:
    (tmp_path / "minzheng").mkdir()
    (tmp_path / "minzheng" / "real.xlsx").write_bytes(b"real")
    with pytest.raises(OccupiedError, match="minzheng/, which no province made"):
        make_small(tmp_path, seed=1)
    with pytest.raises(OccupiedError, match="no folder"):
        make_small(tmp_path / "minzheng" / "real.xlsx", seed=1)
    assert digests(tmp_path) == {"minzheng/real.xlsx": hashlib.sha256(b"real").hexdigest()}


def test_few_people_still_carry_five_cases_of_every_rule(tmp_path: Path) -> None:
    summary = make_small(tmp_path, seed=3, months=20)
    assert summary.planted["finding"] == dict.fromkeys(RULES, 5)
    assert 300 <= summary.people < 1_500
    assert summary.divisions == ("370102", "370112", "370811")


def test_counts_scale_with_people_and_people_are_exact(province: Any) -> None:
    summary, people = province.summary, province.summary.people
    assert people in (6_000, 20_000)
    assert summary.planted["finding"] == dict.fromkeys(RULES, people // 250)
    assert province.truth["people"] == people
    assert province.truth["as_of"] == "2026-07-31"
    db = sqlite3.connect(province.folder / "gongan" / "gongan.sqlite")
    assert db.execute("SELECT count(DISTINCT GMSFHM) FROM rk_czrk").fetchone()[0] == people
    db.close()


def test_every_rule_has_a_lawful_look_alike(province: Any) -> None:
    assert sorted(province.summary.planted["lawful"]) == sorted(RULES)


def test_summary_counts_the_truth(province: Any) -> None:
    counted = Counter((line["class"], line["rule"]) for line in province.truth["planted"])
    told = province.summary.planted
    assert {(kind, rule): count for kind, rules in told.items() for rule, count in rules.items()} == dict(counted)
    json.dumps(province.summary.to_json())


def test_progress_ends_with_everybody(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    make_small(tmp_path, seed=1, progress=lambda done, total: seen.append((done, total)))
    assert len(seen) == 3
    assert seen[-1] == (300, 300)


def test_no_case_shares_a_person_with_a_case_of_another_kind(province: Any, audit: Any) -> None:
    """One person may stand in several lines only where one planted case has several lines."""
    carried: dict[str, set[tuple[str, str]]] = {}
    for line in province.truth["planted"]:
        keys = line["subject"]["key"]
        for key in [keys] if isinstance(keys, str) else keys:
            people = {key} if len(key) == 18 else set().union(*audit.members[key].values())
            for person in people:
                carried.setdefault(person, set()).add((line["class"], line["rule"]))
    for marks in carried.values():
        findings = [rule for kind, rule in marks if kind == "finding"]
        assert len(findings) <= 1
        assert len(findings) == 0 or len(marks) == 1


def test_amounts_are_text_with_two_decimals_and_months_are_in_order(province: Any) -> None:
    for line in province.truth["planted"]:
        assert line["months"] == sorted(set(line["months"]))
        assert line["months"][-1] <= "2026-07"
        if line["amount"] is not None:
            assert line["amount"] == f"{float(line['amount']):.2f}"
            assert float(line["amount"]) > 0


def test_a_smaller_province_in_the_same_place_leaves_nothing_of_the_larger(tmp_path: Path) -> None:
    make_population(tmp_path, seed=1, people=300, months=16)
    (tmp_path / "mine.txt").touch()
    make_small(tmp_path, seed=1)
    assert not (tmp_path / "minzheng" / "低保家庭查询_370102_202504.xlsx").exists()
    assert (tmp_path / "minzheng" / "低保家庭查询_370102_202506.xlsx").exists()
    assert (tmp_path / "mine.txt").exists()
