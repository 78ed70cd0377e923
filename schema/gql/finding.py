"""Findings: leads for a person to decide, with evidence and basis."""

from __future__ import annotations

import strawberry

from schema.gql.enums import (
    Effect,
    FindingOrderBy,
    FindingState,
    FindingType,
    MissingReason,
    Severity,
    SubjectType,
)
from schema.gql.paging import Node, PageInfo
from schema.gql.scalars import Date, Instant, Month, Yuan


@strawberry.input(description="Order of a list of findings; ties are broken by id.")
class FindingOrder:
    by: FindingOrderBy = FindingOrderBy.SEVERITY
    descending: bool = True


@strawberry.input(description="Which findings are wanted; what is left out does not narrow.")
class FindingFilter:
    rules: list[str] | None = None
    severities: list[Severity] | None = None
    departments: list[str] | None = strawberry.field(default=None, description="Cited by one of them.")
    divisions: list[str] | None = strawberry.field(default=None, description="2, 4 or 6 digits; cites one in them.")
    from_month: Month | None = strawberry.field(default=None, description="Names this month or a later one.")
    to_month: Month | None = strawberry.field(default=None, description="Names this month or an earlier one.")
    states: list[FindingState] | None = None
    amount_from: Yuan | None = None
    amount_to: Yuan | None = None


@strawberry.type(
    description="A fact that a finding rests on. Of another division's fact only source, item and months are shown."
)
class Citation:
    foreign: bool = strawberry.field(description="Outside the viewer's divisions.")
    source: str
    stream: str
    department: str
    item: str | None = strawberry.field(description="Item, category or kind of the fact.")
    months: list[Month]
    fact: strawberry.ID | None
    division: str | None
    run: str | None
    learned_at: Instant | None


@strawberry.type(description="A stream had answered for a division and months, and the thing was not there.")
class Absence:
    foreign: bool
    stream: str
    months: list[Month]
    division: str | None
    run: str | None


@strawberry.type(description="What a finding of state UNKNOWN waits for: a stream has not answered, or not for sure.")
class Missing:
    foreign: bool = strawberry.field(description="Outside the viewer's divisions.")
    reason: MissingReason
    topic: str | None = strawberry.field(description="What was asked, such as `benefit:disab_living`.")
    stream: str | None
    division: str | None
    months: list[Month]


@strawberry.type(description="The period that a finding is about, where it is not months.")
class Period:
    type: str
    label: str


@strawberry.type(description="A finding's sentence.")
class Sentence:
    zh: str
    en: str


@strawberry.type(description="A lead that a rule raised. Never a verdict: a person decides.")
class Finding(Node):
    rule: str
    version: int
    type: FindingType
    effect: Effect
    severity: Severity
    state: FindingState
    subject_type: SubjectType
    subject: strawberry.ID = strawberry.field(description="Global id; null through `node` where out of scope.")
    household: strawberry.ID | None = strawberry.field(description="The home; null where it is out of scope.")
    months: list[Month]
    period: Period | None
    amount: Yuan | None = strawberry.field(description="What is at stake.")
    basis: str
    sentence: Sentence
    departments: list[str]
    items: list[str]
    as_of: Date
    first_seen: Instant
    last_seen: Instant
    cites: list[Citation]
    absences: list[Absence]
    identity_in_doubt: bool = strawberry.field(
        description="It rests on sources that disagree on who has an identity number; its severity is lowered."
    )
    missing: list[Missing] = strawberry.field(description="Of state UNKNOWN only.")


@strawberry.type
class FindingEdge:
    cursor: str
    node: Finding


@strawberry.type(description="How many findings, and the yuan at stake.")
class Total:
    key: str = strawberry.field(description="The rule, county code or department.")
    count: int
    amount: Yuan


@strawberry.type(
    description="Totals over everything that the filter matches, not only this page; only the viewer's divisions count."
)
class FindingTotals:
    count: int
    amount: Yuan
    by_rule: list[Total]
    by_division: list[Total]
    by_department: list[Total]


@strawberry.type(description="A page of findings.")
class FindingConnection:
    edges: list[FindingEdge]
    page_info: PageInfo
    totals: FindingTotals | None
