"""A compiled policy: each rule with its territory, ordered so that rules that others yield to run first.

Compiled once for a scan of every region; it keeps no state of any evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
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
from hub.detect.territory import PROVINCE, Territory, territory
from schema.errors import PolicyError
from schema.policy.condition import AnyOf
from schema.policy.parameters import Parameters, prefix
from schema.policy.policy import Policy
from schema.policy.rule import (
    AboveNeed,
    AwardPaid,
    Difference,
    Exclude,
    Higher,
    Moved,
    OncePer,
    Pattern,
    Require,
    Rule,
    Severity,
    Stop,
    Threshold,
    Twice,
    WhiteLine,
)


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    rules: tuple[Rule, ...]
    """Every rule that holds anywhere, by id; a rule of one id in several regions is several."""
    persons: tuple[CompiledRule[PersonMonths], ...]
    """Rules about each resident of a home."""
    households: tuple[CompiledRule[Subject], ...]
    """Rules about the home household, or of a person without one."""
    holders: tuple[CompiledRule[HouseholdMonths], ...]
    """Rules about the home household only, as the holder of awards."""
    patterns: tuple[tuple[Pattern, Territory], ...]
    parameters: Parameters

    def asked(self) -> dict[str, frozenset[str]]:
        """Topic -> ids of the rules that are held back where it is uncovered."""
        found: dict[str, set[str]] = {}
        for rules in (self.persons, self.households, self.holders):
            for compiled in rules:
                for topic in compiled.asked():
                    found.setdefault(topic, set()).add(compiled.rule.id)
        return {topic: frozenset(rules) for topic, rules in sorted(found.items())}


def compile_policy(policy: Policy, only: Iterable[str] | None = None) -> CompiledPolicy:
    """The rules of every region, or those with the given ids; raises ``PolicyError`` when rules yield in a circle."""
    wanted = None if only is None else set(only)
    placed = [(rule, where) for rule, where in _placed(policy) if wanted is None or rule.id in wanted]
    compiler = Compiler(policy.named)
    persons: list[CompiledRule[PersonMonths]] = []
    households: list[CompiledRule[Subject]] = []
    holders: list[CompiledRule[HouseholdMonths]] = []
    for rule, where in _in_order(placed):
        white = tuple(line for line in policy.white if rule.id in line.limits)
        without = frozenset(item for line in white for item in line.items)
        lawful = compiler.nodes(tuple(line.when for line in white if line.when is not None))
        seam = max((line.seam for line in white if line.seam is not None), default=0)
        limits = (lawful, seam, where)
        match rule:
            case Exclude(unit="household"):
                households.append(Sides[Subject](rule, compiler.nodes(rule.sides or ())).limited(*limits))
            case Exclude():
                persons.append(_exclude(rule, compiler, without).limited(*limits))
            case Higher():
                when = None if rule.when is None else compiler.node(rule.when)
                persons.append(TakeHigher(rule, _together(white), when).limited(*limits))
            case Difference():
                persons.append(FillUp(rule).limited(*limits))
            case Stop():
                persons.append(_stop(rule, compiler, without).limited(*limits))
            case Moved():
                persons.append(GoesOn(rule, without).limited(*limits))
            case Require(paid=AwardPaid() as paid):
                persons.append(ShouldBePaid[PersonMonths](rule, paid).limited(*limits))
                holders.append(ShouldBePaid[HouseholdMonths](rule, paid).limited(*limits))
            case Require(unit="household"):
                households.append(ShouldHave[Subject](rule, *_require(rule, compiler)).limited(*limits))
            case Require():
                persons.append(ShouldHave[PersonMonths](rule, *_require(rule, compiler)).limited(*limits))
            case Twice(unit="household"):
                households.append(ReceivedTwice[Subject](rule, compiler.nodes(rule.unless), without).limited(*limits))
            case Twice():
                twice = ReceivedTwice[PersonMonths](rule, compiler.nodes(rule.unless), without)
                persons.append(twice.limited(*limits))
            case OncePer():
                households.append(OncePerCause(rule).limited(*limits))
            case AboveNeed():
                households.append(MoreThanNeeded(rule).limited(*limits))
            case Threshold():
                households.append(_threshold(rule, compiler).limited(*limits))
            case Pattern():
                pass
    patterns = tuple((rule, where) for rule, where in placed if isinstance(rule, Pattern))
    rules = tuple(rule for rule, _ in placed)
    return CompiledPolicy(rules, tuple(persons), tuple(households), tuple(holders), patterns, policy.parameters)


def _placed(policy: Policy) -> list[tuple[Rule, Territory]]:
    """Every rule with where it holds, by id; one that the province's own file replaces holds nowhere."""
    regions: dict[str, list[str]] = {}
    for region, rule in policy.rules:
        regions.setdefault(rule.id, []).append(region)
    in_province = {rule.id: region for region, rule in policy.in_force(PROVINCE)}
    return [
        (rule, territory(region, regions[rule.id]))
        for region, rule in policy.rules
        if not PROVINCE.startswith(prefix(region)) or in_province[rule.id] == region
    ]


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


def _together(white: Iterable[WhiteLine]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for line in white for pair in combinations(line.together, 2))


def _in_order(placed: Sequence[tuple[Rule, Territory]]) -> list[tuple[Rule, Territory]]:
    """Those that others yield to first; the rules of one id in several regions stand together."""
    known: dict[str, list[tuple[Rule, Territory]]] = {}
    for rule, where in placed:
        known.setdefault(rule.id, []).append((rule, where))
    sorter = TopologicalSorter(
        {id: [name for rule, _ in rules for name in rule.yields_to if name in known] for id, rules in known.items()}
    )
    try:
        return [one for id in sorter.static_order() for one in known[id]]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise PolicyError("policy", None, f"rules yield to each other in a circle: {circle}", "an order") from None
