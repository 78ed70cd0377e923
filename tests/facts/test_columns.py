"""The columns of a fact follow from its record."""

from __future__ import annotations

import pytest

from hub.facts.columns import COMMON, asked, holdings, shown
from schema.record import Record, Subject
from schema.records import RECORDS

EACH = pytest.mark.parametrize("record", RECORDS.values(), ids=list(RECORDS))


@EACH
def test_what_rules_ask_and_people_see_begins_with_what_every_fact_has(record: type[Record]) -> None:
    assert asked(record).names[: len(COMMON)] == shown(record).names[: len(COMMON)] == COMMON


def test_a_column_is_found_by_its_name_or_refused() -> None:
    columns = asked(RECORDS["payment"])
    assert columns.names[columns.at("account_key")] == "account_key"
    with pytest.raises(ValueError, match="account_name"):
        columns.at("account_name")


def test_a_household_holds_what_a_person_holds_but_not_what_is_of_one_body() -> None:
    assert [record.NAME for record in holdings(Subject.HOUSEHOLD)] == ["category", "benefit", "payment"]
    assert {"death", "certificate"} <= {record.NAME for record in holdings(Subject.PERSON)}
    assert not {"membership", "guardianship", "person"} & {record.NAME for record in holdings(Subject.PERSON)}
