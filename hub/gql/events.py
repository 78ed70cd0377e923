"""From events of a chain to GraphQL objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.chain import model
from hub.gql import ids, labels
from hub.gql.facts import made_said
from hub.gql.units import yuan, yuan_or_none
from schema.gql import chain as gql
from schema.gql.scalars import Date, Month


def made_event(event: model.Event) -> gql.ChainEvent:
    make, own = _KINDS[type(event)]
    return make(
        id=ids.to_global("Event", event.id),
        on=Date(event.on),
        exact=event.exact,
        phase=gql.Phase(event.phase.value),
        subject_type=event.subject_type,
        subject=ids.of_subject(event.subject),
        said=made_said(event.said) if event.said else None,
        first=Month(event.first) if event.first else None,
        last=Month(event.last) if event.last else None,
        **own(event),
    )


def _membership(event: model.MembershipEvent) -> dict[str, Any]:
    return {"relation": labels.relation(event.relation), "counted": event.counted}


def _guardianship(event: model.GuardianshipEvent) -> dict[str, Any]:
    return {
        "guardian": ids.of_subject(event.guardian or ""),
        "ward": ids.of_subject(event.ward or ""),
        "relation": labels.relation(event.relation),
    }


def _death(event: model.DeathEvent) -> dict[str, Any]:
    return {"basis": event.basis}


def _certificate(event: model.CertificateEvent) -> dict[str, Any]:
    return {
        "disability": labels.coded("disability_category", event.disability),
        "disability_grade": event.grade,
        "status": event.status,
    }


def _enrolment(event: model.EnrolmentEvent) -> dict[str, Any]:
    return {"stage": event.stage, "school": event.school, "school_grade": event.grade, "status": event.status}


def _cover(event: model.CoverEvent) -> dict[str, Any]:
    return {"scheme": event.scheme, "subsidised": event.subsidised}


def _determination(event: model.DeterminationEvent) -> dict[str, Any]:
    return {"category": labels.category(event.category), "tier": event.tier, "status": event.status}


def _award(event: model.AwardEvent) -> dict[str, Any]:
    return {
        "item": labels.item(event.item),
        "amount": yuan_or_none(event.amount),
        "cause": event.cause,
        "school_year": event.school_year,
        "term": event.term,
    }


def _payment(event: model.PaymentEvent) -> dict[str, Any]:
    return {
        "item": labels.item(event.item),
        "month": Month(event.month),
        "amount": yuan(event.amount),
        "back_pay": event.back_pay,
    }


def _expense(event: model.ExpenseEvent) -> dict[str, Any]:
    return {"total": yuan(event.total), "self_paid": yuan(event.self_paid), "aid": yuan_or_none(event.aid)}


def _finding(event: model.FindingEvent) -> dict[str, Any]:
    return {
        "finding": ids.to_global("Finding", event.finding),
        "rule": event.rule,
        "type": event.type,
        "severity": event.severity,
        "effect": event.effect,
        "state": event.state,
        "months": [Month(month) for month in event.months],
        "amount": yuan_or_none(event.amount),
        "sentence_zh": event.sentence_zh,
        "sentence_en": event.sentence_en,
        "departments": list(event.departments),
    }


_KINDS: dict[type[model.Event], tuple[Callable[..., gql.ChainEvent], Callable[..., dict[str, Any]]]] = {
    model.MembershipEvent: (gql.MembershipEvent, _membership),
    model.GuardianshipEvent: (gql.GuardianshipEvent, _guardianship),
    model.DeathEvent: (gql.DeathEvent, _death),
    model.CertificateEvent: (gql.CertificateEvent, _certificate),
    model.EnrolmentEvent: (gql.EnrolmentEvent, _enrolment),
    model.CoverEvent: (gql.CoverEvent, _cover),
    model.DeterminationEvent: (gql.Determination, _determination),
    model.AwardEvent: (gql.Award, _award),
    model.PaymentEvent: (gql.PaymentEvent, _payment),
    model.ExpenseEvent: (gql.ExpenseEvent, _expense),
    model.FindingEvent: (gql.FindingEvent, _finding),
}
"""Every event of a chain: its GraphQL type, and the fields of its kind."""
