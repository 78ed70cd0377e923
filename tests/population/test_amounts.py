"""Amounts of policy.md §2 and the deployment's parameters."""

from __future__ import annotations

from hub.population import amounts


def test_standards_of_jinan_and_of_every_other_prefecture() -> None:
    assert (amounts.dibao_standard("370102", True), amounts.dibao_standard("370102", False)) == (1020_00, 930_00)
    assert (amounts.dibao_standard("370202", True), amounts.dibao_standard("370202", False)) == (950_00, 800_00)
    assert amounts.tekun_living("370102", True) == 1326_00


def test_disability_subsidies_by_grade() -> None:
    assert [amounts.disab_living(grade) for grade in (1, 2, 3, 4)] == [183_00, 183_00, 139_00, 139_00]
    assert [amounts.disab_nursing(grade) for grade in (1, 2)] == [170_00, 139_00]


def test_elder_items_by_age() -> None:
    assert [amounts.elder_living(age) for age in (60, 79, 80, 89, 90)] == [80_00, 80_00, 100_00, 100_00, 200_00]
    assert [amounts.elder_age(age) for age in (80, 89, 90, 99, 100)] == [60_00, 60_00, 100_00, 100_00, 300_00]


def test_spike_line_is_a_quarter_of_last_year_s_income_per_head() -> None:
    assert amounts.spike_line(2026) == 11045_00


def test_money_as_text_and_as_a_cell() -> None:
    assert amounts.yuan(312_50) == "312.50"
    assert amounts.sheet_number(312_50) == 312.5
    assert str(amounts.sheet_number(930_00)) == "930"
