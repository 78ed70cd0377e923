"""higher: of several items of one class only the highest may be received; the others are at stake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from hub.detect import amounts
from hub.detect.finding import HeldBack, Part
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.node import Node
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence
from schema.policy.rule import Higher
from schema.values.months import ALL


class TakeHigher(CompiledRule[PersonMonths]):
    __slots__ = ("among", "pairs", "when")

    def __init__(self, rule: Higher, lawful: frozenset[frozenset[str]], when: Node | None = None) -> None:
        self.among = rule.among
        self.when = when
        self.pairs = tuple(pair for pair in combinations(rule.among, 2) if frozenset(pair) not in lawful)
        # a conflict needs one item of a pair and another: any first, any second
        left, right = ({f"benefit:{pair[side]}" for pair in self.pairs} for side in (0, 1))
        super().__init__(rule, (frozenset(left), frozenset(right)))

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        items = subject.items
        asked = ALL if self.when is None else self.when.known(subject).yes & ALL
        claims: dict[str, int] = {}
        for first, second in self.pairs:
            if first in items and second in items:
                both = items[first][0] & items[second][0] & asked
                if both:
                    claims[first] = claims.get(first, 0) | both
                    claims[second] = claims.get(second, 0) | both
        months = 0
        for bits in claims.values():
            months |= bits
        return (Hit(subject, months, claims),) if months else ()

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        found = []
        for bit in amounts.bits_of(hit.months):
            received = sorted(
                (amount, item)
                for item, bits in hit.claims.items()
                if bits & bit and (amount := amounts.own(hit.subject, item, bit))
            )
            month = amounts.text_of(hit.subject.frame.window, bit)
            found += [Part(item, month, amount) for amount, item in received[:-1]]
        return found

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        for evidence in hit.subject.receipts(hit.claims.keys(), hit.months):
            yield evidence, hit.months
