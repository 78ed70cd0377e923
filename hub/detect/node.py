"""A compiled condition: for a subject it gives a ``Known``, its evidence, and what is missing where it is unknown.

A node is computed at most once for a subject: the result is in the subject's cache under the node's slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hub.detect.known import EVER, Known
from hub.detect.periods import widen
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import Within
from schema.policy.model import Bilingual

Needs = tuple[frozenset[str], ...]
"""Of each set a subject must have at least one key, else the condition is yes or unknown in no month."""


class Gap(NamedTuple):
    """A question that is open in ``bits``: a topic, and the divisions that would have to answer it."""

    topic: str
    places: Mapping[str, int]
    doubts: Mapping[str, int]
    bits: int


class Node:
    __slots__ = ("needs", "slot")

    def __init__(self, slot: int, needs: Needs = ()) -> None:
        self.slot = slot
        self.needs = needs

    def known(self, subject: Subject) -> Known:
        found = subject.cache.get(self.slot)
        if found is None:
            found = subject.cache[self.slot] = self.compute(subject)
        return found

    def compute(self, subject: Subject) -> Known:
        raise NotImplementedError

    def asked(self, *, holds: bool) -> frozenset[str]:
        """Topics whose absence must be known for the condition to be yes (``holds``), or to be no."""
        return frozenset()

    def yes_by(self, subject: Subject, topic: str) -> int:
        """Months in which it is yes; of alternatives only those that name the topic count, where any does."""
        return self.known(subject).yes

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        """Facts that make it yes in some of the months."""
        return iter(())

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        """Questions that leave it unknown in some of the months."""
        return iter(())

    def negatives(self, subject: Subject, bits: int) -> Iterator[Gap]:
        """Covered absences that make it yes in some of the months."""
        return iter(())

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        """Questions whose answer makes it no in some of the months."""
        return iter(())

    def assumed(self, subject: Subject, bits: int) -> Iterator[Bilingual]:
        """Notes on the months in which *no* was only assumed."""
        return iter(())


class Atom(Node):
    """A leaf that streams answer. Subclasses give the months (``marks``), the facts, and the answering topics."""

    __slots__ = ("note", "topics")

    def __init__(self, slot: int, topics: tuple[str, ...], note: Bilingual | None, needs: Needs) -> None:
        super().__init__(slot, needs)
        self.topics = topics
        self.note = note

    def marks(self, subject: Subject) -> tuple[int, int]:
        """(months in force on their first day, months in which it is not ruled out)."""
        raise NotImplementedError

    def places(self, subject: Subject) -> Mapping[str, int]:
        """Categories and benefits: the divisions of all assistance and hukou households."""
        return subject.places

    def doubts(self, subject: Subject) -> Mapping[str, int]:
        """Stream -> months in which a rejected row may be such a fact."""
        return subject.doubts

    def asked(self, *, holds: bool) -> frozenset[str]:
        return frozenset() if holds or self.note is not None else frozenset(self.topics)

    def compute(self, subject: Subject) -> Known:
        yes, some = self.marks(subject)
        return Known(yes, self.ruled_out(subject) & ~some)

    def ruled_out(self, subject: Subject) -> int:
        """Months that every answering stream has covered, or in which *no* may be assumed."""
        return EVER if self.note is not None else self.answered(subject)

    def answered(self, subject: Subject) -> int:
        answered = -1
        coverage, places, doubts = subject.frame.coverage, self.places(subject), self.doubts(subject)
        for topic in self.topics:
            answered &= coverage.answered(topic, places, doubts)
        return answered & EVER

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        unknown = self.known(subject).unknown & bits
        if unknown:
            yield from self._open(subject, unknown)

    def _open(self, subject: Subject, bits: int) -> Iterator[Gap]:
        """Each topic in the months in which it is open, or in which something began or ended within the month."""
        places, doubts = self.places(subject), self.doubts(subject)
        partly = self.marks(subject)[1]
        for topic in self.topics:
            open_ = bits & (partly | ~subject.frame.coverage.answered(topic, places, doubts))
            if open_:
                yield Gap(topic, places, doubts, open_)

    def widened(self, subject: Subject, bits: int, within: Within) -> Iterator[Gap]:
        """As ``gaps`` where one answer is for a stretch: its uncovered months are open."""
        unknown = self.known(subject).unknown & bits
        if unknown:
            whole = widen(unknown, subject.frame.window, within)
            yield from self._open(subject, whole & ~self.answered(subject) or unknown)

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        if self.note is None and self.known(subject).no & bits:
            for topic in self.topics:
                yield Gap(topic, self.places(subject), self.doubts(subject), self.known(subject).no & bits)

    def assumed(self, subject: Subject, bits: int) -> Iterator[Bilingual]:
        if self.note is not None and self.known(subject).no & bits & ~self.answered(subject):
            yield self.note
