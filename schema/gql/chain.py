"""A household's chain of assistance: a Relay connection over events of every department and member.

A field of one name has one type in every event, nullability included: else one query could not ask for both.
"""

from __future__ import annotations

from typing import Any

import strawberry

from schema.gql.declared import FieldType, field_type, object_type
from schema.gql.enums import Effect, FindingState, FindingType, Phase, Severity, SubjectType
from schema.gql.paging import PageInfo
from schema.gql.said import Said
from schema.gql.scalars import Date, Month, Yuan
from schema.records import event_form, events


@strawberry.interface(description="One event of a household's chain, oldest first.")
class ChainEvent:
    id: strawberry.ID = strawberry.field(
        description="The same in every chain while the fact stands; no global id, so `node` does not find it."
    )
    on: Date = strawberry.field(description="The first day of the month where only the month is known.")
    exact: bool = strawberry.field(description="Whether the day itself is known.")
    phase: Phase
    subject_type: SubjectType
    subject: strawberry.ID = strawberry.field(description="Global id of the person or household.")
    said: Said | None = strawberry.field(description="Null for findings: the hub says them.")
    first: Month | None = strawberry.field(description="First month of the spell.")
    last: Month | None = strawberry.field(description="Last month of the spell; null while it still stands.")


@strawberry.type(description="A finding, told in the first month that it names.")
class FindingEvent(ChainEvent):
    finding: strawberry.ID
    rule: str
    type: FindingType
    severity: Severity
    effect: Effect
    state: FindingState
    months: list[Month]
    amount: Yuan | None
    sentence_zh: str
    sentence_en: str
    departments: list[str]


def _fields(record: str) -> dict[str, FieldType]:
    form = event_form(record)
    ends = dict.fromkeys(form.ends or (), FieldType(strawberry.ID))
    return ends | {form.api.get(name, name): field_type(record, field) for name, field in form.fields.items()}


_FIELDS = {record: _fields(record) for record in events()}
_NULLABLE = {name for fields in _FIELDS.values() for name, kind in fields.items() if kind.nullable} | {"amount"}
"""Fields that some event may lack: they are nullable in all, as ``amount`` is in a finding's."""


def _type(record: str) -> Any:
    form = event_form(record)
    fields = {name: kind._replace(nullable=name in _NULLABLE) for name, kind in _FIELDS[record].items()}
    return object_type(form.type, form.description, fields, ChainEvent)


EVENT_TYPES: dict[str, Any] = {record: _type(record) for record in events()}
"""By record. The schema finds them, and ``FindingEvent``, through no field."""


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
