"""twice: one item awarded twice in one month, season, year or ever, to a person or within a household."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

RULE = """region: "000000"
rules:
  - id: D99
    version: 1
    kind: twice
    type: duplicate
    title: {{zh: 试, en: test}}
    {form}
    effect: review
    severity: low
    basis: test
    sentence: {{zh: "{{months}}", en: "{{months}}"}}
"""


@pytest.fixture
def judged(make_case: Any, tmp_path: Path) -> Callable[[str], Any]:
    """A case of a home X of P and Q under one more rule of the given form."""

    def make(form: str) -> Any:
        file = tmp_path / "rule.yml"
        file.write_text(RULE.format(form=form.replace("; ", "\n    ")), encoding="utf-8")
        case = make_case("2026-07-31", file)
        case.person("P")
        case.person("Q")
        case.dibao("X", "2023-08/2026-07", 800, "P", "Q")
        return case

    return make


def found(case: Any) -> list[tuple[str, tuple[str, ...], int | None, str]]:
    return [
        (finding.subject, finding.months, finding.amount, finding.discriminator)
        for finding in case.findings("X", "P", "Q", rule="D99")
    ]


MONTH = "items: [price_temp]"
SEASON = "items: [heating]; unit: household; within: season"


def test_two_awards_in_one_month_are_one_too_many_in_the_months_they_share(judged: Callable[[str], Any]) -> None:
    case = judged(MONTH)
    case.award("P", "price_temp", "2026-01/2026-04", 50)
    case.award("P", "price_temp", "2026-03/2026-05", 30)
    assert found(case) == [("P", ("2026-03", "2026-04"), 6000, "price_temp")]


def test_an_award_and_its_payments_are_one_receipt(judged: Callable[[str], Any]) -> None:
    case = judged(MONTH)
    case.award("P", "price_temp", "2026-01/2026-04", 50)
    case.pay("P", "price_temp", "2026-01/2026-04", 50)
    assert found(case) == []


def test_entries_of_one_roster_that_follow_each_other_are_one_award(judged: Callable[[str], Any]) -> None:
    case = judged("items: [utility_free]; within: year")
    case.award("P", "utility_free", "2026-01/2026-03", 10)
    case.award("P", "utility_free", "2026-04/2026-07", 12)
    assert found(case) == []


def test_of_one_source_only_what_one_stream_lists_for_one_county_counts(judged: Callable[[str], Any]) -> None:
    case = judged("items: [disab_living]; same: source")
    case.award("P", "disab_living", "2026-05/2026-07", 100)
    elsewhere = case.award("P", "disab_living", "2026-05/2026-07", 100)
    elsewhere.stream = "another.list"
    assert found(case) == []
    case.award("P", "disab_living", "2026-07/2026-07", 90)
    assert found(case) == [("P", ("2026-07",), 9000, "disab_living:minzheng_liangbu.register@370102")]


def test_a_household_receives_once_a_season_whoever_of_it_is_awarded(judged: Callable[[str], Any]) -> None:
    case = judged(SEASON)
    case.award("X", "heating", "2025-11/2025-11", 600, awarded_on=date(2025, 11, 5))
    case.award("Q", "heating", "2026-01/2026-01", 300, awarded_on=date(2026, 1, 9))
    (finding,) = case.findings("X", "P", "Q", rule="D99")
    assert (finding.subject, finding.months, finding.amount) == ("X", ("2026-01",), 30000)
    assert finding.period is not None
    assert (finding.period.label, finding.discriminator) == ("2025-2026", "heating:2025-2026")


def test_another_season_is_another_award(judged: Callable[[str], Any]) -> None:
    case = judged(SEASON)
    case.award("X", "heating", "2024-11/2024-11", 600, awarded_on=date(2024, 11, 5))
    case.award("X", "heating", "2025-11/2025-11", 600, awarded_on=date(2025, 11, 5))
    assert found(case) == []


def test_instalments_of_one_approval_are_one_award(judged: Callable[[str], Any]) -> None:
    case = judged(SEASON)
    for day in (date(2025, 11, 5), date(2026, 1, 9)):
        month = f"{day:%Y-%m}/{day:%Y-%m}"
        case.award("X", "heating", month, 300, awarded_on=day, approval="A1")
    assert found(case) == []


def test_holders_who_are_awarded_apart_do_not_count(judged: Callable[[str], Any]) -> None:
    case = judged(SEASON + "; unless: [{benefit: [orphan_living], scope: own}]")
    case.award("X", "heating", "2025-11/2025-11", 600, awarded_on=date(2025, 11, 5))
    case.award("Q", "heating", "2026-01/2026-01", 300, awarded_on=date(2026, 1, 9))
    case.award("Q", "orphan_living", "2025-01/2026-07", 1500)
    assert found(case) == []


def test_once_ever_counts_what_was_before_the_window(judged: Callable[[str], Any]) -> None:
    case = judged("items: [house_rural_fix, dis_rebuild]; together: true; within: ever; unit: household")
    first = case.award("X", "house_rural_fix", "2023-08/2023-08", 20000, awarded_on=date(2016, 5, 1))
    first.yes = first.some = 1 << 63
    assert found(case) == []
    case.award("X", "dis_rebuild", "2026-05/2026-05", 15000, awarded_on=date(2026, 5, 2))
    assert found(case) == [("X", ("2026-05",), 1500000, "")]


def test_of_one_event_only_awards_for_it_count(judged: Callable[[str], Any]) -> None:
    case = judged("items: [dis_emergency]; within: year; same: event")
    case.award("P", "dis_emergency", "2026-05/2026-05", 300, awarded_on=date(2026, 5, 2), event="E1")
    case.award("P", "dis_emergency", "2026-06/2026-06", 300, awarded_on=date(2026, 6, 2), event="E2")
    case.award("P", "dis_emergency", "2026-06/2026-06", 300, awarded_on=date(2026, 6, 3))
    assert found(case) == []
    case.award("P", "dis_emergency", "2026-07/2026-07", 200, awarded_on=date(2026, 7, 3), event="E1")
    assert found(case) == [("P", ("2026-07",), 20000, "dis_emergency:E1:2026")]
