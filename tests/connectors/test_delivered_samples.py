"""Sheets of tests/samples/deliveries as departments send them: each is read whole by its card, and says just this."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.base import PersonRef
from connectors.check import check
from schema.benefit import Benefit, Term
from schema.death import Death
from schema.means_check import MeansCheck, Supporters
from schema.monitoring import MonitoredKind, Monitoring
from schema.parental_state import ParentalState, ParentalStateKind
from schema.person import Person
from schema.record import Record
from tests.support.mapped import SAMPLES, Cards, Take

FOLDER = SAMPLES / "deliveries"
STREAMS = {
    "家庭经济状况核对结果": "minzheng_means.reports",
    "困境儿童父母情况台账": "minzheng_parents.parents",
    "慈善救助发放名单": "cishan_aid.people",
    "监测对象基础信息表": "nongye_monitored.people",
    "雨露计划补助发放名单": "nongye_yulu.pupils",
    "死亡报告明细表": "weijian_reports.cards",
}
G, M, C = "370102194806110015", "370102197503020024", "370102201509180036"
FATHER, MOTHER, STUDENT = "370102198905140031", "370102199111220042", "370102200803090010"


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


def test_a_monitored_home_under_two_header_rows_with_certificates_in_place_of_numbers(take: Take) -> None:
    watched = Monitoring(kind=MonitoredKind.MARGINAL, risk="因病", cleared=False, income_per_head=Decimal(7000))
    settled = Monitoring(kind=MonitoredKind.SUDDEN, risk="因灾", cleared=True, income_per_head=Decimal(16500))
    found = said(take, "监测对象基础信息表_370102_202607.xlsx")
    assert found == [(G, watched), (M, watched), (C, watched), (FATHER, settled)]


def test_one_student_on_the_lists_of_two_schools_has_two_grants(take: Take) -> None:
    grant = Benefit(item="yulu", amount=Decimal(1500), school_year="2025-2026", term=Term.SPRING)
    taken = take(
        "deliveries/雨露计划补助发放名单_370102_202604.xlsx",
        STREAMS["雨露计划补助发放名单"],
        "雨露计划补助发放名单_370102_202604.xlsx",
    )
    assert taken.rejected == []
    grants = [fact for row in taken.mapped for fact in row.facts if isinstance(fact.record, Benefit)]
    assert [(fact.subject, fact.record) for fact in grants] == [(PersonRef(STUDENT), grant)] * 2
    assert len({fact.key for fact in grants}) == 2


def test_report_cards_in_a_table_of_html_but_for_those_taken_back(take: Take) -> None:
    found = said(take, "死亡报告明细表_202607.xls")
    assert found == [(G, Death(date=date(2026, 7, 3), basis="死亡报告卡"))]
