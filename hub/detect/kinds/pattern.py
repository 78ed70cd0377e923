"""pattern: what only the graph shows, from the rows of a statement in cypher/patterns/ (D38: one account for many).

The statement returns candidates, one row a person and anchor; ``hub.detect.kinds.pattern_tests`` judges them. What it
keeps is the evidence: nothing else of a candidate is cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from hub.detect import sentences
from hub.detect.finding import Cite, Finding, FindingType, Part, finding_id
from hub.detect.kinds.pattern_row import PatternFact, PatternRow
from hub.detect.kinds.pattern_tests import TESTS
from hub.detect.territory import EVERYWHERE, Territory
from schema.policy.parameters import Parameters
from schema.policy.rule import Pattern


def pattern_findings(
    rule: Pattern,
    rows: Iterable[PatternRow],
    parameters: Parameters,
    as_of: date,
    where: Territory = EVERYWHERE,
) -> list[Finding]:
    """One finding an anchor that the rule's test tells something of, by anchor; pure.

    The anchor is the identity of the finding; its subject is the person whose fact came first. Its place is the first
    division by code.
    """
    found = []
    for anchor, people in sorted(_by_anchor(rows).items()):
        division = min(fact.division for row in people for fact in row.at_anchor())
        if not where.holds(division):
            continue
        limit = None if rule.months is None else Decimal(rule.months)
        if rule.more_than is not None:
            limit = parameters.get(rule.more_than, division, as_of)
            if limit is None:
                continue
        told = TESTS[rule.test](people, None if limit is None else int(limit))
        if told:
            found.append(_finding(rule, anchor, told))
    return found


def _by_anchor(rows: Iterable[PatternRow]) -> dict[str, list[PatternRow]]:
    """Anchor -> its people with facts or stays, each once: the rows of the nodes of one person are put together."""
    anchors: dict[str, dict[str, PatternRow]] = {}
    for row in rows:
        people = anchors.setdefault(row.anchor, {})
        people[row.person] = people[row.person].with_all_of(row) if row.person in people else row
    kept = {anchor: [row for row in people.values() if row.facts or row.stays] for anchor, people in anchors.items()}
    return {anchor: people for anchor, people in kept.items() if people}


def _finding(rule: Pattern, anchor: str, people: list[PatternRow]) -> Finding:
    facts = sorted((fact for row in people for fact in row.facts), key=lambda one: (one.month, one.fact))
    cited = sorted((fact for row in people for fact in row.cited), key=lambda one: (one.month, one.fact))
    first = min(
        (row for row in people if row.facts), key=lambda row: (min(fact.month for fact in row.facts), row.person)
    )
    months = tuple(sorted({fact.month for fact in facts}))
    sums: dict[tuple[str, str], int] = {}
    for fact in facts:
        if fact.item is not None:
            sums[fact.month, fact.item] = sums.get((fact.month, fact.item), 0) + (fact.amount or 0)
    parts = tuple(Part(item, month, amount) for (month, item), amount in sorted(sums.items()))
    amount = sum(sums.values()) if sums else None
    items = tuple(sorted({part.item for part in parts}))
    every = (*cited, *facts)
    divisions = tuple(sorted({fact.division for fact in every}))
    said: tuple[Mapping[str, str], Mapping[str, str]] = sentences.values(months, amount, items, divisions, "", None)
    return Finding(
        id=finding_id(rule.id, anchor),
        rule=rule.id,
        version=rule.version,
        type=FindingType(rule.type),
        effect=rule.effect.value,
        severity=rule.severity.value,
        subject_type="person",
        subject=first.person,
        household=None,
        discriminator=anchor,
        months=months,
        period=None,
        amount=amount,
        parts=parts,
        cites=tuple(_cite(fact) for fact in every),
        absences=(),
        basis=rule.basis,
        sentence=sentences.sentence(rule.sentence, *said, ()),
        items=items,
        divisions=divisions,
        streams=tuple(sorted({fact.stream for fact in every})),
        about=tuple(sorted(row.person for row in people)),
    )


def _cite(fact: PatternFact) -> Cite:
    return Cite(fact.fact, fact.type, fact.stream, fact.division, (fact.month,), fact.run, fact.learned_at)
