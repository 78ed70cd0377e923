"""Words for the codes of records' fields that conditions ask, beside the code tables of the catalogue."""

from __future__ import annotations

from hub.rules import names
from hub.rules.line import word
from schema.catalogue.code_table import code_table, table_names
from schema.message import Message
from schema.records import value_types
from schema.values.catalogue_code import CategoryCode, Cause, InsuranceScheme, ItemCode
from schema.values.certificate_number import DisabilityKind
from schema.values.value import Value


def of_field(record: str, field: str, code: object) -> Message:
    """The words of one value of a record's field."""
    kind = value_types(record).get(field)
    if kind is ItemCode:
        return names.item(str(code))
    if kind is CategoryCode:
        return names.category(str(code))
    table = None if kind is None else _TABLES.get(kind)
    return word(code, WORDS) if table is None else of_table(table, str(code))


def of_table(table: str, code: str) -> Message:
    found = code_table(table).codes.get(code) if table in table_names() else None
    return Message(code, code) if found is None else Message(found.zh, found.en)


_TABLES: dict[type[Value], str] = {
    Cause: "cause",
    DisabilityKind: "disability_category",
    InsuranceScheme: "insurance_scheme",
}
"""Kind of value -> the table of the catalogue that has its codes."""

WORDS = {
    "preschool": Message("学前", "preschool"),
    "primary": Message("小学", "primary school"),
    "junior": Message("初中", "junior school"),
    "senior": Message("普通高中", "senior school"),
    "vocational": Message("中等职业学校", "vocational school"),
    "college": Message("高校", "college"),
    "enrolled": Message("在读", "enrolled"),
    "suspended": Message("休学", "suspended"),
    "left": Message("离校", "left"),
    "valid": Message("有效", "valid"),
    "expired": Message("过期", "expired"),
    "frozen": Message("冻结", "frozen"),
    "cancelled": Message("注销", "cancelled"),
    "active": Message("在保", "active"),
    "True": Message("是", "yes"),
    "False": Message("否", "no"),
}
