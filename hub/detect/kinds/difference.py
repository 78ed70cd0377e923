"""difference: an item that only fills up to a standard; what the sum passes the standard by is at stake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hub.detect import amounts
from hub.detect.finding import HeldBack, HeldReason, Part
from hub.detect.kinds.judge import Hit, Judge
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence
from schema.policy.rule import Difference
from schema.values.month import first_day
from schema.values.months import ALL


class FillUp(Judge[PersonMonths]):
    """``detail``: month bit -> fen above the standard."""

    __slots__ = ("against", "filled", "rounding", "standard_name")

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
        above: dict[int, int] = {}
        unknown = 0
        for bit in amounts.bits_of(months):
            counted = sum(amounts.month_of_item(subject, item, bit) or 0 for item in self.against)
            paid = sum(amounts.own(subject, item, bit) or 0 for item in self.filled)
            if not counted or not paid:
                continue
            standard = self._standard(subject, bit)
            if standard is None:
                unknown |= bit
            elif counted + paid > standard + self.rounding:
                above[bit] = counted + paid - standard
        if unknown:
            held.append(self.hold_for(subject, unknown, HeldReason.PARAMETER, self.standard_name))
        if not above:
            return ()
        bits = sum(above)
        return (Hit(subject, bits, dict.fromkeys((*self.filled, *self.against), bits), detail=above),)

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
        context = person.context
        day = first_day(context.window.first + bit.bit_length() - 1)
        for evidence in sorted(person.receipts(self.filled, bit), key=lambda found: found.fact.division):
            found = context.parameters.fen(self.standard_name, evidence.fact.division, day)
            if found is not None:
                return found
        return None

    def items(self, hit: Hit[PersonMonths]) -> tuple[str, ...]:
        held = hit.subject.of_households | hit.subject.items.keys()
        return tuple(item for item in (*self.filled, *self.against) if item in held)

    def parts(self, hit: Hit[PersonMonths]) -> list[Part]:
        window = hit.subject.context.window
        return [
            Part(self.filled[0], amounts.text_of(window, bit), amount)
            for bit, amount in hit.detail.items()
            if bit & hit.months
        ]

    def evidence(self, hit: Hit[PersonMonths]) -> Iterator[tuple[Evidence, int]]:
        person = hit.subject
        for evidence in person.receipts((*self.filled, *self.against), hit.months):
            yield evidence, hit.months
        for membership, household in person.memberships:
            months = membership.yes & hit.months
            found = [one for one in household.receipts(self.against, months) if one.type == "benefit"]
            if membership.counted and found:
                yield Evidence("membership", membership), months
                yield from ((one, months) for one in found)
