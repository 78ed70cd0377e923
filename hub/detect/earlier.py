"""Conditions of earlier months: true in one of so many before, in any, or since another became true."""

from __future__ import annotations

from collections.abc import Iterator

from hub.detect.known import EVER, Known
from hub.detect.node import Gap, Node
from hub.detect.subject import Evidence, Subject
from schema.values.months import ALL, BEFORE, WIDTH, highest, lowest, runs, unbroken, with_earlier, with_later


class Earlier(Node):
    """No only where every one of those months is no; the time before the window stays unknown unless it is no."""

    __slots__ = ("inner", "months")

    def __init__(self, slot: int, inner: Node, months: int | None) -> None:
        super().__init__(slot, inner.needs)
        self.inner = inner
        self.months = months

    def asked(self, *, holds: bool) -> frozenset[str]:
        return self.inner.asked(holds=holds)

    def compute(self, subject: Subject) -> Known:
        known = self.inner.known(subject)
        if self.months is None:
            yes = ALL if known.yes & BEFORE else ALL & ~(2 * lowest(known.yes) - 1) if known.yes else 0
            open_ = EVER & ~known.no
            no = 0 if open_ & BEFORE else ALL & (2 * lowest(open_) - 1) if open_ else ALL
            return Known(yes, no)
        yes = with_later(known.yes << 1 & ALL, self.months - 1)
        no = unbroken(known.no & ALL, self.months - 1) << 1 & ALL
        return Known(yes, no)

    def _earlier(self, bits: int) -> int:
        """The months that decide about some months."""
        bits &= ALL
        if self.months is None:
            return (1 << max(0, bits.bit_length() - 1)) - 1 | BEFORE if bits else 0
        return with_earlier(bits >> 1, min(self.months, WIDTH) - 1)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        return self.inner.facts(subject, self._earlier(bits))

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        unknown = self.known(subject).unknown & bits
        return self.inner.gaps(subject, self._earlier(unknown))

    def negatives(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.inner.negatives(subject, self._earlier(bits))

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.inner.answers(subject, self._earlier(self.known(subject).no & bits))


class Meanwhile(Node):
    """Outside the months of ``since`` nothing is known."""

    __slots__ = ("since", "was")

    def __init__(self, slot: int, since: Node, was: Node) -> None:
        super().__init__(slot, (*since.needs, *was.needs))
        self.since = since
        self.was = was

    def asked(self, *, holds: bool) -> frozenset[str]:
        return self.was.asked(holds=holds)

    def compute(self, subject: Subject) -> Known:
        known = self.was.known(subject)
        yes = no = 0
        for run in runs(self.since.known(subject).yes):
            first = lowest(run & known.yes)
            yes |= run & ~(first - 1) if first else 0
            open_ = lowest(run & ~known.no)
            no |= run & (open_ - 1) if open_ else run
        return Known(yes, no)

    def _run(self, subject: Subject, bits: int) -> int:
        """The months of ``since`` up to some months."""
        found = 0
        for run in runs(self.since.known(subject).yes):
            if run & bits:
                found |= run & (2 * highest(run & bits) - 1)
        return found

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        return self.was.facts(subject, self._run(subject, bits))

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.was.gaps(subject, self._run(subject, self.known(subject).unknown & bits))

    def negatives(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.was.negatives(subject, self._run(subject, bits))

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.was.answers(subject, self._run(subject, self.known(subject).no & bits))
