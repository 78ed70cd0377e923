"""Words for the codes in records' fields: labels of a record's own codes, titles and tables of the catalogue."""

from __future__ import annotations

from hub.rules import names
from hub.rules.line import word
from schema.catalogue.code_table import code_table, table_names
from schema.code import Code
from schema.message import Message
from schema.records import declared, value_types
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
    if kind in _TABLES:
        return of_table(_TABLES[kind], str(code))
    own = next(
        (part for part in declared(record).get(field, ()) if isinstance(part, type) and issubclass(part, Code)), None
    )
    return word(code, _YES_NO) if own is None else own(str(code)).label


def of_table(table: str, code: str) -> Message:
    found = code_table(table).codes.get(code) if table in table_names() else None
    return Message(code, code) if found is None else Message(found.zh, found.en)


_TABLES: dict[type[Value], str] = {
    Cause: "cause",
    DisabilityKind: "disability_category",
    InsuranceScheme: "insurance_scheme",
}
"""Kind of value -> the table of the catalogue that has its codes."""

_YES_NO = {"True": Message("是", "yes"), "False": Message("否", "no")}
