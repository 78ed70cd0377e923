"""A household's own medical payments of some months against its income as checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.detect.dossier import Fact
from hub.detect.household import HouseholdMonths
from hub.detect.known import EVER, Known
from hub.detect.link import members
from hub.detect.node import Atom
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import SpendingShareAtom
from schema.values.months import ALL, highest, unbroken, with_earlier, with_later

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
            reached |= with_later(check.yes, self.months - 1) & ALL
        while reached:
            bit = highest(reached)
            reached ^= bit
            span = with_earlier(bit, self.months - 1)
            income, share = self._income(checks, span), subject.frame.figure(self.over, subject.places, bit)
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
        return Known(yes, unbroken(self.ruled_out(subject), self.months - 1) & ALL & ~some)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        span = with_earlier(self.known(subject).yes & bits, self.months - 1)
        for record in (CHECK, COST):
            for fact, months in self._listed(subject, record):
                if months & span:
                    yield Evidence(record, fact)

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


def _value(fact: Fact, field: str) -> int | None:
    value: int | None = getattr(fact, field)
    return value
