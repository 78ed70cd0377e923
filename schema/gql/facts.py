"""Facts about a person or a household, one type for each record: by hand, else made of the record's declaration."""

from __future__ import annotations

from collections.abc import Callable
from types import GenericAlias
from typing import Any, TypeVar

import strawberry

from schema.gql.declared import FieldType, field_type, object_type
from schema.gql.enums import HouseholdForm
from schema.gql.paging import Label
from schema.gql.said import Said, Spell
from schema.gql.scalars import Date, Month, Yuan
from schema.record import Record, Subject
from schema.records import RECORDS

T = TypeVar("T")

FROM = "Where a register gives it: the first day."
UNTIL = "Where a register gives it: the first day no longer covered."


@strawberry.type(description="One department's statement about a person, as it was said.")
class PersonRecord:
    name: str | None
    sex: str | None = strawberry.field(description="GB/T 2261.1: 1 male, 2 female, 0 unknown, 9 not stated.")
    birth: Date | None
    township: str | None = strawberry.field(description="Division code of the place of registration.")
    national_id: str | None = strawberry.field(description="Masked: `370102************`.")
    phone: str | None = strawberry.field(description="Masked: `138****0000`.")
    address: str | None = strawberry.field(description="Masked after the township.")
    said: Said


@strawberry.type(description="A person in a household, as one source says.")
class Membership:
    household: strawberry.ID = strawberry.field(description="Global id of the household.")
    form: HouseholdForm = strawberry.field(description="Of the household.")
    relation: Label | None = strawberry.field(description="Relation to the head, GB/T 4761.")
    counted: bool
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell]
    said: Said


@strawberry.type(description="A category: 特困, 低保, 单人保, 低保边缘 …")
class Category:
    category: Label
    tier: str | None
    status: str
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell]
    said: Said


@strawberry.type(description="An award of one item of the catalogue.")
class Benefit:
    item: Label
    amount: Yuan | None = strawberry.field(description="A month's amount for monthly items, else the award's sum.")
    cause: str | None
    awarded_on: Date | None
    school_year: str | None
    term: str | None
    grade: str | None
    approval: str | None = strawberry.field(description="Number of the approval: of one approval, awards are one case.")
    event: str | None = strawberry.field(description="Number of the accident or disaster that it is for.")
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell] = strawberry.field(description="Months in which it was listed; empty for one-off awards.")
    said: Said


@strawberry.type(description="A payment for one benefit month.")
class Payment:
    item: Label
    month: Month
    amount: Yuan
    back_pay: bool = strawberry.field(description="补发: paid later than its month.")
    account: str | None = strawberry.field(description="Masked: its last four digits.")
    account_name: str | None = strawberry.field(description="Masked: its first character.")
    said: Said


@strawberry.type(description="A disability certificate.")
class DisabilityCertificate:
    kind: Label
    grade: int = strawberry.field(description="1, the severest, to 4.")
    status: str
    number: str | None = strawberry.field(description="Masked like the identity number inside.")
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell]
    said: Said


@strawberry.type(description="A death, as one source says.")
class Death:
    date: Date
    basis: str | None
    said: Said


@strawberry.type(description="A place on a school's roll.")
class Enrolment:
    stage: str
    school: str | None
    grade: str | None
    status: str
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell]
    said: Said


@strawberry.type(description="A period of basic medical cover.")
class InsuranceCover:
    scheme: str
    valid_from: Date
    valid_until: Date | None = strawberry.field(description="The first day no longer covered.")
    subsidised: bool | None
    said: Said


@strawberry.type(description="A settled medical bill.")
class MedicalExpense:
    settled_on: Date
    total: Yuan
    self_paid: Yuan
    aid: Yuan | None
    said: Said


@strawberry.type(description="Somebody guards somebody.")
class Guardianship:
    guardian: strawberry.ID = strawberry.field(description="Global id of a person.")
    ward: strawberry.ID = strawberry.field(description="Global id of a person.")
    relation: Label | None
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell]
    said: Said


@strawberry.type(description="Somebody is the father or mother of somebody.")
class Parentage:
    parent: strawberry.ID = strawberry.field(description="Global id of a person.")
    child: strawberry.ID = strawberry.field(description="Global id of a person.")
    relation: Label | None
    valid_from: Date | None = strawberry.field(description=FROM)
    valid_until: Date | None = strawberry.field(description=UNTIL)
    spells: list[Spell]
    said: Said


def _by_hand(record: type[Record]) -> Any:
    return globals().get(record.LABEL) or globals().get(record.__name__)


def _made(record: type[Record]) -> Any:
    """Every field that is shown, a secret one masked, and its months where it lasts."""
    own = {
        field: FieldType(str, nullable=True, description="Masked.")
        if field in record.SEALED
        else field_type(record.NAME, field)
        for field in record.model_fields
        if field not in record.NOT_SHOWN
    }
    spells = {} if record.happens() else {"spells": FieldType(list[Spell])}
    return object_type(record.LABEL, f"{record.TITLE.capitalize()}.", {**own, **spells, "said": FieldType(Said)})


FACTS: dict[str, Any] = {
    name: _by_hand(record) or _made(record) for name, record in RECORDS.items() if name != "household"
}
"""The type of each record's facts: by hand above, else made of its declaration. ``Household`` shows its own."""


def with_lists(of: Subject) -> Callable[[type[T]], type[T]]:
    """Adds a list of each record of a subject for which the class has none by hand."""

    def decorate(cls: type[T]) -> type[T]:
        for record in RECORDS.values():
            if of in record.SUBJECTS and record.is_holding() and record.LIST not in vars(cls):
                setattr(cls, record.LIST, _list(record))
        return cls

    return decorate


def _list(record: type[Record]) -> Any:
    def happened(self: Any) -> Any:
        return self.view.facts(record.NAME)

    def lasting(self: Any, at: Any = None) -> Any:
        return self.view.facts(record.NAME, at)

    resolver = happened if record.happens() else lasting
    resolver.__annotations__ = {"return": GenericAlias(list, FACTS[record.NAME]), "at": Date | None}
    return strawberry.field(resolver, description=f"{record.TITLE.capitalize()}.")
