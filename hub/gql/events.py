"""From events of a chain to GraphQL objects."""

from __future__ import annotations

from typing import Any

from strawberry import ID

from hub.chain import model
from hub.gql import ids
from hub.gql.facts import made_said, shown_as
from hub.gql.units import yuan_or_none
from schema.gql import chain as gql
from schema.gql.enums import Effect, FindingState, FindingType, Phase, Severity, SubjectType
from schema.gql.scalars import Date, Month
from schema.records import event_form


def made_event(event: model.Event) -> gql.ChainEvent:
    match event:
        case model.FactEvent():
            make, own = gql.EVENT_TYPES[event.record], _values(event)
        case model.FindingEvent():
            make, own = gql.FindingEvent, _finding(event)
        case _:
            raise TypeError(f"no type for an event of kind {event.kind}")
    made: gql.ChainEvent = make(
        id=ID(event.id),
        on=Date(event.on),
        exact=event.exact,
        phase=Phase(event.phase.value),
        subject_type=SubjectType(event.subject_type),
        subject=ids.of_subject(event.subject),
        said=made_said(event.provenance) if event.provenance else None,
        first=Month(event.first) if event.first else None,
        last=Month(event.last) if event.last else None,
        **own,
    )
    return made


def _values(event: model.FactEvent) -> dict[str, Any]:
    form = event_form(event.record)
    found: dict[str, Any] = {name: ids.of_subject(event.values[name] or "") for name in form.ends or ()}
    for name, field in form.fields.items():
        value = event.values[name]
        found[form.api.get(name, name)] = None if value is None else shown_as(event.record, field)(value)
    return found


def _finding(event: model.FindingEvent) -> dict[str, Any]:
    return {
        "finding": ids.to_global("Finding", event.finding),
        "rule": event.rule,
        "type": FindingType(event.type),
        "severity": Severity(event.severity),
        "effect": Effect(event.effect),
        "state": FindingState(event.state),
        "months": [Month(month) for month in event.months],
        "amount": yuan_or_none(event.amount),
        "sentence_zh": event.sentence_zh,
        "sentence_en": event.sentence_en,
        "departments": list(event.departments),
    }
