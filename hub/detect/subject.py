"""Base of a dossier's persons and households: their facts indexed by month, once for one evaluation.

Indexes have two sets of months each, as facts do: ``yes``, in force on the first day, and ``some``, possibly in force.
Results of atoms are kept in ``cache``, so facts are read once for all rules.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from hub.detect.dossier import BenefitFact, CategoryFact, Fact, HouseholdView, MembershipFact, PersonView
from hub.detect.frame import EvaluationFrame
from hub.detect.known import Known
from schema.policy.condition import HeldThrough
from schema.record import Subject as Kind
from schema.records import RECORDS
from schema.values.months import ALL, BEFORE

Pair = list[int]
"""[yes, some]"""

NOWHERE: Final[Mapping[str, int]] = {}
NO_DOUBTS: Final[Mapping[str, int]] = {}


_INDEXED = frozenset({"benefit", "category", "payment"})
_TOPICS = {
    kind: tuple(
        (record.LIST, record.TOPIC, record.CODED)
        for record in RECORDS.values()
        if record.TOPIC is not None
        and record.OBJECT is None
        and record.NAME not in _INDEXED
        and kind in record.SUBJECTS
        and record.LIST in view.__dataclass_fields__
    )
    for kind, view in ((Kind.PERSON, PersonView), (Kind.HOUSEHOLD, HouseholdView))
}
"""Lists of facts with a class of their own, with the topics of their records."""


class Evidence(NamedTuple):
    type: str
    """The record's name."""
    fact: Fact


class Subject:
    """Base of persons and households."""

    __slots__ = ("awards", "cache", "categories", "frame", "id", "items", "keys", "linked")

    TYPE: str
    view: PersonView | HouseholdView
    linked: Callable[[], object | None]
    """A weak reference to the subject's ``Linked``, which sets it (``hub.detect.link``)."""

    def __init__(
        self, frame: EvaluationFrame, id: str, categories: Iterable[CategoryFact], benefits: Iterable[BenefitFact]
    ) -> None:
        self.frame = frame
        self.id = id
        self.cache: dict[int, Known] = {}
        self.categories: dict[str, Pair] = {}
        self.items: dict[str, Pair] = {}
        """Receipt: awards, and payments as evidence of it."""
        self.awards: dict[str, list[BenefitFact]] = {}
        self.keys: set[str] = set()
        """Topics of the subject's facts: ``category:dibao``, ``benefit:disab_living``, ``certificate``, ``death`` …"""
        for category in categories:
            pair = self.categories.get(category.category)
            if pair is None:
                self.categories[category.category] = [category.yes, category.some]
                self.keys.add("category:" + category.category)
            else:
                pair[0] |= category.yes
                pair[1] |= category.some
        for benefit in benefits:
            pair = self.items.get(benefit.item)
            if pair is None:
                self.items[benefit.item] = [benefit.yes, benefit.some]
                self.awards[benefit.item] = [benefit]
                self.keys.add("benefit:" + benefit.item)
            else:
                pair[0] |= benefit.yes
                pair[1] |= benefit.some
                self.awards[benefit.item].append(benefit)

    def listed(self, record: str) -> Sequence[Fact]:
        """The subject's own facts of a record."""
        found: Sequence[Fact] = getattr(self.view, RECORDS[record].LIST, ())
        return found or self.view.declared.get(record, ())

    def _index(self, kind: Kind) -> None:
        """Adds the topics of all facts whose months no index of their own holds."""
        for list, topic, coded in _TOPICS[kind]:
            facts: Sequence[Fact] = getattr(self.view, list)
            if not facts:
                continue
            if coded is None:
                self.keys.add(topic)
            else:
                self.keys.update(f"{topic}:{getattr(fact, coded)}" for fact in facts)
        if self.view.declared:
            self._index_declared()

    def _index_declared(self) -> None:
        for name, facts in self.view.declared.items():
            topic, coded = RECORDS[name].TOPIC, RECORDS[name].CODED
            if coded is not None:
                self.keys.update(f"{topic}:{fact.values[coded]}" for fact in facts)
            elif topic is not None:
                self.keys.add(topic)

    @property
    def places(self) -> Mapping[str, int]:
        """Divisions that answer for categories and benefits, each with its months."""
        raise NotImplementedError

    @property
    def doubts(self) -> Mapping[str, int]:
        return NO_DOUBTS

    @property
    def shared_doubts(self) -> Mapping[str, int]:
        """Doubts about facts held through a household."""
        return self.doubts

    @property
    def paid(self) -> Mapping[tuple[str, int], int]:
        """(item, month bit) -> fen paid for the month, instalments added up."""
        raise NotImplementedError

    def category_facts(self) -> Iterable[CategoryFact]:
        raise NotImplementedError

    def receipts(self, items: Collection[str], bits: int) -> Iterator[Evidence]:
        """Awards and payments of the items in some of the months."""
        raise NotImplementedError

    def holders(self, scope: HeldThrough) -> Iterable[tuple[int, int, Subject, MembershipFact | None]]:
        """Whose holdings count: (months in which they do, months in which they may, holder, by which membership)."""
        raise NotImplementedError


def carry(places: dict[str, int]) -> None:
    """Carry the last known division into later months without one."""
    known = 0
    for bits in places.values():
        known |= bits
    if not known:
        return
    earliest = 1 if known & BEFORE else known & -known
    gaps = ALL & ~known & ~(earliest - 1)
    while gaps:
        bit = gaps & -gaps
        before = known & (bit - 1)
        last = 1 << (before.bit_length() - 1) if before else BEFORE
        for division, bits in places.items():
            if bits & last:
                places[division] = bits | bit
        known |= bit
        gaps ^= bit
