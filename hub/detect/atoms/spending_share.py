"""A household's own medical payments of some months against its income as checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hub.detect.dossier import Fact
from hub.detect.household import HouseholdMonths
from hub.detect.known import EVER, Known
from hub.detect.link import members
from hub.detect.node import Atom
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import SpendingShareAtom
from schema.values.month import first_day
from schema.values.months import ALL, BEFORE, highest

COST, PAID = "medical_expense", "self_paid"
CHECK, INCOME = "means_check", "household_income"


class SpendsShare(Atom):
    """Without any check there is no income to compare with, and so nothing to say: no."""

    __slots__ = ("months", "over")

    def __init__(self, slot: int, atom: SpendingShareAtom) -> None:
        super().__init__(slot, ("expense", CHECK), atom.note, ())
        self.months = atom.spending_share.months
        self.over = atom.spending_share.over

    def doubts(self, subject: Subject) -> Mapping[str, int]:
        return subject.shared_doubts

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes = some = 0
        checks, costs = self._listed(subject, CHECK), self._listed(subject, COST)
        reached = 0
        for check, _ in checks:
            reached |= self._span(check.yes, later=True)
        while reached:
            bit = highest(reached)
            reached ^= bit
            span = self._span(bit)
            income, share = self._income(checks, span), self._share(subject, bit)
            spent = sum(_value(fact, PAID) or 0 for fact, bits in costs if bits & span)
            if income is None or share is None:
                some |= bit
            elif spent > income * share:
                yes |= bit
        return yes, some | yes

    def compute(self, subject: Subject) -> Known:
        if not self._listed(subject, CHECK):
            return Known(0, EVER)
        yes, some = self.marks(subject)
        answered = self.ruled_out(subject)
        for _ in range(self.months - 1):
            answered &= answered << 1 & ALL | BEFORE | (1 if answered & BEFORE else 0)
        return Known(yes, answered & ALL & ~some)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        span = self._span(self.known(subject).yes & bits)
        for record in (CHECK, COST):
            for fact, months in self._listed(subject, record):
                if months & span:
                    yield Evidence(record, fact)

    def _span(self, bits: int, *, later: bool = False) -> int:
        """Some months with those before them that count, or with those later for which they count."""
        found = bits
        for _ in range(self.months - 1):
            found |= found << 1 & ALL if later else found >> 1
        return found & ALL

    def _listed(self, subject: Subject, record: str) -> list[tuple[Fact, int]]:
        """Facts of the household's members in their months there, or of the person alone."""
        if isinstance(subject, HouseholdMonths):
            people = members(subject)
        else:
            people = [(subject, ALL)] if isinstance(subject, PersonMonths) else []
        return [(fact, fact.yes & months) for one, months in people for fact in one.listed(record) if fact.yes & months]

    def _income(self, checks: list[tuple[Fact, int]], span: int) -> int | None:
        """Of the latest check within some months, in fen a year."""
        latest = max((check for check in checks if check[1] & span), key=lambda check: (check[1] & span, check[0].id))
        return _value(latest[0], INCOME)

    def _share(self, subject: Subject, bit: int) -> Decimal | None:
        frame = subject.frame
        day = first_day(frame.window.first + bit.bit_length() - 1)
        for division, months in sorted(subject.places.items()):
            if months & bit:
                share: Decimal | None = frame.parameters.get(self.over, division, day)
                if share is not None:
                    return share
        return None


def _value(fact: Fact, field: str) -> int | None:
    value: int | None = getattr(fact, field)
    return value
