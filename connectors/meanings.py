"""Labels of a record's codes: titles of the catalogue, of its tables and of the records' own codes."""

from __future__ import annotations

from functools import cache
from typing import Any

from schema.catalogue import divisions
from schema.catalogue.catalogue import catalogue
from schema.catalogue.code_table import code_table
from schema.code import Code
from schema.message import Message
from schema.records import declared, value_types
from schema.values.ability_grade import AbilityGrade
from schema.values.catalogue_code import CategoryCode, Cause, InsuranceScheme, ItemCode
from schema.values.certificate_number import DisabilityGrade, DisabilityKind
from schema.values.division import Division
from schema.values.relation import Relation
from schema.values.sex import Sex
from schema.values.value import Value

_TABLES: dict[type[Value], str] = {
    Sex: "sex",
    Relation: "relation",
    Cause: "cause",
    InsuranceScheme: "insurance_scheme",
    DisabilityKind: "disability_category",
    AbilityGrade: "ability_grade",
    DisabilityGrade: "disability_grade",
}


def meaning(record: str, field: str, value: Any) -> Message | None:
    """The label of a code, or None for other values. Of a division, the county alone."""
    kind = value_types(record).get(field)
    own = _own_codes(record).get(field)
    if own is not None:
        return own(value).label if value in set(own) else None
    if isinstance(value, bool):
        return Message("是", "yes") if value else Message("否", "no")
    if kind is Division:
        county = str(value)[:6]
        name = divisions.name_of(county)
        return Message(name, name) if name else None
    if kind is ItemCode or kind is CategoryCode:
        known = catalogue()
        entry = known.items.get(str(value)) if kind is ItemCode else known.categories.get(str(value))
        return None if entry is None else Message(entry.zh, entry.en)
    if kind in _TABLES:
        table = code_table(_TABLES[kind])
        return Message(table.zh(str(value)), table.en(str(value))) if str(value) in table else None
    return None


def is_coded(record: str, field: str) -> bool:
    """Whether a field holds a code that a source writes as a label."""
    kind = value_types(record).get(field)
    return kind in _TABLES or kind is ItemCode or kind is CategoryCode


@cache
def _own_codes(record: str) -> dict[str, type[Code]]:
    """The fields of a record whose codes it defines itself."""
    return {
        name: part
        for name, parts in declared(record).items()
        for part in parts
        if isinstance(part, type) and issubclass(part, Code)
    }
