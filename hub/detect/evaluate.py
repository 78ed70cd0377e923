"""``evaluate``: one dossier judged by every rule. Pure: the same dossier, policy, window and coverage, the same answer.

Screening, eligibility, replay, back-test and what-if are this function with another input.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.compiled import CompiledPolicy
from hub.detect.context import Context
from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier
from hub.detect.finding import Evaluation, Finding, HeldBack
from hub.detect.identity import doubted
from hub.detect.kinds.judge import Judge, S
from schema.values.months import Window


def evaluate(dossier: Dossier, policy: CompiledPolicy, window: Window, coverage: Coverage) -> Evaluation:
    """Findings about the home household and its residents, and what was held back; both in a fixed order."""
    context = Context(dossier, window, coverage, policy.parameters)
    findings: list[Finding] = []
    held: list[HeldBack] = []
    residents = [person for id in sorted(dossier.residents) if (person := context.person(id)) is not None]
    for person in residents:
        _judge(context, policy.persons, person, person.keys, findings, held)
    home = context.household(dossier.home) if dossier.home is not None else None
    if home is not None:
        keys = set(home.keys)
        for person, _ in home.members():
            keys |= person.keys
        _judge(context, policy.households, home, keys, findings, held)
        _judge(context, policy.holders, home, home.keys, findings, held)
    elif len(residents) == 1:
        _judge(context, policy.households, residents[0], residents[0].keys, findings, held)
    if any(view.said for view in dossier.people.values()):
        findings = [doubted(finding, context) for finding in findings]
    context.release()
    return Evaluation(tuple(findings), tuple(held))


def _judge(
    context: Context,
    judges: Iterable[Judge[S]],
    subject: S,
    keys: set[str],
    findings: list[Finding],
    held: list[HeldBack],
) -> None:
    claimed: dict[str, dict[str, int]] = {}
    for judge in judges:
        for need in judge.needs:
            if keys.isdisjoint(need):
                break
        else:
            for hit in judge.hits(subject, held):
                if judge.stands(hit, claimed):
                    mine = claimed.setdefault(judge.rule.id, {})
                    for item, bits in hit.claims.items():
                        mine[item] = mine.get(item, 0) | bits & hit.months
                    findings.append(judge.finding(hit, context))
