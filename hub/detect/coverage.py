"""Coverage: stream, division and months that were answered; it turns absence into *no*.

A ``Coverage`` is built once for a scan from the store's coverage lines and the cards, and is read-only afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@lru_cache(maxsize=65536)
def around(division: str) -> tuple[str, ...]:
    """A division, then every wider one up to its province: their coverage includes it."""
    wider = [division[:level] for level in (9, 6) if level < len(division)]
    return tuple(dict.fromkeys((division, *wider, f"{division[:4]}00", f"{division[:2]}0000")))


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """Facts about a stream for detection, from its card."""

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
    _settled: dict[tuple[str, str], int | None] = field(default_factory=dict)

    def answering(self, topic: str, division: str) -> tuple[str, ...]:
        """Streams that answer a topic and serve a division. Items are answered one by one, never as a family."""
        key = (topic, division)
        found = self._answering.get(key)
        if found is None:
            found = tuple(
                sorted(s.name for s in self.streams.values() if topic in s.answers and s.serves_division(division))
            )
            self._answering[key] = found
        return found

    def covered(self, stream: str, division: str) -> int:
        """The months that a stream has answered for a division, or for a wider one around it."""
        bits = 0
        for place in around(division):
            bits |= self.months.get((stream, place), 0)
        return bits

    def run(self, stream: str, division: str, month: int) -> str | None:
        """The run that covered a month, of the nearest division that was answered."""
        found = (self.runs.get((stream, place, month)) for place in around(division))
        return next((run for run in found if run is not None), None)

    def answered(self, topic: str, places: Mapping[str, int], doubts: Mapping[str, int]) -> int:
        """Months in which absence means *no*.

        ``places`` are the divisions that count, each with the months in which it does. A month is answered when every
        stream that answers the topic and serves one of that month's divisions has covered it there, without a doubt,
        and there is at least one such stream: without an answering stream nothing is known.
        """
        served = open_ = 0
        known = self._settled
        for division, months in places.items():
            key = (topic, division)
            settled = known[key] if key in known else self._settle(topic, division)
            if settled is None:
                continue
            served |= months
            open_ |= months & ~settled
            if doubts:
                for stream in self.answering(topic, division):
                    open_ |= months & doubts.get(stream, 0)
        return served & ~open_

    def _settle(self, topic: str, division: str) -> int | None:
        """Months that every answering stream has covered; None without such a stream."""
        settled: int | None = None
        for stream in self.answering(topic, division):
            covered = self.covered(stream, division)
            settled = covered if settled is None else settled & covered
        self._settled[topic, division] = settled
        return settled
