"""GraphQL types made from the declarations of records: all events of facts, and facts without a type by hand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import new_class
from typing import Any, NamedTuple

import strawberry

from schema.gql.paging import Label
from schema.gql.scalars import Date, Month, Yuan
from schema.records import RECORDS, declared, value_types
from schema.values.catalogue_code import CategoryCode, ItemCode
from schema.values.certificate_number import DisabilityKind
from schema.values.day import Day
from schema.values.money import Money
from schema.values.month import Month as MonthValue
from schema.values.relation import Relation
from schema.values.value import Value

_TYPES: dict[type[Value], Any] = {
    Money: Yuan,
    Day: Date,
    MonthValue: Month,
    ItemCode: Label,
    CategoryCode: Label,
    Relation: Label,
    DisabilityKind: Label,
}
"""The API's types of values; other values are of their field's own type, codes of an enumeration texts."""


class FieldType(NamedTuple):
    type: Any
    nullable: bool = False
    description: str | None = None


def field_type(record: str, field: str) -> FieldType:
    """The API's type of a record's field."""
    parts = declared(record)[field]
    info = RECORDS[record].model_fields[field]
    value = value_types(record).get(field)
    plain = next(part for part in parts if part in (str, int, bool) or _is_enum(part)) if value not in _TYPES else None
    own = _TYPES.get(value) if value else None
    return FieldType(own or (str if _is_enum(plain) else plain), type(None) in parts, info.description)


def object_type(name: str, description: str, fields: Mapping[str, FieldType], *bases: type) -> Any:
    """A strawberry type of these fields."""

    def body(namespace: dict[str, Any]) -> None:
        namespace["__annotations__"] = {
            field: kind.type | None if kind.nullable else kind.type for field, kind in fields.items()
        }
        for field, kind in fields.items():
            if kind.description is not None:
                namespace[field] = strawberry.field(description=kind.description)

    return strawberry.type(new_class(name, bases, exec_body=body), description=description)


def _is_enum(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Enum)
