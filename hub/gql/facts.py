"""From facts as read to GraphQL objects: the last step of the seam, which a compiled projection may replace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from strawberry import ID

from hub.chain.events import once
from hub.chain.facts import Fact
from hub.chain.model import Said
from hub.gql import ids, labels
from hub.gql.context import Unsealer
from hub.gql.masks import masked_name, masked_value
from hub.gql.units import instant, yuan, yuan_or_none
from schema.gql import facts as gql
from schema.gql.said import Said as GqlSaid
from schema.gql.said import Spell
from schema.gql.scalars import Date, Month


def made_said(said: Said) -> GqlSaid:
    return GqlSaid(
        fact=ID(said.fact),
        stream=said.stream,
        department=said.department,
        division=said.division,
        run=said.run,
        learned_at=instant(said.learned_at),
    )


def made_spells(fact: Fact) -> list[Spell]:
    return [Spell(first=Month(first), last=Month(last) if last else None) for first, last in fact.spells()]


class FactMaker:
    """Makes the object of any fact; personal values are opened only to be masked."""

    def __init__(self, unsealer: Unsealer) -> None:
        self._unsealer = unsealer
        self._makers: dict[str, Callable[[Fact, dict[str, Any]], Any]] = {
            "person": self._person,
            "membership": _membership,
            "guardianship": _guardianship,
            "category": _category,
            "benefit": _benefit,
            "payment": self._payment,
            "certificate": self._certificate,
            "death": _death,
            "enrolment": _enrolment,
            "insurance_cover": _cover,
            "medical_expense": _expense,
        }

    def make(self, fact: Fact) -> Any:
        return self._makers[fact.record](fact, fact.values)

    def masked(self, field: str, fact: Fact) -> str | None:
        return masked_value(self._unsealer, fact.record, field, fact.said.fact, fact.values.get(field))

    def _person(self, fact: Fact, values: dict[str, Any]) -> gql.PersonRecord:
        return gql.PersonRecord(
            name=values.get("name"),
            sex=values.get("sex"),
            birth=_date(values.get("birth")),
            township=values.get("township"),
            national_id=self.masked("national_id", fact),
            phone=self.masked("phone", fact),
            address=self.masked("address", fact),
            said=made_said(fact.said),
        )

    def _payment(self, fact: Fact, values: dict[str, Any]) -> gql.Payment:
        return gql.Payment(
            item=labels.item(values["item"]),
            month=Month(values["month"]),
            amount=yuan(values["amount"]),
            back_pay=values.get("back_pay", False),
            account=self.masked("account", fact),
            account_name=masked_name(self._unsealer, "payment", "account_name", fact.said.fact, values),
            said=made_said(fact.said),
        )

    def _certificate(self, fact: Fact, values: dict[str, Any]) -> gql.DisabilityCertificate:
        return gql.DisabilityCertificate(
            kind=labels.coded("disability_category", values["kind"]),
            grade=values["grade"],
            status=values["status"],
            number=self.masked("number", fact),
            valid_from=_date(values.get("valid_from")),
            valid_until=_date(values.get("valid_until")),
            spells=made_spells(fact),
            said=made_said(fact.said),
        )


def _membership(fact: Fact, values: dict[str, Any]) -> gql.Membership:
    return gql.Membership(
        household=ids.of_subject(fact.object or ""),
        form=values.get("form", ""),
        relation=labels.relation(values.get("relation")),
        counted=values.get("counted", True),
        valid_from=_date(values.get("valid_from")),
        valid_until=_date(values.get("valid_until")),
        spells=made_spells(fact),
        said=made_said(fact.said),
    )


def _guardianship(fact: Fact, values: dict[str, Any]) -> gql.Guardianship:
    return gql.Guardianship(
        guardian=ids.of_subject(fact.subject),
        ward=ids.of_subject(fact.object or ""),
        relation=labels.relation(values.get("relation")),
        valid_from=_date(values.get("valid_from")),
        valid_until=_date(values.get("valid_until")),
        spells=made_spells(fact),
        said=made_said(fact.said),
    )


def _category(fact: Fact, values: dict[str, Any]) -> gql.Category:
    return gql.Category(
        category=labels.category(values["category"]),
        tier=values.get("tier"),
        status=values.get("status", "active"),
        valid_from=_date(values.get("valid_from")),
        valid_until=_date(values.get("valid_until")),
        spells=made_spells(fact),
        said=made_said(fact.said),
    )


def _benefit(fact: Fact, values: dict[str, Any]) -> gql.Benefit:
    return gql.Benefit(
        item=labels.item(values["item"]),
        amount=yuan_or_none(values.get("amount")),
        cause=values.get("cause"),
        awarded_on=_date(values.get("awarded_on")),
        school_year=values.get("school_year"),
        term=values.get("term"),
        grade=values.get("grade"),
        approval=values.get("approval"),
        event=values.get("event"),
        valid_from=_date(values.get("valid_from")),
        valid_until=_date(values.get("valid_until")),
        spells=made_spells(fact),
        said=made_said(fact.said),
    )


def _death(fact: Fact, values: dict[str, Any]) -> gql.Death:
    return gql.Death(date=Date(values["date"]), basis=values.get("basis"), said=made_said(fact.said))


def _enrolment(fact: Fact, values: dict[str, Any]) -> gql.Enrolment:
    return gql.Enrolment(
        stage=values["stage"],
        school=values.get("school"),
        grade=values.get("grade"),
        status=values.get("status", "enrolled"),
        valid_from=_date(values.get("valid_from")),
        valid_until=_date(values.get("valid_until")),
        spells=made_spells(fact),
        said=made_said(fact.said),
    )


def _cover(fact: Fact, values: dict[str, Any]) -> gql.InsuranceCover:
    return gql.InsuranceCover(
        scheme=values["scheme"],
        valid_from=Date(values["valid_from"]),
        valid_until=_date(values.get("valid_until")),
        subsidised=values.get("subsidised"),
        said=made_said(fact.said),
    )


def _expense(fact: Fact, values: dict[str, Any]) -> gql.MedicalExpense:
    return gql.MedicalExpense(
        settled_on=Date(values["settled_on"]),
        total=yuan(values["total"]),
        self_paid=yuan(values["self_paid"]),
        aid=yuan_or_none(values.get("aid")),
        said=made_said(fact.said),
    )


def _date(text: str | None) -> Date | None:
    return Date(text) if text else None


def when(fact: Fact) -> tuple[str, str]:
    """Order of facts: the first month that they speak of, then id."""
    if fact.dated and "valid_from" in fact.values:
        return str(fact.values["valid_from"]), fact.said.fact
    spells = fact.spells()
    return (spells[0][0] if spells else once(fact) or ""), fact.said.fact
