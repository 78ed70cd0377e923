"""Which stream has answered for which division in which months: what turns absence into *no*.

A ``Coverage`` is built once for a scan from the store's coverage lines and the cards, and is read only afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What a card says of a stream that detection needs."""

    name: str
    """``source.stream``"""
    department: str
    answers: frozenset[str]
    """Atoms it answers: ``category:dibao``, ``benefit:disab_living``, ``certificate``, ``death``, ``cover`` …"""
    serves: tuple[str, ...]
    """Division prefixes."""

    def serves_division(self, division: str) -> bool:
        return any(division.startswith(prefix) for prefix in self.serves)


@dataclass(slots=True)
class Coverage:
    """Coverage lines over one window."""

    streams: Mapping[str, StreamInfo]
    months: Mapping[tuple[str, str], int]
    """(stream, division) -> covered months."""
    runs: Mapping[tuple[str, str, int], str]
    """(stream, division, month index) -> the run that covered it."""
    _answering: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def answering(self, topic: str, division: str) -> tuple[str, ...]:
        """Streams that answer a topic and serve the division."""
        key = (topic, division)
        found = self._answering.get(key)
        if found is None:
            found = tuple(
                sorted(s.name for s in self.streams.values() if topic in s.answers and s.serves_division(division))
            )
            self._answering[key] = found
        return found

    def covered(self, stream: str, division: str) -> int:
        return self.months.get((stream, division), 0)

    def answered(self, topic: str, divisions: Iterable[str], doubts: Mapping[str, int]) -> int:
        """Months in which every stream that answers the topic and serves one of the divisions has answered.

        0 when no stream answers it at all: nobody who could know has said anything.
        """
        result = -1
        for division in divisions:
            for stream in self.answering(topic, division):
                result &= self.covered(stream, division) & ~doubts.get(stream, 0)
        return 0 if result == -1 else result
