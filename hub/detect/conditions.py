"""Compiles condition trees: all, any and none over atoms follow Kleene; equal atoms of different rules are one node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_

from hub.detect.atoms.fact import HasFact
from hub.detect.atoms.holding import HasCategory, IsPaid, Receives
from hub.detect.atoms.local import HoldsLocally
from hub.detect.atoms.personal import (
    HasCertificate,
    HasDied,
    HasGuardianship,
    IsAged,
    IsCovered,
    IsEnrolled,
    IsMember,
)
from hub.detect.atoms.spending import HasSpent
from hub.detect.atoms.spending_share import SpendsShare
from hub.detect.dossier import KIN
from hub.detect.earlier import Earlier, Meanwhile
from hub.detect.household import HouseholdMonths
from hub.detect.known import ALWAYS, EVER, NEVER, Known, at_least
from hub.detect.link import judged_home, linked, members
from hub.detect.node import Gap, Needs, Node
from hub.detect.person import PersonMonths
from hub.detect.subject import Evidence, Subject
from schema.policy.condition import (
    AgeAtom,
    AllOf,
    AnyOf,
    Before,
    BenefitAtom,
    CategoryAtom,
    CertificateAtom,
    Condition,
    CoverAtom,
    DeathAtom,
    EnrolmentAtom,
    EveryOf,
    FactAtom,
    GuardianshipAtom,
    LocalAtom,
    MembershipAtom,
    NamedCondition,
    NoneOf,
    PaymentAtom,
    Since,
    SomeOf,
    SpendingAtom,
    SpendingShareAtom,
)
from schema.policy.model import Bilingual


class Compiler:
    """Turns conditions into nodes; one compiler a policy, so that a slot identifies one condition."""

    def __init__(self, named: Mapping[str, Condition]) -> None:
        self._named = named
        self._nodes: dict[Condition, Node] = {}
        self._slots = 0

    def node(self, condition: Condition) -> Node:
        if isinstance(condition, NamedCondition):
            return self.node(self._named[condition.named])
        found = self._nodes.get(condition)
        if found is None:
            found = self._build(condition)
            self._nodes[condition] = found
        return found

    def nodes(self, conditions: tuple[Condition, ...]) -> tuple[Node, ...]:
        return tuple(self.node(condition) for condition in conditions)

    def _slot(self) -> int:
        self._slots += 1
        return self._slots

    def _build(self, condition: Condition) -> Node:
        match condition:
            case AllOf():
                inner = self.nodes(condition.all)
                return All(self._slot(), inner)
            case AnyOf():
                inner = self.nodes(condition.any)
                return Any(self._slot(), inner)
            case NoneOf():
                inner = self.nodes(condition.none)
                return Not(self._slot(), Any(self._slot(), inner))
            case SomeOf():
                where = self.node(condition.where)
                return Related(self._slot(), where, condition.some)
            case EveryOf():
                where = self.node(condition.where)
                return Related(self._slot(), where, condition.every, every=condition.at_least)
            case CategoryAtom():
                return HasCategory(self._slot(), condition)
            case BenefitAtom():
                return Receives(self._slot(), condition)
            case PaymentAtom():
                return IsPaid(self._slot(), condition)
            case CertificateAtom():
                return HasCertificate(self._slot(), condition)
            case AgeAtom():
                return IsAged(self._slot(), condition)
            case DeathAtom():
                return HasDied(self._slot(), condition)
            case EnrolmentAtom():
                return IsEnrolled(self._slot(), condition)
            case SpendingAtom():
                return HasSpent(self._slot(), condition)
            case SpendingShareAtom():
                return SpendsShare(self._slot(), condition)
            case CoverAtom():
                return IsCovered(self._slot(), condition)
            case MembershipAtom():
                return IsMember(self._slot(), condition)
            case GuardianshipAtom():
                return HasGuardianship(self._slot(), condition)
            case FactAtom():
                return HasFact(self._slot(), condition)
            case LocalAtom():
                return HoldsLocally(self._slot(), condition)
            case Before():
                inner_node = self.node(condition.before)
                return Earlier(self._slot(), inner_node, condition.months)
            case Since():
                since, was = self.node(condition.since), self.node(condition.was)
                return Meanwhile(self._slot(), since, was)
            case NamedCondition():
                return self.node(condition)


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


class Related(Node):
    """A condition over the people around a subject: members of the home, parents, guardians."""

    __slots__ = ("every", "relation", "where")

    def __init__(self, slot: int, where: Node, relation: str, *, every: int = 0) -> None:
        """``every``: the condition holds for each of at least so many; 0 is for one of them."""
        super().__init__(slot, () if relation == "member" else (frozenset({KIN[VERBS[relation]]}),))
        self.where = where
        self.relation = relation
        self.every = every

    def asked(self, *, holds: bool) -> frozenset[str]:
        return self.where.asked(holds=holds)

    def compute(self, subject: Subject) -> Known:
        answers = [
            (Known(bits, EVER & ~bits), self.where.known(person)) for person, bits, _ in related(subject, self.relation)
        ]
        if self.every:
            present = at_least(self._present(subject).values(), self.every)
            held = reduce(lambda left, right: left & right, (~there | known for there, known in answers), ALWAYS)
            return held & Known(present, 0)
        # an unlisted parent or guardian may exist: "none of them" stays unknown there
        known = reduce(lambda left, right: left | right, (there & answer for there, answer in answers), NEVER)
        return known if self.relation == "member" else Known(known.yes, 0)

    def _present(self, subject: Subject) -> dict[str, int]:
        """The months in which each of them is there, however many facts relate the two."""
        found: dict[str, int] = {}
        for person, months, _ in related(subject, self.relation):
            found[person.id] = found.get(person.id, 0) | months
        return found

    def gaps(self, subject: Subject, bits: int) -> Iterator[Gap]:
        unknown = self.known(subject).unknown & bits
        for person, months, _ in related(subject, self.relation):
            if unknown & months:
                yield from self.where.gaps(person, unknown & months)

    def facts(self, subject: Subject, bits: int) -> Iterator[Evidence]:
        for person, months, evidence in related(subject, self.relation):
            part = self.where.known(person).yes & months & bits
            if part:
                yield from evidence
                yield from self.where.facts(person, part)


VERBS = {"guardian": "GUARDS", "parent": "PARENT_OF"}


def related(subject: Subject, relation: str) -> Iterator[tuple[PersonMonths, int, tuple[Evidence, ...]]]:
    """(person, months, facts that relate them): members of a household or of the judged home, parents, guardians."""
    if relation == "member":
        household = subject if isinstance(subject, HouseholdMonths) else judged_home(subject)
        if household is not None:
            for person, months in members(household):
                facts = tuple(Evidence("membership", fact) for fact, place in person.memberships if place is household)
                yield person, months, facts
    elif isinstance(subject, PersonMonths):
        verb = VERBS[relation]
        people = linked(subject).people
        for fact in subject.view.kinships:
            other = people.get(fact.guardian)
            if fact.verb == verb and fact.ward == subject.id and other is not None:
                yield other, fact.yes, (Evidence(KIN[verb], fact),)
