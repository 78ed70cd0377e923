from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from hub.demo.score import Planted, compare, read_truth

ONE, TWO, THREE = frozenset({"p1"}), frozenset({"p2"}), frozenset({"p3"})


class PlainIds:
    """Ids one can read; the real ones are keyed hashes of the same parts."""

    def person(self, national_id: str) -> str:
        return f"person {national_id}"

    def household(self, form: str, namespace: str, *key: str) -> str:
        return " ".join(("household", form, namespace, *key))


def planted(rule: str, subject: frozenset[str], *months: str, kind: str = "finding") -> Planted:
    return Planted(rule, subject, months, 10000, kind)


@dataclass(frozen=True)
class OneFound:
    rule: str
    about: tuple[str, ...]
    months: tuple[str, ...]
    amount: int | None


def found(rule: str, subject: frozenset[str], *months: str, amount: int | None = 10000) -> OneFound:
    return OneFound(rule, tuple(sorted(subject)), months, amount)


def test_a_finding_with_other_months_is_matched_but_not_correct() -> None:
    truth = [planted("D16", ONE, "2026-05", "2026-06"), planted("D16", TWO, "2026-06")]
    score = compare(truth, [found("D16", ONE, "2026-05"), found("D16", TWO, "2026-06", amount=5)])
    (rule,) = score.rules
    assert (rule.planted, rule.found, rule.matched, rule.correct, rule.amount) == (2, 2, 2, 1, 10005)
    assert (rule.recall, rule.precision) == (0.5, 0.5)
    assert [line.subject for line in score.missed] == [ONE]
    assert [finding.about for finding in score.wrong] == [("p1",)]


def test_one_planted_case_is_found_once() -> None:
    score = compare([planted("D23", ONE, "2026-06")], [found("D23", ONE, "2026-06")] * 2)
    (rule,) = score.rules
    assert (rule.found, rule.correct, rule.precision, rule.recall) == (2, 1, 0.5, 1.0)


def test_a_rule_without_findings_has_no_precision_and_one_without_plants_no_recall() -> None:
    score = compare([planted("O03", ONE, "2026-06")], [found("W01", TWO, "2026-07", amount=None)])
    assert [(rule.rule, rule.recall, rule.precision) for rule in score.rules] == [
        ("O03", 0.0, None),
        ("W01", None, 0.0),
    ]


def test_lawful_is_flagged_only_by_its_rule_in_its_months() -> None:
    truth = [
        planted("D02", ONE, "2026-06", kind="lawful"),
        planted("D02", TWO, "2026-06", kind="lawful"),
        planted("D02", THREE, "2026-06", kind="lawful"),
    ]
    findings = [found("D02", ONE, "2026-06", "2026-07"), found("D03", TWO, "2026-06"), found("D02", THREE, "2026-01")]
    score = compare(truth, findings)
    assert (score.lawful, score.flagged) == (3, 1)


def test_what_cannot_be_known_is_counted_apart() -> None:
    truth = [planted("O03", ONE, "2026-06", kind="unknown"), planted("O03", TWO, "2026-06", kind="unknown")]
    score = compare(truth, [found("O03", TWO, "2026-06")])
    assert (score.unknown, score.raised) == (2, 1)
    assert score.rules[0].planted == 0


def test_many_people_are_compared_as_a_set() -> None:
    score = compare([planted("D38", ONE | TWO, "2026-07")], [found("D38", TWO | ONE, "2026-07")])
    assert score.rules[0].correct == 1


def test_truth_keys_become_the_ids_of_this_home(tmp_path: Path) -> None:
    path = tmp_path / "truth.json"
    subject = {"source": "minzheng_dibao", "stream": "people", "key": "11010519491231002X"}
    household = {"source": "minzheng_dibao", "stream": "families", "key": "3701020001"}
    several = {"source": "caizheng_yikatong", "stream": "details", "key": ["11010519491231002X", "110105194912310038"]}
    lines = [
        {"rule": "D16", "subject": subject, "months": ["2026-05"], "amount": "300.00", "class": "finding", "note": ""},
        {"rule": "D23", "subject": household, "months": ["2026-05"], "amount": None, "class": "lawful", "note": ""},
        {"rule": "D38", "subject": several, "months": ["2026-05"], "amount": "0.5", "class": "unknown", "note": ""},
    ]
    path.write_text(json.dumps({"as_of": "2026-07-31", "people": 3, "planted": lines}), encoding="utf-8")
    assert read_truth(path, PlainIds()) == [
        Planted("D16", frozenset({"person 11010519491231002X"}), ("2026-05",), 30000, "finding"),
        Planted("D23", frozenset({"household assistance minzheng 3701020001"}), ("2026-05",), None, "lawful"),
        Planted(
            "D38",
            frozenset({"person 11010519491231002X", "person 110105194912310038"}),
            ("2026-05",),
            50,
            "unknown",
        ),
    ]
