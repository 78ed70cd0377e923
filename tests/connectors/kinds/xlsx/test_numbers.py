from __future__ import annotations

import pytest

from connectors.kinds.xlsx.numbers import number_text, scientific


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("900", "900"),
        ("900.0", "900"),
        ("1234.56", "1234.56"),
        ("359.99999999999994", "360"),
        ("0.30000000000000004", "0.3"),
        ("-3", "-3"),
        ("-0", "0"),
        ("1E-07", "0.0000001"),
        ("1.23456785E7", "12345678.5"),
        ("3.70102480611001E14", "370102480611001"),
        ("999999999999999", "999999999999999"),
        ("2025.1", "2025.1"),
    ],
)
def test_a_number_is_written_as_a_person_sees_it(raw: str, text: str) -> None:
    assert number_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("3701022000000001", 3701022000000001),
        ("3.701022000000001E15", 3701022000000001),
        ("3.70102199001011E+17", 370102199001011000),
    ],
)
def test_a_whole_number_of_more_than_fifteen_digits_is_long(raw: str, number: int) -> None:
    assert number_text(raw) == number


@pytest.mark.parametrize("raw", ["", "abc", "1,234", "NaN", "Infinity", "1E9999", "१२", "9" * 500])
def test_what_is_no_number_is_none(raw: str) -> None:
    assert number_text(raw) is None


def test_lost_digits_are_written_with_an_exponent() -> None:
    assert scientific(370102199001011000) == "3.70102199001011E+17"
