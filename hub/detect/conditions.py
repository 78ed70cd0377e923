"""Compiles condition trees into nodes; equal conditions of different rules are one node."""

from __future__ import annotations

from collections.abc import Mapping

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
from hub.detect.earlier import Earlier, Meanwhile
from hub.detect.logic import All, Any, Not
from hub.detect.node import Node
from hub.detect.related import Related
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
