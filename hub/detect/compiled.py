"""A compiled policy: each rule with its territory, ordered so that rules that others yield to run first.

Compiled once for a scan of every region; it keeps no state of any evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from hub.detect.compile_rule import of_holder, of_household, of_person
from hub.detect.conditions import Compiler
from hub.detect.household import HouseholdMonths
from hub.detect.kinds.compiled_rule import CompiledRule
from hub.detect.person import PersonMonths
from hub.detect.subject import Subject
from hub.detect.territory import PROVINCE, Territory, territory
from schema.errors import PolicyError
from schema.policy.parameters import Parameters, prefix
from schema.policy.policy import Policy
from schema.policy.rule import Pattern, Rule


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
        lawful = compiler.nodes(tuple(line.when for line in white if line.when is not None))
        seam = max((line.seam for line in white if line.seam is not None), default=0)
        if (for_person := of_person(rule, compiler, white)) is not None:
            persons.append(for_person.limited(lawful, seam, where))
        if (for_home := of_household(rule, compiler, white)) is not None:
            households.append(for_home.limited(lawful, seam, where))
        if (for_holder := of_holder(rule)) is not None:
            holders.append(for_holder.limited(lawful, seam, where))
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
