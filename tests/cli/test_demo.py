from __future__ import annotations

from typing import Any

from connectors.registry import load_cards
from schema.policy.policy import load_policy

COUNTS = ("held", "rejected", "pending", "applied", "unchanged")


def test_every_source_accounts_for_every_row(filled: Any) -> None:
    sources = filled.told["sources"]
    assert {(one["source"], one["department"]) for one in sources} == {
        (card.source, card.department) for card in load_cards()
    }
    for source in sources:
        assert source["read"] == sum(source[count] for count in COUNTS) > 0
        assert source["state"] == "applied"
    assert filled.told["failed"] == {}


def test_every_rule_finds_what_was_planted_and_nothing_else(filled: Any) -> None:
    rules = filled.told["rules"]
    assert {rule["rule"] for rule in rules} == {rule.id for _, rule in load_policy().rules}
    for rule in rules:
        assert rule["planted"] >= 5
        assert (rule["recall"], rule["precision"]) == (1.0, 1.0), rule


def test_neither_the_lawful_nor_the_unknowable_is_raised(filled: Any) -> None:
    lawful, unknown = filled.told["lawful"], filled.told["unknown"]
    assert lawful["flagged"] == 0 < lawful["planted"]
    assert unknown["raised"] == 0 < unknown["planted"]
    assert filled.told["held_back"] > 0


def test_the_shape_that_scripts_rely_on(filled: Any) -> None:
    told = filled.told
    assert {"people", "as_of", "sources", "rules", "lawful", "held_back", "seconds"} <= set(told)
    assert (told["people"], told["as_of"]) == (1000, "2026-07-31")
    assert set(told["rules"][0]) >= {"rule", "planted", "found", "correct", "precision", "recall", "amount"}
    assert {"province", "store", "sync", "scan", "total"} <= set(told["seconds"])


def test_the_second_run_applies_nothing_and_finds_the_same(filled: Any) -> None:
    before = filled.aidchain("store", "fingerprint", "--json").lines[0]["fingerprint"]
    again = filled.aidchain("demo", "--people", "1000", "--seed", "11", "--no-serve", "--json")
    assert again.status == 0
    (told,) = again.lines
    assert {(source["applied"], source["ended"], source["retired"]) for source in told["sources"]} == {(0, 0, 0)}
    assert len(told["sources"]) == len(filled.told["sources"])
    assert told["rules"] == filled.told["rules"]
    assert filled.aidchain("store", "fingerprint", "--json").lines[0]["fingerprint"] == before


def test_another_province_in_the_same_home_is_wrong_use(filled: Any) -> None:
    refused = filled.aidchain("demo", "--people", "1000", "--seed", "12", "--no-serve")
    assert refused.status == 2
    assert "--home" in refused.err


def test_people_read_tables_sentences_and_a_chain(filled: Any) -> None:
    shown = filled.aidchain("--lang", "zh", "demo", "--people", "1000", "--seed", "11", "--no-serve")
    for text in (
        "各来源交付",
        "死亡次月起未停发",
        "一户的救助链",
        "━",
        "▲",
        "查全率",
        "已写入",
        "暂不下结论",
        "合法叠加被误报",
    ):
        assert text in shown.out
    assert "… 1,000 人的省份（种子 11）" in shown.err
