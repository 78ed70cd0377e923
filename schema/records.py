"""All canonical records by name: the one list that cards, statements and tests enumerate."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args

from schema.ability import Ability
from schema.application import Application
from schema.benefit import Benefit
from schema.business import Business
from schema.category import Category
from schema.certificate import Certificate
from schema.custody import Custody
from schema.death import Death
from schema.disaster_loss import DisasterLoss
from schema.dwelling import Dwelling
from schema.employment import Employment
from schema.enrolment import Enrolment
from schema.event_form import COMMON, EventForm
from schema.guardianship import Guardianship
from schema.home_absence import HomeAbsence
from schema.household import Household
from schema.illness import Illness
from schema.insurance_cover import InsuranceCover
from schema.job_offer import JobOffer
from schema.means_check import MeansCheck
from schema.medical_expense import MedicalExpense
from schema.medical_identity import MedicalIdentity
from schema.membership import Membership
from schema.monitoring import Monitoring
from schema.parentage import Parentage
from schema.parental_state import ParentalState
from schema.payment import Payment
from schema.payroll import Payroll
from schema.person import Person
from schema.record import Record
from schema.service import Service
from schema.social_insurance import SocialInsurance
from schema.values.value import Value
from schema.visit import Visit

RECORDS: dict[str, type[Record]] = {
    record.NAME: record
    for record in (
        Person,
        Household,
        Membership,
        Guardianship,
        Parentage,
        Category,
        Benefit,
        Payment,
        Death,
        Certificate,
        Enrolment,
        InsuranceCover,
        MedicalExpense,
        MedicalIdentity,
        Illness,
        Ability,
        Dwelling,
        DisasterLoss,
        Custody,
        HomeAbsence,
        ParentalState,
        Employment,
        SocialInsurance,
        Business,
        Payroll,
        JobOffer,
        Monitoring,
        Application,
        Visit,
        Service,
        MeansCheck,
    )
}


@cache
def declared(record: str) -> dict[str, tuple[Any, ...]]:
    """The parts of each field's declared type: classes, and the value types they are annotated with."""
    return {
        name: (*info.metadata, info.annotation, *_parts(info.annotation))
        for name, info in RECORDS[record].model_fields.items()
    }


@cache
def value_types(record: str) -> dict[str, type[Value]]:
    """The value types of a record's fields; a field of another type is left out."""
    return {
        name: part
        for name, parts in declared(record).items()
        for part in parts
        if isinstance(part, type) and issubclass(part, Value)
    }


@cache
def default_of(record: str, field: str) -> Any:
    """The value of an absent field, as the graph would keep it; None for one that is required."""
    info = RECORDS[record].model_fields[field]
    default = None if info.is_required() else info.get_default()
    return default.value if isinstance(default, Enum) else default


@cache
def event_form(record: str) -> EventForm:
    """The declared form of a record's events; else every field that is shown and is no date or secret of it."""
    declaration = RECORDS[record]
    hidden = declaration.SEALED | declaration.NOT_SHOWN | {"valid_from", "valid_until", declaration.ON}
    return declaration.EVENT or EventForm(
        kind=record,
        type=f"{declaration.__name__}Event",
        line=declaration.TITLE.zh,
        description=f"{declaration.TITLE.capitalize()}.",
        fields={
            f"{record}_{field}" if field in COMMON else field: field
            for field in declaration.model_fields
            if field not in hidden
        },
    )


def events() -> tuple[str, ...]:
    """Records whose facts are events of a chain: all but descriptions."""
    return tuple(name for name, record in RECORDS.items() if not record.FROM_FACT)


def _parts(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        yield part
        yield from _parts(part)
    yield from getattr(annotation, "__metadata__", ())
