"""One rule, compiled: about a person, about the home, and about the home as the holder of awards.

Every kind of rule has its form here; its white list and where it holds are added by who compiles a policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from hub.detect.conditions import Compiler
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.above_need import MoreThanNeeded
from hub.detect.kinds.compiled_rule import CompiledRule
from hub.detect.kinds.difference import FillUp
from hub.detect.kinds.exclude import Households, Places, Sides
from hub.detect.kinds.higher import TakeHigher
from hub.detect.kinds.moved import GoesOn
from hub.detect.kinds.once_per import OncePerCause
from hub.detect.kinds.paid import ShouldBePaid
from hub.detect.kinds.require import ShouldHave
from hub.detect.kinds.stop import StopAfter
from hub.detect.kinds.threshold import MemberHit, SpendingSpike
from hub.detect.kinds.twice import ReceivedTwice
from hub.detect.kinds.two_facts import Together
from hub.detect.node import Node
from hub.detect.person import PersonMonths
from hub.detect.subject import Subject
from schema.errors import PolicyError
from schema.policy.condition import AnyOf
from schema.policy.rule import (
    AboveNeed,
    AwardPaid,
    Difference,
    Exclude,
    Higher,
    Moved,
    OncePer,
    Require,
    Rule,
    Severity,
    Stop,
    Threshold,
    Twice,
    WhiteLine,
)


def of_person(rule: Rule, compiler: Compiler, white: tuple[WhiteLine, ...]) -> CompiledRule[PersonMonths] | None:
    """The rule about each resident; None where it judges nobody by themselves."""
    match rule:
        case Exclude(unit="person"):
            return _exclude(rule, compiler, _without(white))
        case Higher():
            when = None if rule.when is None else compiler.node(rule.when)
            return TakeHigher(rule, _together(white), when)
        case Difference():
            return FillUp(rule)
        case Stop():
            return _stop(rule, compiler, _without(white))
        case Moved():
            return GoesOn(rule, _without(white))
        case Require(paid=AwardPaid() as paid):
            return ShouldBePaid[PersonMonths](rule, paid)
        case Require(unit="person"):
            return ShouldHave[PersonMonths](rule, *_require(rule, compiler))
        case Twice(unit="person"):
            return ReceivedTwice[PersonMonths](rule, compiler.nodes(rule.unless), _without(white))
    return None


def of_household(rule: Rule, compiler: Compiler, white: tuple[WhiteLine, ...]) -> CompiledRule[Subject] | None:
    """The rule about the home; None where it does not judge the home as a whole."""
    match rule:
        case Exclude(unit="household"):
            return Sides[Subject](rule, compiler.nodes(rule.sides or ()))
        case Require(unit="household", paid=None):
            return ShouldHave[Subject](rule, *_require(rule, compiler))
        case Twice(unit="household"):
            return ReceivedTwice[Subject](rule, compiler.nodes(rule.unless), _without(white))
        case OncePer():
            return OncePerCause(rule)
        case AboveNeed():
            return MoreThanNeeded(rule)
        case Threshold():
            return _threshold(rule, compiler)
    return None


def of_holder(rule: Rule) -> CompiledRule[HouseholdMonths] | None:
    """The rule about the home as the holder of awards."""
    match rule:
        case Require(paid=AwardPaid() as paid):
            return ShouldBePaid[HouseholdMonths](rule, paid)
    return None


def _exclude(rule: Exclude, compiler: Compiler, without: frozenset[str]) -> CompiledRule[PersonMonths]:
    if rule.two_places is not None:
        return Places(rule, rule.two_places, without)
    if rule.two_households is not None:
        return Households(rule, rule.two_households)
    if rule.two_facts is not None:
        return Together(rule, rule.two_facts)
    return Sides[PersonMonths](rule, compiler.nodes(rule.sides or ()))


def _stop(rule: Stop, compiler: Compiler, without: frozenset[str]) -> CompiledRule[PersonMonths]:
    events = (rule.when, *(event.when for event in rule.also))
    when = compiler.node(AnyOf(any=events) if rule.also else rule.when)
    return StopAfter(rule, when, compiler.nodes(events), without)


def _require(rule: Require, compiler: Compiler) -> tuple[Node, tuple[Node, ...], Node]:
    if rule.given is None or rule.expect is None:
        raise PolicyError("policy", None, f"rule {rule.id} has no given or no expect", "both")
    return compiler.node(rule.given), compiler.nodes(rule.unless), compiler.node(rule.expect)


def _threshold(rule: Threshold, compiler: Compiler) -> CompiledRule[Subject]:
    if rule.spending is not None:
        return SpendingSpike(rule, rule.spending)
    if rule.member is not None:
        member = rule.member
        levels = ((Severity.HIGH, member.red), (Severity.MEDIUM, member.yellow))
        raised = tuple((level, compiler.node(condition)) for level, condition in levels if condition is not None)
        return MemberHit(rule, compiler.node(member.where), compiler.node(member.household), raised)
    raise PolicyError("policy", None, f"rule {rule.id} measures nothing", "spending or member")


def _without(white: Iterable[WhiteLine]) -> frozenset[str]:
    return frozenset(item for line in white for item in line.items)


def _together(white: Iterable[WhiteLine]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for line in white for pair in combinations(line.together, 2))
