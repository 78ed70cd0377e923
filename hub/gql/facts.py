"""From facts as read to GraphQL objects: the last step of the seam, which a compiled projection may replace."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from strawberry import ID

from hub.chain.events import once
from hub.chain.facts import Fact
from hub.chain.model import Provenance
from hub.gql import ids, labels
from hub.gql.context import Unsealer
from hub.gql.masks import masked_name, masked_value
from hub.gql.units import instant, yuan
from schema.gql.enums import HouseholdForm
from schema.gql.facts import FACTS
from schema.gql.said import Said, Spell
from schema.gql.scalars import Date, Month
from schema.graph import FORMERLY_SEALED
from schema.records import RECORDS, default_of, value_types
from schema.values.catalogue_code import CategoryCode, ItemCode
from schema.values.certificate_number import DisabilityKind
from schema.values.day import Day
from schema.values.money import Money
from schema.values.month import Month as MonthValue
from schema.values.relation import Relation
from schema.values.value import Value


def made_said(provenance: Provenance) -> Said:
    return Said(
        fact=ID(provenance.fact),
        stream=provenance.stream,
        department=provenance.department,
        division=provenance.division,
        run=provenance.run,
        learned_at=instant(provenance.learned_at),
    )


def made_spells(fact: Fact) -> list[Spell]:
    return [Spell(first=Month(first), last=Month(last) if last else None) for first, last in fact.spells()]


class FactMaker:
    """Makes the object of any fact; personal values are opened only to be masked."""

    def __init__(self, unsealer: Unsealer) -> None:
        self._unsealer = unsealer

    def make(self, fact: Fact) -> Any:
        """Each field of the fact's type by its name: of the fact itself, or a value of its record."""
        type, makers = _fields(fact.record)
        return type(**{name: make(self, fact) for name, make in makers.items()})

    def masked(self, field: str, fact: Fact) -> str | None:
        return masked_value(self._unsealer, fact.record, field, fact.provenance.fact, fact.values.get(field))

    def masked_name(self, field: str, fact: Fact) -> str | None:
        return masked_name(self._unsealer, fact.record, field, fact.provenance.fact, fact.values)


Make = Callable[[FactMaker, Fact], Any]
_OF_FACT: dict[str, Make] = {
    "said": lambda maker, fact: made_said(fact.provenance),
    "spells": lambda maker, fact: made_spells(fact),
    "household": lambda maker, fact: ids.of_subject(fact.object or ""),
    "form": lambda maker, fact: HouseholdForm(fact.values["form"]),
    "guardian": lambda maker, fact: ids.of_subject(fact.subject),
    "ward": lambda maker, fact: ids.of_subject(fact.object or ""),
    "parent": lambda maker, fact: ids.of_subject(fact.subject),
    "child": lambda maker, fact: ids.of_subject(fact.object or ""),
}
"""Fields of the API that are no fields of a record."""
_SHOWN_AS: dict[type[Value], Callable[[Any], Any]] = {
    Money: yuan,
    Day: Date,
    MonthValue: Month,
    ItemCode: labels.item,
    CategoryCode: labels.category,
    Relation: labels.relation,
    DisabilityKind: partial(labels.coded, "disability_category"),
}
"""How the API shows the values of a type; those of another type as they are stored."""


@cache
def _fields(record: str) -> tuple[Any, dict[str, Make]]:
    type = FACTS[record]
    return type, {
        name: _of_record(record, name) if name in RECORDS[record].model_fields else _OF_FACT[name]
        for name in type.__annotations__
    }


def _of_record(record: str, field: str) -> Make:
    declared = RECORDS[record]
    if field in declared.SEALED:
        return lambda maker, fact: maker.masked(field, fact)
    if field in FORMERLY_SEALED.get(record, ()):
        return lambda maker, fact: maker.masked_name(field, fact)
    absent, show = default_of(record, field), shown_as(record, field)

    def make(maker: FactMaker, fact: Fact) -> Any:
        value = fact.values.get(field)
        return absent if value is None else show(value)

    return make


def shown_as(record: str, field: str) -> Callable[[Any], Any]:
    """From a stored value of a field to the API's."""
    return _SHOWN_AS.get(value_types(record).get(field, Value), _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


def when(fact: Fact) -> tuple[str, str]:
    """Order of facts: the first month that they speak of, then id."""
    if fact.dated and "valid_from" in fact.values:
        return str(fact.values["valid_from"]), fact.provenance.fact
    spells = fact.spells()
    return (spells[0][0] if spells else once(fact) or ""), fact.provenance.fact
