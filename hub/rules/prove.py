"""Judges an example with the engine: what a rule finds in a small world."""

from __future__ import annotations

from hub.detect.compiled import compile_policy
from hub.detect.evaluate import evaluate
from hub.detect.finding import Finding
from hub.detect.kinds.pattern import PatternPayment, PatternRow, shared_accounts
from hub.rules.example import World
from hub.rules.world import Built
from schema.policy.policy import Policy
from schema.policy.rule import Pattern, Rule
from schema.values.month import month_text

_PROVINCE = "370000"


def findings(policy: Policy, region: str, rule: Rule, world: World) -> list[Finding]:
    """Findings of one rule where the whole policy of its region is judged, so that it yields as it does in a scan."""
    built = Built(world)
    compiled = compile_policy(policy, _PROVINCE if region == "000000" else region)
    if isinstance(rule, Pattern):
        return shared_accounts(rule, _rows(built), compiled.parameters, world.as_of)
    coverage = built.coverage()
    found = (evaluate(dossier, compiled, built.window, coverage) for dossier in built.dossiers())
    return [finding for one in found for finding in one.findings if finding.rule == rule.id]


def _rows(built: Built) -> list[PatternRow]:
    """One row a person and account, as the statement of shared accounts gives them."""
    rows = []
    for id, view in built.people.items():
        by_account: dict[str, list[PatternPayment]] = {}
        for paid in view.payments:
            text = month_text(paid.month)
            payment = PatternPayment(paid.id, paid.item, text, paid.amount, paid.stream, paid.division, paid.run, 0)
            by_account.setdefault(paid.account or "", []).append(payment)
        households = frozenset(fact.household for fact in view.memberships if not built.is_registered(fact.household))
        guardians = frozenset(kin.guardian for kin in view.kinships if kin.ward == id)
        rows += [
            PatternRow(account, id, households, guardians, tuple(payments))
            for account, payments in by_account.items()
            if account
        ]
    return rows
