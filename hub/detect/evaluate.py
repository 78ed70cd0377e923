"""``evaluate``: one dossier judged by every rule. Pure: equal inputs give equal results.

A replay is this function with another input.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.detect.compiled import CompiledPolicy
from hub.detect.coverage import Coverage
from hub.detect.dossier import Dossier
from hub.detect.finding import Evaluation, Finding, HeldBack
from hub.detect.frame import EvaluationFrame
from hub.detect.identity import doubted
from hub.detect.kinds.compiled_rule import CompiledRule, S
from hub.detect.link import Linked
from schema.values.months import Window


def evaluate(dossier: Dossier, policy: CompiledPolicy, window: Window, coverage: Coverage) -> Evaluation:
    """Findings about the home household and its residents, and what was held back; both in a fixed order."""
    frame = EvaluationFrame(window, coverage, policy.parameters)
    linked = Linked(dossier, frame)
    findings: list[Finding] = []
    held: list[HeldBack] = []
    residents = [person for id in sorted(dossier.residents) if (person := linked.people.get(id)) is not None]
    for person in residents:
        _apply(policy.persons, person, person.keys, dossier.home, findings, held)
    home = linked.households.get(dossier.home) if dossier.home is not None else None
    if home is not None:
        keys = set(home.keys)
        for person, _ in linked.members[home.id]:
            keys |= person.keys
        _apply(policy.households, home, keys, home.id, findings, held)
        _apply(policy.holders, home, home.keys, home.id, findings, held)
    elif len(residents) == 1:
        _apply(policy.households, residents[0], residents[0].keys, dossier.home, findings, held)
    disputed = [view for view in dossier.people.values() if view.identity_reports]
    if disputed:
        findings = [doubted(finding, disputed, window) for finding in findings]
    return Evaluation(tuple(findings), tuple(held))


def _apply(
    rules: Iterable[CompiledRule[S]],
    subject: S,
    keys: set[str],
    home: str | None,
    findings: list[Finding],
    held: list[HeldBack],
) -> None:
    claimed: dict[str, dict[str, int]] = {}
    for compiled in rules:
        for need in compiled.needs:
            if keys.isdisjoint(need):
                break
        else:
            before = len(held)
            for hit in compiled.hits(subject, held):
                if compiled.stands(hit, claimed):
                    mine = claimed.setdefault(compiled.rule.id, {})
                    for item, bits in hit.claims.items():
                        mine[item] = mine.get(item, 0) | bits & hit.months
                    found = compiled.finding(hit, home)
                    if compiled.territory.everywhere:
                        findings.append(found)
                    else:
                        _add_once(found, findings)
            if compiled.bounded:
                held[before:] = compiled.held_in_force(held[before:], subject)


def _add_once(found: Finding, findings: list[Finding]) -> None:
    """Of a home that moved between regions with rules of one id: the finding of the later months stands."""
    for index, other in enumerate(findings):
        if other.id == found.id:
            if found.months[-1] >= other.months[-1]:
                findings[index] = found
            return
    findings.append(found)
