"""Rules and counties that a new source makes unknown until it has delivered, by topic.

A rule that rests on an absence needs every stream that answers it. So a new stream holds back results of others until
it has delivered. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.answers import topics
from connectors.card import SourceCard, StreamCard
from connectors.mapping.scopes import counties
from hub.detect.coverage import Coverage
from schema.message import Message
from schema.values.months import Window

Asked = Mapping[str, frozenset[str]]
"""Topic -> rules that rest on its absence (``CompiledPolicy.asked``)."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """Until ``stream`` has delivered, ``rules`` are unknown in ``divisions``, where others answer ``topic`` today."""

    stream: str
    topic: str
    rules: tuple[str, ...]
    others: tuple[str, ...]
    """Streams that answer it today; none: it is unknown already, and known once the stream has delivered."""
    divisions: tuple[str, ...]
    """County codes."""
    months: tuple[str, ...] = ()
    """The months concerned, where coverage is known; else all."""

    def message(self) -> Message:
        rules, count = "、".join(self.rules), len(self.divisions)
        if not self.others:
            return Message(
                f"{self.topic}：目前没有数据源应答；{self.stream} 报送后，规则 {rules} 在 {count} 个县区才可判断",
                f"{self.topic}: nobody answers it today; rules {', '.join(self.rules)} can be judged in {count} "
                f"counties once {self.stream} has delivered",
            )
        span = f"{self.months[0]} – {self.months[-1]}" if self.months else ""
        return Message(
            f"{self.topic}：目前由 {'、'.join(self.others)} 应答；在 {self.stream} 报送之前，"
            f"规则 {rules} 在 {count} 个县区{span and f'（{span}）'}将变为未知",
            f"{self.topic}: answered by {', '.join(self.others)} today; until {self.stream} has delivered, rules "
            f"{', '.join(self.rules)} become unknown in {count} counties{span and f' ({span})'}",
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "stream": self.stream,
            "topic": self.topic,
            "rules": list(self.rules),
            "others": list(self.others),
            "divisions": list(self.divisions),
            "months": list(self.months),
        }


def foretell(card: SourceCard, others: Iterable[SourceCard], asked: Asked) -> list[Foretold]:
    """Topics that a card makes unknown, beside the enabled sources, before it has delivered."""
    beside = [
        stream
        for other in others
        if other.source != card.source and other.source not in card.replaces
        for stream in other.streams
    ]
    found = []
    for stream in card.streams:
        for topic in sorted(topics(stream) & asked.keys()):
            by_others: dict[tuple[str, ...], list[str]] = {}
            answering = [one for one in beside if topic in topics(one)]
            for county in counties(stream.serves):
                names = tuple(one.full_name for one in answering if county.startswith(one.serves))
                by_others.setdefault(names, []).append(county)
            found += [
                Foretold(stream.full_name, topic, tuple(sorted(asked[topic])), names, tuple(here))
                for names, here in sorted(by_others.items())
            ]
    return found


def lacking(streams: Iterable[StreamCard], coverage: Coverage, window: Window, asked: Asked) -> list[Foretold]:
    """Where others have answered and one of ``streams`` has not: the months that are unknown for want of it."""
    found = []
    for stream in streams:
        name = stream.full_name
        for topic in sorted(topics(stream) & asked.keys()):
            lacks: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
            for county in counties(stream.serves):
                others = tuple(one for one in coverage.answering(topic, county) if one != name)
                if not others:
                    continue
                settled = -1
                for one in others:
                    settled &= coverage.covered(one, county)
                months = tuple(window.texts(settled & ~coverage.covered(name, county)))
                if months:
                    lacks.setdefault((others, months), []).append(county)
            rules = tuple(sorted(asked[topic]))
            found += [
                Foretold(name, topic, rules, others, tuple(here), months)
                for (others, months), here in sorted(lacks.items())
            ]
    return found
