"""Held-back findings by the stream that has not answered: number, rules, divisions and months.

A finding that waits for two streams is counted under both, so the counts do not add up to the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.detect.finding import HeldBack, HeldReason
from schema.message import Message


@dataclass(slots=True)
class Waiting:
    """Missing answers of one stream, or of a topic that no stream answers."""

    held_back: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    divisions: set[str] = field(default_factory=set)
    first: str = ""
    last: str = ""
    """The months that are missing, as texts."""

    def add(self, other: Waiting) -> None:
        self.held_back += other.held_back
        self.rules.update(other.rules)
        self.divisions |= other.divisions
        self.first = min(filter(None, (self.first, other.first)), default="")
        self.last = max(self.last, other.last)


Key = tuple[HeldReason, str, str]
"""(uncovered or doubt, stream, topic); the topic only where no stream answers it."""


@dataclass(slots=True)
class WaitingFor:
    """Everything that a scan waited for."""

    of: dict[Key, Waiting] = field(default_factory=dict)

    def count(self, held: HeldBack) -> None:
        seen: set[Key] = set()
        for missing in held.missing:
            if missing.reason not in (HeldReason.UNCOVERED, HeldReason.DOUBT):
                continue
            key = (missing.reason, missing.stream or "", "" if missing.stream else missing.topic)
            waiting = self.of.get(key)
            if waiting is None:
                waiting = self.of[key] = Waiting()
            if key not in seen:
                seen.add(key)
                waiting.held_back += 1
                waiting.rules[held.rule] += 1
            if missing.division:
                waiting.divisions.add(missing.division)
            if missing.months:
                waiting.first = min(waiting.first or missing.months[0], missing.months[0])
                waiting.last = max(waiting.last, missing.months[-1])

    def add(self, other: WaitingFor) -> None:
        for key, theirs in other.of.items():
            self.of.setdefault(key, Waiting()).add(theirs)

    def to_json(self) -> list[dict[str, Any]]:
        """The largest first."""
        return [
            {
                "reason": reason.value,
                "stream": stream or None,
                "topic": topic or None,
                "held_back": waiting.held_back,
                "rules": dict(sorted(waiting.rules.items())),
                "divisions": len(waiting.divisions),
                "first": waiting.first or None,
                "last": waiting.last or None,
            }
            for (reason, stream, topic), waiting in sorted(
                self.of.items(), key=lambda item: (-item[1].held_back, item[0])
            )
        ]


def waiting_messages(waiting: Iterable[Mapping[str, Any]]) -> list[Message]:
    """A sentence for each line of ``WaitingFor.to_json``."""
    return [_message(one) for one in waiting]


def _message(one: Mapping[str, Any]) -> Message:
    rules = "、".join(f"{rule} {count:,}" for rule, count in one["rules"].items())
    span = "" if one["first"] is None else f"{one['first']} – {one['last']}"
    where = (f"（{one['divisions']} 个区划，{span}）", f" ({one['divisions']} divisions, {span})") if span else ("", "")
    tail = (
        f"暂缓 {one['held_back']:,} 条（{rules}）",
        f"holds back {one['held_back']:,} ({rules.replace('、', ', ')})",
    )
    if one["stream"] is None:
        return Message(
            f"没有接入任何应答 {one['topic']} 的数据源{where[0]}：{tail[0]}",
            f"no source that answers {one['topic']} is plugged in{where[1]}: {tail[1]}",
        )
    if one["reason"] == HeldReason.DOUBT.value:
        return Message(
            f"{one['stream']} 有拒收或待定的行尚未处理{where[0]}：{tail[0]}",
            f"{one['stream']} has rejected or pending rows that nobody mended{where[1]}: {tail[1]}",
        )
    return Message(
        f"{one['stream']} 尚未报送{where[0]}：{tail[0]}", f"{one['stream']} has not delivered{where[1]}: {tail[1]}"
    )


def not_plugged_in(asked: Mapping[str, frozenset[str]], answered: Iterable[frozenset[str]]) -> list[Message]:
    """A sentence for the topics that rules ask for and no source answers; none when there are none."""
    known = frozenset[str]().union(*answered)
    silent = {topic: rules for topic, rules in asked.items() if topic not in known and _awaited(topic, known)}
    if not silent:
        return []
    rules = sorted(frozenset[str]().union(*silent.values()))
    topics = sorted(silent)
    return [
        Message(
            f"没有接入应答以下主题的数据源：{'、'.join(topics)}；"
            f"依据它们的规则 {'、'.join(rules)} 相应暂缓，不视为“没有”",
            f"no source answers {', '.join(topics)}: rules {', '.join(rules)} are held back where they rest on "
            "them, and nothing is taken for absent",
        )
    ]


def _awaited(topic: str, known: frozenset[str]) -> bool:
    """Payments of items that no source awards are not waited for."""
    family, _, item = topic.partition(":")
    return family != "payment" or f"benefit:{item}" in known or "benefit" in known
