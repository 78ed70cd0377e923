"""A fact of any record, by its fields: in force in a month, for some months after, or several times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hub.detect.dossier import Fact
from hub.detect.household import HouseholdMonths
from hub.detect.known import EVER, Known, at_least
from hub.detect.link import members
from hub.detect.node import Atom, Gap
from hub.detect.periods import spread
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import FactAtom, FieldTest, HeldThrough, Within
from schema.policy.model import Bilingual
from schema.record import Subject as Kind
from schema.records import RECORDS, value_types
from schema.values.money import Money
from schema.values.month import first_day
from schema.values.months import ALL, BEFORE, WIDTH, lowest, unbroken, with_earlier, with_later

Held = tuple[int, int, Subject, tuple[Evidence, ...]]
"""(months in which a holder's facts count, months in which they may, the holder, the facts that relate the two)"""


class HasFact(Atom):
    """A fact whose tested field its source leaves open is possibly such a fact: the months are unknown, never no."""

    __slots__ = ("apart", "every", "money", "record", "scope", "shared", "steps", "times", "where", "within")

    def __init__(self, slot: int, atom: FactAtom) -> None:
        record = RECORDS[atom.fact]
        topics = _topics(atom)
        # without a code any fact of the record will do, and no key names it
        super().__init__(
            slot, topics, atom.note, () if record.CODED and topics == (record.TOPIC,) else (frozenset(topics),)
        )
        self.record = record.NAME
        self.where = atom.where
        types = value_types(record.NAME)
        self.money = frozenset(test.field for test in atom.where if types.get(test.field) is Money)
        self.shared = Kind.HOUSEHOLD in record.SUBJECTS
        self.scope = atom.scope
        self.within = atom.within
        self.times = atom.times
        self.apart = atom.apart
        self.every = atom.lasts == "ever"
        self.steps = WIDTH if atom.lasts == "ever" else atom.lasts

    def places(self, subject: Subject) -> Mapping[str, int]:
        """Personal facts: the hukou division; those of households: all divisions of theirs."""
        if isinstance(subject, PersonMonths) and (not self.shared or self.scope is HeldThrough.OWN):
            return subject.home_places
        return subject.places

    def doubts(self, subject: Subject) -> Mapping[str, int]:
        return subject.doubts if self.scope is HeldThrough.OWN else subject.shared_doubts

    def marks(self, subject: Subject) -> tuple[int, int]:
        yes: dict[object, int] = {}
        some: dict[object, int] = {}
        for sure, maybe, holder, _ in self._holders(subject):
            for fact in holder.listed(self.record):
                fits = self._fits(fact, subject)
                if fits is not False:
                    # facts of one value are one; of an open value each may be another
                    value = None if self.apart is None else getattr(fact, self.apart)
                    key = fact.id if value is None else value
                    if fits:
                        yes[key] = yes.get(key, 0) | sure & self._carried(fact.yes)
                    some[key] = some.get(key, 0) | maybe & self._carried(fact.some)
        return at_least(yes.values(), self.times), at_least(some.values(), self.times)

    def compute(self, subject: Subject) -> Known:
        yes, some = self.marks(subject)
        known = Known(yes, self._ruled_out(subject) & ~some)
        return known if self.within is Within.MONTH else spread(known, subject.frame.window, self.within)

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        if self.within is not Within.MONTH:
            return self.widened(subject, bits, self.within)
        return self._earlier(subject, bits) if self.steps else super().gaps(subject, bits)

    def _earlier(self, subject: Subject, bits: int) -> Iterator[Gap]:
        """The months without an answer from which a fact would still count."""
        unknown = self.known(subject).unknown & bits
        if unknown:
            asked = with_earlier(unknown, self.steps)
            yield from self._open(subject, asked & ALL & ~self.answered(subject) or unknown)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        for sure, _, holder, relation in self._holders(subject):
            found = [
                Evidence(self.record, fact)
                for fact in holder.listed(self.record)
                if self._fits(fact, subject) and sure & self._carried(fact.yes) & bits
            ]
            if found:
                yield from relation
            yield from found

    def _holders(self, subject: Subject) -> Iterator[Held]:
        for sure, maybe, holder, membership in subject.holders(self.scope):
            if self.shared or not isinstance(holder, HouseholdMonths):
                yield sure, maybe, holder, () if membership is None else (Evidence("membership", membership),)
        if isinstance(subject, HouseholdMonths) and self.scope is HeldThrough.HELD:
            for person, months in members(subject):
                relation = (Evidence("membership", one) for one, place in person.memberships if place is subject)
                yield months, months, person, tuple(relation)

    def _fits(self, fact: Fact, subject: Subject) -> bool | None:
        answer: bool | None = True
        for test in self.where:
            passed = self._passes(test, getattr(fact, test.field), fact, subject)
            if passed is False:
                return False
            answer = answer if passed else None
        return answer

    def _passes(self, test: FieldTest, value: object, fact: Fact, subject: Subject) -> bool | None:
        if value is None:
            return None
        if test.one_of:
            return value in test.one_of
        if not isinstance(value, int | Decimal):
            return None
        figure = Decimal(value) / 100 if test.field in self.money else Decimal(value)
        frame = subject.frame
        day = first_day(frame.window.last)
        for name, passes in ((test.over, figure.__gt__), (test.under, figure.__lt__)):
            if name is not None:
                line = frame.parameters.get(name, fact.division, day)
                if line is None or not passes(line):
                    return None if line is None else False
        return (test.at_least is None or figure >= test.at_least) and (test.below is None or figure < test.below)

    def _carried(self, bits: int) -> int:
        """The months and those after them for which the fact still counts."""
        if not self.steps or not bits:
            return bits
        if self.every:
            first = 1 if bits & BEFORE else bits & -bits
            return bits | ALL & ~(first - 1)
        return with_later(bits, self.steps)

    def _ruled_out(self, subject: Subject) -> int:
        """Months without such a fact; ``assume_no`` of one that lasts is about the time before its source answered.

        A month whose row was not readable leaves open what such a fact would have lasted for.
        """
        answered = self.answered(subject)
        if self.note is None:
            return unbroken(answered, self.steps)
        if not self.steps:
            return EVER
        first = lowest(answered)
        doubted = self._covered(subject) & ~answered
        return ALL & ~(first - 1) & ~self._carried(doubted) if first else 0

    def _covered(self, subject: Subject) -> int:
        """Months that the streams cover, those of rows that were not readable among them."""
        covered, coverage, places = EVER, subject.frame.coverage, self.places(subject)
        for topic in self.topics:
            covered &= coverage.answered(topic, places, {})
        return covered

    def assumed(self, subject: Subject, bits: int) -> Iterator[Bilingual]:
        if self.note is not None and self.known(subject).no & bits & ~unbroken(self.answered(subject), self.steps):
            yield self.note


def _topics(atom: FactAtom) -> tuple[str, ...]:
    """The topics whose streams answer it: by code where the record has codes and the atom names them."""
    record = RECORDS[atom.fact]
    topic = record.TOPIC or atom.fact
    codes = next((test.one_of for test in atom.where if test.field == record.CODED and test.one_of), ())
    return tuple(f"{topic}:{code}" for code in codes) or (topic,)
