"""Categories, benefits and payments, held directly or through a household that counts the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub.detect.dossier import PaymentFact
from hub.detect.known import Known
from hub.detect.node import Atom, Gap
from hub.detect.periods import spread, term_bits
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import BenefitAtom, CategoryAtom, HeldThrough, PaymentAtom, Within


class Held(Atom):
    """A doubt about one member's part in a household's facts is a doubt for the whole household."""

    __slots__ = ("scope",)

    scope: HeldThrough

    def doubts(self, subject: Subject) -> Mapping[str, int]:
        return subject.doubts if self.scope is HeldThrough.OWN else subject.shared_doubts


class HasCategory(Held):
    """A status is in force; through a household only while membership and status both are."""

    __slots__ = ("codes",)

    def __init__(self, slot: int, atom: CategoryAtom) -> None:
        self.codes = atom.category
        self.scope = atom.scope
        topics = tuple(f"category:{code}" for code in self.codes)
        super().__init__(slot, topics, atom.note, (frozenset(topics),))

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes = some = 0
        for sure, maybe, holder, _ in subject.holders(self.scope):
            categories = holder.categories
            for code in self.codes:
                pair = categories.get(code)
                if pair is not None:
                    yes |= sure & pair[0]
                    some |= maybe & pair[1]
        return yes, some

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        for sure, _, holder, membership in subject.holders(self.scope):
            found = [
                Evidence("category", fact)
                for fact in holder.category_facts()
                if fact.category in self.codes and fact.yes & sure & bits
            ]
            if found and membership is not None:
                yield Evidence("membership", membership)
            yield from found


class Receives(Held):
    """An item is received: an award in force, or a payment for the month."""

    __slots__ = ("items", "within")

    def __init__(self, slot: int, atom: BenefitAtom) -> None:
        self.items = atom.benefit
        self.scope = atom.scope
        self.within = atom.within
        topics = tuple(f"benefit:{item}" for item in self.items)
        super().__init__(slot, topics, atom.note, (frozenset(topics),))

    def marks(self, subject: Subject) -> tuple[int, int]:
        if self.within is Within.TERM:
            return self._terms(subject)
        yes = some = 0
        for sure, maybe, holder, _ in subject.holders(self.scope):
            items = holder.items
            for item in self.items:
                pair = items.get(item)
                if pair is not None:
                    yes |= sure & pair[0]
                    some |= maybe & pair[1]
        return yes, some

    def _terms(self, subject: Subject) -> tuple[int, int]:
        """As ``marks``, by the award's term instead of the month in which it was listed."""
        window = subject.frame.window
        yes = some = 0
        for sure, maybe, holder, _ in subject.holders(self.scope):
            for item in self.items:
                for award in holder.awards.get(item, ()):
                    term = None
                    if award.school_year and award.term:
                        term = term_bits(window, award.school_year, award.term)
                    yes |= sure & (award.yes if term is None else term)
                    some |= maybe & (award.some if term is None else term)
                if item in holder.items:
                    for paid, bit in holder.paid:
                        if paid == item:
                            yes |= sure & bit
                            some |= maybe & bit
        return yes, some

    def compute(self, subject: Subject) -> Known:
        known = super().compute(subject)
        return known if self.within is Within.MONTH else spread(known, subject.frame.window, self.within)

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        return self.widened(subject, bits, self.within)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        for sure, _, holder, membership in subject.holders(self.scope):
            found = list(holder.receipts(self.items, sure & bits))
            if found and membership is not None:
                yield Evidence("membership", membership)
            yield from found


class IsPaid(Receives):
    """An item is paid for the month; awards do not count."""

    __slots__ = ("payee",)

    def __init__(self, slot: int, atom: PaymentAtom) -> None:
        self.payee = atom.scope is HeldThrough.PAYEE
        scope = HeldThrough.OWN if atom.scope is HeldThrough.PAYEE else atom.scope
        super().__init__(slot, BenefitAtom(benefit=atom.payment, scope=scope, within=atom.within))
        self.note = atom.note
        self.topics = tuple(f"payment:{item}" for item in self.items)

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes = 0
        if self.payee:
            for payment in self._named(subject):
                yes |= payment.yes
            return yes, yes
        for sure, _, holder, _ in subject.holders(self.scope):
            for item, bit in holder.paid:
                if item in self.items:
                    yes |= bit & sure
        return yes, yes

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        if self.payee:
            return (Evidence("payment", payment) for payment in self._named(subject) if payment.yes & bits)
        return (evidence for evidence in super().facts(subject, bits) if evidence.type != "benefit")

    def _named(self, subject: Subject) -> Iterator[PaymentFact]:
        """Payments in the person's own name, whoever they count for."""
        if isinstance(subject, PersonMonths):
            yield from (payment for payment in subject.view.payments if payment.item in self.items)
