"""The statements that follow from the shape of a dossier are those that are committed."""

from __future__ import annotations

import cypher
from hub.scan.shape import COMMON, HOUSEHOLD_FACTS, PERSON_FACTS
from hub.scan.statements import statements
from schema.records import RECORDS


def test_generated_statements_are_those_that_are_committed() -> None:
    generated = statements()
    assert {name: cypher.load(name).text for name in generated} == generated


def test_columns_are_fields_of_their_record() -> None:
    by_label = {record.LABEL: set(record.model_fields) for record in RECORDS.values()}
    keyed = {record.LABEL: {f"{field}_key" for field in record.KEYED} for record in RECORDS.values()}
    for shape in (*PERSON_FACTS.values(), *HOUSEHOLD_FACTS.values()):
        assert set(shape.own) <= by_label[shape.label] | keyed[shape.label] | {"key_id"}
        assert shape.columns[: len(COMMON)] == COMMON
