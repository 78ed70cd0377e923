"""Judges an example with the engine: what a rule finds in a small world."""

from __future__ import annotations

from hub.detect.compiled import compile_policy
from hub.detect.evaluate import evaluate
from hub.detect.finding import Finding
from hub.detect.kinds.pattern import pattern_findings
from hub.rules.example import World
from hub.rules.meeting import rows
from hub.rules.world import Built
from schema.policy.policy import Policy
from schema.policy.rule import Pattern, Rule


def findings(policy: Policy, rule: Rule, world: World) -> list[Finding]:
    """Findings of one rule where the whole policy is judged, so that it yields as it does in a scan."""
    built = Built(world)
    compiled = compile_policy(policy)
    if isinstance(rule, Pattern):
        return pattern_findings(rule, rows(rule.anchor, built), compiled.parameters, world.as_of)
    coverage = built.coverage()
    found = (evaluate(dossier, compiled, built.window, coverage) for dossier in built.dossiers())
    return [finding for one in found for finding in one.findings if finding.rule == rule.id]
