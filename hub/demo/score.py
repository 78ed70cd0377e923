"""Findings against planted cases: recall and precision by rule.

A finding is *correct* when its rule, its subject and all its months are those of a planted one. A rule over many
households (D38) is compared by the set of people it is about, because its subject is an account.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


class Identify(Protocol):
    """The ids of a home (``hub.ids.Ids``)."""

    def person(self, national_id: str) -> str: ...
    def household(self, form: str, namespace: str, *key: str) -> str: ...


class Found(Protocol):
    """The compared fields of a finding (``hub.detect.finding.Finding``)."""

    @property
    def rule(self) -> str: ...
    @property
    def about(self) -> tuple[str, ...]: ...
    @property
    def months(self) -> tuple[str, ...]: ...
    @property
    def amount(self) -> int | None: ...


Subject = frozenset[str]
"""Ids of whom it is about; one, but for a rule over many."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One line of the truth, its subject as ids; ``kind`` is finding, unknown or lawful."""

    rule: str
    subject: Subject
    months: tuple[str, ...]
    amount: int | None
    kind: str


@dataclass(slots=True)
class RuleScore:
    """One rule; ``matched`` counts findings whose rule and subject were planted, ``correct`` also their months."""

    rule: str
    planted: int = 0
    found: int = 0
    matched: int = 0
    correct: int = 0
    amount: int = 0
    """Fen at stake in the findings."""
    planted_amount: int = 0

    @property
    def precision(self) -> float | None:
        return self.correct / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.correct / self.planted if self.planted else None


@dataclass(slots=True)
class Score:
    """``flagged``: lawful cases with a finding of their rule in one of their months; ``raised``: unknowable ones."""

    rules: list[RuleScore]
    lawful: int = 0
    flagged: int = 0
    unknown: int = 0
    raised: int = 0
    missed: list[Planted] = field(default_factory=list)
    wrong: list[Found] = field(default_factory=list)


def read_truth(path: Path, ids: Identify) -> list[Planted]:
    """``truth.json`` with its keys turned into the ids of this home."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    return [
        Planted(
            line["rule"],
            _subject(line["subject"], ids),
            tuple(line["months"]),
            _fen(line.get("amount")),
            line["class"],
        )
        for line in truth["planted"]
    ]


def compare(truth: Iterable[Planted], findings: Iterable[Found]) -> Score:
    """Every finding of one full scan against every line of the truth."""
    truth = list(truth)
    planted = [line for line in truth if line.kind == "finding"]
    scores: dict[str, RuleScore] = {}
    open_exact = Counter((line.rule, line.subject, line.months) for line in planted)
    open_subject = Counter((line.rule, line.subject) for line in planted)
    for line in planted:
        score = scores.setdefault(line.rule, RuleScore(line.rule))
        score.planted += 1
        score.planted_amount += line.amount or 0
    raised: dict[tuple[str, Subject], set[str]] = {}
    wrong = []
    for finding in findings:
        subject = frozenset(finding.about)
        score = scores.setdefault(finding.rule, RuleScore(finding.rule))
        score.found += 1
        score.amount += finding.amount or 0
        raised.setdefault((finding.rule, subject), set()).update(finding.months)
        if _take(open_subject, (finding.rule, subject)):
            score.matched += 1
        if _take(open_exact, (finding.rule, subject, finding.months)):
            score.correct += 1
        else:
            wrong.append(finding)
    result = Score([scores[rule] for rule in sorted(scores)], wrong=wrong)
    for line in truth:
        hit = not raised.get((line.rule, line.subject), set()).isdisjoint(line.months)
        if line.kind == "lawful":
            result.lawful += 1
            result.flagged += hit
        elif line.kind == "unknown":
            result.unknown += 1
            result.raised += hit
        elif _take(open_exact, (line.rule, line.subject, line.months)):
            result.missed.append(line)
    return result


def _take(counter: Counter[Any], key: Any) -> bool:
    if counter[key] == 0:
        return False
    counter[key] -= 1
    return True


def _subject(subject: Mapping[str, Any], ids: Identify) -> Subject:
    """A household by its 低保证号 or 户号, a person by an identity number, many people by theirs."""
    key = subject["key"]
    if subject["stream"] == "families":
        return frozenset({ids.household("assistance", "minzheng", key)})
    if subject["stream"] == "members":
        return frozenset({ids.household("fanpin", "nongye", ids.person(key))})
    if subject["stream"] == "homes":
        return frozenset({ids.household("hukou", "gongan", key)})
    return frozenset(ids.person(part) for part in ([key] if isinstance(key, str) else key))


def _fen(amount: str | None) -> int | None:
    if amount is None:
        return None
    yuan, _, cents = str(amount).partition(".")
    return int(yuan) * 100 + int(cents.ljust(2, "0") or 0) * (-1 if yuan.startswith("-") else 1)
