"""A household's chain of assistance: a Relay connection over events of every department and member.

A field of one name has one type in every event, nullability included: else one query could not ask for both.
"""

from __future__ import annotations

from enum import StrEnum

import strawberry

from schema.gql.paging import Label, PageInfo
from schema.gql.said import Said
from schema.gql.scalars import Date, Month, Yuan


@strawberry.enum(description="What happens to the thing that an event tells of.")
class Phase(StrEnum):
    BEGINS = "begins"
    CHANGES = "changes"
    ENDS = "ends"
    ONCE = "once"


@strawberry.interface(description="One event of a household's chain, oldest first.")
class ChainEvent:
    id: strawberry.ID
    on: Date = strawberry.field(description="The first day of the month where only the month is known.")
    exact: bool = strawberry.field(description="Whether the day itself is known.")
    phase: Phase
    subject_type: str
    subject: strawberry.ID = strawberry.field(description="Global id of the person or household.")
    said: Said | None = strawberry.field(description="Null for findings: the hub says them.")
    first: Month | None = strawberry.field(description="First month of the spell.")
    last: Month | None = strawberry.field(description="Last month of the spell; null while it still stands.")


@strawberry.type(description="Somebody joins or leaves the household.")
class MembershipEvent(ChainEvent):
    relation: Label | None
    counted: bool


@strawberry.type(description="A guardian for a ward.")
class GuardianshipEvent(ChainEvent):
    guardian: strawberry.ID
    ward: strawberry.ID
    relation: Label | None


@strawberry.type(description="A death.")
class DeathEvent(ChainEvent):
    basis: str | None


@strawberry.type(description="A disability certificate.")
class CertificateEvent(ChainEvent):
    disability: Label
    disability_grade: int = strawberry.field(description="1, the severest, to 4.")
    status: str


@strawberry.type(description="A place on a school's roll.")
class EnrolmentEvent(ChainEvent):
    stage: str
    school: str | None
    school_grade: str | None
    status: str


@strawberry.type(description="Basic medical cover.")
class CoverEvent(ChainEvent):
    scheme: str
    subsidised: bool | None


@strawberry.type(description="A category is determined or ends.")
class Determination(ChainEvent):
    category: Label
    tier: str | None
    status: str


@strawberry.type(description="An item is awarded, changes its amount, or ends.")
class Award(ChainEvent):
    item: Label
    amount: Yuan | None
    cause: str | None
    school_year: str | None
    term: str | None


@strawberry.type(description="A payment for a benefit month.")
class PaymentEvent(ChainEvent):
    item: Label
    month: Month
    amount: Yuan | None
    back_pay: bool


@strawberry.type(description="A settled medical bill.")
class ExpenseEvent(ChainEvent):
    total: Yuan
    self_paid: Yuan
    aid: Yuan | None


@strawberry.type(description="A finding, told in the first month that it names.")
class FindingEvent(ChainEvent):
    finding: strawberry.ID
    rule: str
    type: str
    severity: str
    effect: str
    state: str
    months: list[Month]
    amount: Yuan | None
    sentence_zh: str
    sentence_en: str
    departments: list[str]


EVENTS = (
    MembershipEvent,
    GuardianshipEvent,
    DeathEvent,
    CertificateEvent,
    EnrolmentEvent,
    CoverEvent,
    Determination,
    Award,
    PaymentEvent,
    ExpenseEvent,
    FindingEvent,
)
"""Every type of event, for the schema finds them through no field."""


@strawberry.type
class ChainEdge:
    cursor: str
    node: ChainEvent


@strawberry.type(description="A page of a chain.")
class ChainConnection:
    edges: list[ChainEdge]
    page_info: PageInfo
    total_count: int
    covered_until: Month | None = strawberry.field(description="The last month that any of its streams has answered.")
