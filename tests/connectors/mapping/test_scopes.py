from __future__ import annotations

import pytest

from connectors.mapping import periods
from connectors.mapping.scopes import declared, stated
from schema.errors import InvalidValueError
from schema.values.month import month_text
from tests.support.mapped import Cards


@pytest.mark.parametrize(
    ("term", "months"),
    [
        ("秋季", ["2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01"]),
        ("春季学期", ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"]),
    ],
)
def test_a_term_has_its_six_months(term: str, months: list[str]) -> None:
    assert [month_text(index) for index in periods.term("2025-2026", term).months] == months


def test_a_school_year_of_two_years_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        periods.term("2024-2026", "秋季")


def test_a_name_declares_division_month_and_batch(cards: Cards) -> None:
    names = {"division": "370102", "month": "202606", "number": "01"}
    stream = cards["caizheng_yikatong"].streams[0]
    (scope,) = declared(stream, stated(stream, names))
    assert (scope.division, scope.months, scope.batch) == ("370102", (2026 * 12 + 5,), "370102-202606-01")


def test_a_delivery_of_the_province_answers_for_every_county(cards: Cards) -> None:
    stream = cards["weijian_deaths"].streams[0]
    scopes = declared(stream, stated(stream, {"month": "202606"}))
    assert len(scopes) == len({scope.division for scope in scopes}) == 136
    assert {scope.months for scope in scopes} == {(2026 * 12 + 5,)}


def test_a_name_that_is_no_division_is_refused(cards: Cards) -> None:
    with pytest.raises(InvalidValueError) as caught:
        stated(cards["minzheng_tekun"].streams[0], {"division": "379999", "month": "202606"})
    assert caught.value.reason == "invalid_division"
