"""difference: an item that only fills up to a standard; the excess of the sum over the standard is at stake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from hub.detect import amounts
from hub.detect.finding import HeldBack, HeldReason, Missing, Part
from hub.detect.kinds.compiled_rule import CompiledRule, Hit
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence
from schema.policy.rule import Difference
from schema.values.months import ALL

Unknown = dict[tuple[HeldReason, str], int]
"""Why an excess is unknown -> the months."""


class FillUp(CompiledRule[PersonMonths]):
    """``detail``: month bit -> fen above the standard."""

    __slots__ = ("against", "filled", "rounding", "standard_name")

    JOINT = False

    def __init__(self, rule: Difference) -> None:
        self.filled = rule.filled
        self.against = rule.against
        self.standard_name = rule.standard
        self.rounding = int(rule.rounding * 100)
        super().__init__(
            rule,
            (
                frozenset(f"benefit:{item}" for item in rule.filled),
                frozenset(f"benefit:{item}" for item in rule.against),
            ),
        )

    def hits(self, subject: PersonMonths, held: list[HeldBack]) -> Iterable[Hit[PersonMonths]]:
        filled = self._received(subject, self.filled)
        months = filled & self._received(subject, self.against, through_households=True) & ALL & self.horizon
        if not months:
            return ()
        claims = dict.fromkeys((*self.filled, *self.against), months)
        above, unknown = self._above(subject, claims, months)
        if unknown:
            held.append(self._hold(subject, unknown))
        if not above:
            return ()
        bits = sum(above)
        return (Hit(subject, bits, {item: found & bits for item, found in claims.items()}, detail=above),)

    def stands(self, hit: Hit[PersonMonths], claimed: dict[str, dict[str, int]]) -> bool:
        """An item that another rule stops does not count: the others' excess over the standard is still at stake."""
        before = dict(hit.claims)
        if super().stands(hit, claimed) and hit.claims != before:
            hit.detail, _ = self._above(hit.subject, hit.claims, hit.months)
            hit.months = sum(hit.detail)
        return bool(hit.months)

    def _above(self, person: PersonMonths, claims: dict[str, int], months: int) -> tuple[dict[int, int], Unknown]:
        """Month bit -> fen above the standard, by the items that are claimed in it; and where that is unknown."""
        above: dict[int, int] = {}
        unknown: Unknown = {}
        for bit in amounts.bits_of(months):
            sums = {item: amounts.received(person, item, bit) for item, bits in claims.items() if bits & bit}
            if not any(sums.get(item) for item in self.filled) or not any(sums.get(item) for item in self.against):
                continue
            standard = self._standard(person, bit)
            open_ = [(HeldReason.PARTIAL, f"benefit:{item}") for item, found in sums.items() if None in found]
            if standard is None:
                open_.append((HeldReason.PARAMETER, self.standard_name))
            for reason in open_:
                unknown[reason] = unknown.get(reason, 0) | bit
            total = sum(amount or 0 for found in sums.values() for amount in found)
            if standard is not None and not open_ and total > standard + self.rounding:
                above[bit] = total - standard
        return above, unknown

    def _hold(self, person: PersonMonths, unknown: Unknown) -> HeldBack:
        window = person.frame.window
        missing = [
            Missing(reason, topic, None, None, tuple(window.texts(bits)))
            for (reason, topic), bits in sorted(unknown.items())
        ]
        return self.hold(person, reduce(or_, unknown.values()), (), *missing)

    def _received(self, person: PersonMonths, items: tuple[str, ...], *, through_households: bool = False) -> int:
        bits = 0
        for item in items:
            pair = person.items.get(item)
            if pair is not None:
                bits |= pair[0]
            if through_households and item in person.of_households:
                for membership, household in person.memberships:
                    if membership.counted and item in household.items:
                        bits |= membership.yes & household.items[item][0]
        return bits

    def _standard(self, person: PersonMonths, bit: int) -> int | None:
        """Where the filled item comes from; the narrowest figure of the month."""
        frame = person.frame
        day = frame.day(bit)
        for evidence in sorted(person.receipts(self.filled, bit), key=lambda found: found.fact.division):
            found = frame.parameters.fen(self.standard_name, evidence.fact.division, day)
            if found is not None:
                return found
        return None

    def items(self, hit: Hit[PersonMonths]) -> tuple[str, ...]:
        held = hit.subject.of_households | hit.subject.items.keys()
        return tuple(item for item, bits in hit.claims.items() if bits & hit.months and item in held)

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        window = hit.subject.frame.window
        return [
            Part(self._paid_too_much(hit, bit), amounts.text_of(window, bit), amount)
            for bit, amount in hit.detail.items()
            if bit & hit.months
        ]

    def _paid_too_much(self, hit: Hit[PersonMonths], bit: int) -> str:
        """Of the items that only fill up, the first that was received in a month: it is the one to be lowered."""
        received = (item for item in self.filled if hit.claims[item] & bit and amounts.own(hit.subject, item, bit))
        return next(received, self.filled[0])

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        person = hit.subject
        for item, claimed in hit.claims.items():
            for evidence in person.receipts((item,), claimed & hit.months):
                yield evidence, claimed & hit.months
            for membership, household in person.memberships if item in self.against else ():
                months = membership.yes & claimed & hit.months
                found = [one for one in household.receipts((item,), months) if one.type == "benefit"]
                if membership.counted and found:
                    yield Evidence("membership", membership), months
                    yield from ((one, months) for one in found)
