"""Rules across households: one statement of ``cypher/patterns/`` finds candidates, ``hub.detect`` judges them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from hub.detect.compiled import CompiledPolicy
from hub.detect.finding import Finding
from hub.detect.kinds.pattern import PatternPayment, PatternRow, shared_accounts
from hub.dossier.build import Frame
from hub.scan.frame import EVER
from hub.store import Store
from schema.policy.parameters import Parameters
from schema.policy.rule import Pattern
from schema.values.month import month_text
from schema.values.months import WIDTH

Judge = Callable[[Pattern, Iterable[PatternRow], Parameters, date], list[Finding]]
JUDGES: dict[str, Judge] = {"patterns/shared_account": shared_accounts}
"""Statement -> the function that makes findings of its rows."""


async def pattern_findings(
    store: Store, policy: CompiledPolicy, as_of: date, frame: Frame, accounts: Collection[str] | None = None
) -> list[Finding]:
    """The findings of every pattern rule of the policy, or only those of some accounts."""
    found: list[Finding] = []
    for rule in policy.patterns:
        bounds = _bounds(rule, policy, as_of, frame)
        if accounts is None:
            rows = [_row(row) for row in await store.gather(rule.statement, **bounds)]
        else:
            rows = [_row(row) for row in await store.read_many(f"{rule.statement}_of", accounts, **bounds)]
        found += JUDGES[rule.statement](rule, rows, policy.parameters, as_of)
    return found


async def touched_accounts(store: Store, policy: CompiledPolicy, people: Collection[str]) -> set[str]:
    """Accounts whose findings may differ when something about the people did."""
    rules = [rule.id for rule in policy.patterns]
    rows = await store.read_many("scan/accounts", people, rules=rules)
    return {account for row in rows for account in row["accounts"]}


def _bounds(rule: Pattern, policy: CompiledPolicy, as_of: date, frame: Frame) -> dict[str, Any]:
    divisions = {division for _, division in frame.coverage.months}
    limits = [policy.parameters.get(rule.more_than, division, as_of) for division in divisions]
    window = frame.window
    return {
        "least": int(min((limit for limit in limits if limit is not None), default=0)),
        "first": month_text(window.last - (rule.look_back or WIDTH) + 1),
        "last": month_text(window.last - rule.lag),
        "known_at": EVER if frame.known_at is None else frame.known_at,
    }


def _row(row: dict[str, Any]) -> PatternRow:
    payments = tuple(sorted((PatternPayment(*payment) for payment in row["payments"]), key=lambda one: one.fact))
    return PatternRow(
        row["account"], row["person"], frozenset(row["households"]), frozenset(row["guardians"]), payments
    )
