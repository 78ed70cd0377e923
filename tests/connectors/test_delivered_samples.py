"""Sheets of tests/samples/deliveries as departments send them: each is read whole by its card, and says just this."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.base import PersonRef
from connectors.check import check
from schema.benefit import Benefit
from schema.means_check import MeansCheck, Supporters
from schema.parental_state import ParentalState, ParentalStateKind
from schema.person import Person
from schema.record import Record
from tests.support.mapped import SAMPLES, Cards, Take

FOLDER = SAMPLES / "deliveries"
STREAMS = {
    "家庭经济状况核对结果": "minzheng_means.reports",
    "困境儿童父母情况台账": "minzheng_parents.parents",
    "慈善救助发放名单": "cishan_aid.people",
}
G, M, C = "370102194806110015", "370102197503020024", "370102201509180036"
FATHER, MOTHER = "370102198905140031", "370102199111220042"


def said(take: Take, name: str) -> list[tuple[str, Record]]:
    """The facts of a sample, descriptions of people left out."""
    stream = STREAMS[name.partition("_")[0]]
    taken = take(f"deliveries/{name}", stream, name)
    assert taken.rejected == []
    facts = [fact for row in taken.mapped for fact in row.facts if not isinstance(fact.record, Person)]
    return [(fact.subject.national_id or "", fact.record) for fact in facts if isinstance(fact.subject, PersonRef)]


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_no_row_and_no_column_is_left_over(cards: Cards, name: str) -> None:
    stream = STREAMS[name.partition("_")[0]]
    preview = check(cards[stream.partition(".")[0]], FOLDER / name)
    assert (preview.stream, preview.leftover, preview.rejected, preview.unmet) == (stream, {}, [], [])


def test_a_means_check_names_its_authorisation_and_what_it_found(take: Take) -> None:
    day, signed = date(2026, 7, 16), date(2026, 6, 25)
    assert said(take, "家庭经济状况核对结果_370102_202607.xlsx") == [
        (
            G,
            MeansCheck(
                checked_on=day, authorised_on=signed, own_income=Decimal(0), household_income=Decimal(12000),
                supporters=Supporters.UNABLE, vehicles=0, dwellings=1, deposits=Decimal(3500),
            ),
        ),
        (
            M,
            MeansCheck(
                checked_on=day, authorised_on=signed, own_income=Decimal(1200), household_income=Decimal(12000),
                vehicles=1, dwellings=2, deposits=Decimal("86000.50"),
            ),
        ),
        (C, MeansCheck(checked_on=day, authorised_on=signed)),
    ]  # fmt: skip


def test_one_parent_of_two_children_is_one_state_for_each(take: Take) -> None:
    revoked = (MOTHER, ParentalState(kind=ParentalStateKind.REVOKED))
    found = said(take, "困境儿童父母情况台账_370102_202607.xlsx")
    assert found == [(FATHER, ParentalState(kind=ParentalStateKind.LOST_CONTACT)), revoked, revoked]


def test_charity_aid_with_its_cause_and_day(take: Take) -> None:
    assert [
        (person, record.item, record.cause, record.amount, record.awarded_on)
        for person, record in said(take, "慈善救助发放名单_370102_202607.xlsx")
        if isinstance(record, Benefit)
    ] == [
        (G, "charity_aid", "medical_cost", Decimal(8000), date(2026, 7, 8)),
        (M, "charity_aid", "sudden_illness", Decimal(5000), date(2026, 7, 15)),
        (C, "charity_aid", "education_cost", Decimal(3000), date(2026, 7, 20)),
    ]
