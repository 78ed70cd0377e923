"""A condition of earlier months: true in one of so many months before, or in any."""

from __future__ import annotations

from collections.abc import Iterator

from hub.detect.known import EVER, Known
from hub.detect.node import Gap, Node
from hub.detect.subject import Evidence, Subject
from schema.values.months import ALL, BEFORE, WIDTH, lowest


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
        yes, no = 0, ALL
        for back in range(1, self.months + 1):
            yes |= known.yes << back & ALL
            no &= known.no << back
        return Known(yes, no & ALL)

    def _earlier(self, bits: int) -> int:
        """The months that decide about some months."""
        bits &= ALL
        if self.months is None:
            return (1 << max(0, bits.bit_length() - 1)) - 1 | BEFORE if bits else 0
        earlier = 0
        for back in range(1, min(self.months, WIDTH) + 1):
            earlier |= bits >> back
        return earlier

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        return self.inner.facts(subject, self._earlier(bits))

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        unknown = self.known(subject).unknown & bits
        return self.inner.gaps(subject, self._earlier(unknown))

    def negatives(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.inner.negatives(subject, self._earlier(bits))

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.inner.answers(subject, self._earlier(self.known(subject).no & bits))
