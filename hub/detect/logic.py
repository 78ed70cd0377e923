"""All, any and none over conditions, by Kleene's three-valued logic."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from hub.detect.known import EVER, Known
from hub.detect.node import Gap, Needs, Node
from hub.detect.subject import Evidence, Subject
from schema.policy.model import Bilingual


class _Inner(Node):
    __slots__ = ("inner",)

    def __init__(self, slot: int, inner: tuple[Node, ...], needs: Needs) -> None:
        super().__init__(slot, needs)
        self.inner = inner

    def asked(self, *, holds: bool) -> frozenset[str]:
        return frozenset().union(*(node.asked(holds=holds) for node in self.inner))

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        for node in self.inner:
            part = node.known(subject).yes & bits
            if part:
                yield from node.facts(subject, part)

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        unknown = self.known(subject).unknown & bits
        if unknown:
            for node in self.inner:
                yield from node.gaps(subject, unknown)

    def negatives(self, subject: Subject, bits: int) -> Iterator[Gap]:
        for node in self.inner:
            part = node.known(subject).yes & bits
            if part:
                yield from node.negatives(subject, part)

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        for node in self.inner:
            part = node.known(subject).no & bits
            if part:
                yield from node.answers(subject, part)

    def assumed(self, subject: Subject, bits: int) -> Iterator[Bilingual]:
        for node in self.inner:
            yield from node.assumed(subject, bits)


class All(_Inner):
    __slots__ = ()

    def __init__(self, slot: int, inner: tuple[Node, ...]) -> None:
        super().__init__(slot, inner, tuple(need for node in inner for need in node.needs))

    def compute(self, subject: Subject) -> Known:
        yes, no = EVER, 0
        for node in self.inner:
            known = node.known(subject)
            yes &= known.yes
            no |= known.no
            if not yes and no == EVER:
                break
        return Known(yes, no)


class Any(_Inner):
    __slots__ = ()

    def __init__(self, slot: int, inner: tuple[Node, ...]) -> None:
        # of an alternative one key of any branch is enough, where every branch needs one at all
        needs: Needs = ()
        if all(node.needs for node in inner):
            needs = (frozenset().union(*(node.needs[0] for node in inner)),)
        super().__init__(slot, inner, needs)

    def compute(self, subject: Subject) -> Known:
        yes, no = 0, EVER
        for node in self.inner:
            known = node.known(subject)
            yes |= known.yes
            no &= known.no
        return Known(yes, no)

    def yes_by(self, subject: Subject, topic: str) -> int:
        naming = [node for node in self.inner if any(topic in need for need in node.needs)]
        return reduce(or_, (node.yes_by(subject, topic) for node in naming or self.inner), 0)


class Not(_Inner):
    __slots__ = ()

    def __init__(self, slot: int, inner: Node) -> None:
        super().__init__(slot, (inner,), ())

    def asked(self, *, holds: bool) -> frozenset[str]:
        return self.inner[0].asked(holds=not holds)

    def compute(self, subject: Subject) -> Known:
        return ~self.inner[0].known(subject)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        return iter(())

    def negatives(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.inner[0].answers(subject, bits)

    def answers(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.inner[0].negatives(subject, bits)
