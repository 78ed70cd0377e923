"""pattern: across households, from the rows of a statement in cypher/patterns/ (D38: one account for many people).

The statement returns candidates, one row a person and account; relations are judged here: people are one
group when they share any household, or one guards another, or one person guards both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hub.detect import sentences
from hub.detect.finding import Cite, Finding, FindingType, Part, finding_id
from schema.policy.parameters import Parameters
from schema.policy.rule import Pattern
from schema.values.month import month_index, month_text


@dataclass(frozen=True, slots=True)
class PatternPayment:
    """A payment to the account; ``month`` is its benefit month as text, ``amount`` fen."""

    fact: str
    item: str
    month: str
    amount: int
    stream: str
    division: str
    run: str
    learned_at: int


@dataclass(frozen=True, slots=True)
class PatternRow:
    """One person whose aid goes to an account; ``account`` is its keyed hash."""

    account: str
    person: str
    households: frozenset[str]
    """Every household, of any form, that the person is or was in."""
    guardians: frozenset[str]
    """All guardians of the person."""
    payments: tuple[PatternPayment, ...]


def shared_accounts(rule: Pattern, rows: Iterable[PatternRow], parameters: Parameters, as_of: date) -> list[Finding]:
    """One finding an account with more unrelated groups than the parameter allows, by account; pure.

    The account is the identity of the finding; its subject is the person whose payment came first.
    """
    accounts: dict[str, list[PatternRow]] = {}
    for row in rows:
        if row.payments:
            accounts.setdefault(row.account, []).append(row)
    found = []
    for account, people in sorted(accounts.items()):
        division = min(payment.division for row in people for payment in row.payments)
        limit = parameters.get(rule.more_than, division, as_of)
        if limit is None:
            continue
        group = _groups(people)
        if len(set(group.values())) > limit:
            found.append(_finding(rule, account, _telling(people, group, int(limit))))
    return found


def _telling(people: list[PatternRow], group: Mapping[str, str], limit: int) -> list[PatternRow]:
    """The rows with the payments of the months in which the account was shared, where those alone show too many.

    Payments to one person alone on the account, before or after, count only when months differ.
    """
    sharing: dict[str, set[str]] = {}
    for row in people:
        for payment in row.payments:
            sharing.setdefault(payment.month, set()).add(group[row.person])
    months = {month for month, groups in sharing.items() if len(groups) > 1}
    kept = [replace(row, payments=tuple(one for one in row.payments if one.month in months)) for row in people]
    kept = [row for row in kept if row.payments]
    return kept if len({group[row.person] for row in kept}) > limit else people


def _groups(people: Iterable[PatternRow]) -> dict[str, str]:
    """Person -> their group of related people."""
    root: dict[str, str] = {}

    def find(node: str) -> str:
        root.setdefault(node, node)
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    people = list(people)
    for row in people:
        for tie in (*row.households, *row.guardians):
            root[find(tie)] = find(row.person)
    return {row.person: find(row.person) for row in people}


def _finding(rule: Pattern, account: str, people: list[PatternRow]) -> Finding:
    payments = sorted((payment for row in people for payment in row.payments), key=lambda one: (one.month, one.fact))
    first = min(people, key=lambda row: (min(payment.month for payment in row.payments), row.person))
    months = tuple(month_text(index) for index in sorted({month_index(payment.month) for payment in payments}))
    sums: dict[tuple[str, str], int] = {}
    for payment in payments:
        sums[payment.item, payment.month] = sums.get((payment.item, payment.month), 0) + payment.amount
    parts = tuple(Part(item, month, sums[item, month]) for month, item in sorted((month, item) for item, month in sums))
    amount = sum(sums.values())
    items = tuple(sorted({payment.item for payment in payments}))
    divisions = tuple(sorted({payment.division for payment in payments}))
    said: tuple[Mapping[str, str], Mapping[str, str]] = sentences.values(months, amount, items, divisions, "", None)
    return Finding(
        id=finding_id(rule.id, account),
        rule=rule.id,
        version=rule.version,
        type=FindingType(rule.type),
        effect=rule.effect.value,
        severity=rule.severity.value,
        subject_type="person",
        subject=first.person,
        household=None,
        discriminator=account,
        months=months,
        period=None,
        amount=amount,
        parts=parts,
        cites=tuple(
            Cite(one.fact, "payment", one.stream, one.division, (one.month,), one.run, one.learned_at)
            for one in payments
        ),
        absences=(),
        basis=rule.basis,
        sentence=sentences.sentence(rule.sentence, *said, ()),
        items=items,
        divisions=divisions,
        streams=tuple(sorted({payment.stream for payment in payments})),
        about=tuple(sorted(row.person for row in people)),
    )
