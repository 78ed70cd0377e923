"""Numbers by which a source knows its households, people and rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values.key import Key, padded, skeleton
from schema.values.reason import Reason


@pytest.mark.parametrize(
    "raw",
    [
        "LX2026-01",
        "lx2026-01",
        "ＬＸ２０２６－０１",
        "LX 2026-01",
        "LX2026\u201301",
        "\u202aLX2026-01\u202c",
        '="LX2026-01"',
    ],
)
def test_ways_of_writing_one_number_are_one_key(raw: str) -> None:
    assert Key.parse(raw) == "LX2026-01"


@pytest.mark.parametrize(
    ("raw", "key"),
    [("3701020001.0", "3701020001"), ("0012", "0012"), ("3701022000000001", "3701022000000001"), ("12E5", "12E5")],
)
def test_digits_and_leading_zeros_stay(raw: str, key: str) -> None:
    assert Key.parse(raw) == key


@pytest.mark.parametrize("raw", ["3.70102E+15", "3.70102200000000E+15", "3.70102e+15", "4E+15", "3701022000000001.0"])
def test_a_number_of_a_spreadsheet_is_no_key(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Key.parse(raw)
    assert caught.value.reason == Reason.PRECISION_LOST


@pytest.mark.parametrize("raw", ["#N/A", "#REF!", "####"])
def test_an_error_of_a_spreadsheet_is_no_key(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Key.parse(raw)
    assert caught.value.reason == Reason.INVALID_KEY


def test_keys_that_differ_in_zeros_or_hyphens_share_a_skeleton() -> None:
    assert skeleton("0012-3") == skeleton("00123") == skeleton("123") == "123"
    assert skeleton("000") == "0"
    assert Key.same("0370102001", "370102001")
    assert not Key.same("370102001", "3701020010")


def test_a_stated_width_brings_leading_zeros_back() -> None:
    assert padded("370102001", 10) == "0370102001"
    assert padded("0370102001", 10) == "0370102001"
    for wrong in ("03701020011", "LX1"):
        with pytest.raises(InvalidValueError) as caught:
            padded(wrong, 10)
        assert caught.value.reason == Reason.INVALID_KEY


@given(st.text(max_size=30))
def test_parsing_again_changes_nothing(raw: str) -> None:
    try:
        key = Key.parse(raw)
    except InvalidValueError:
        return
    try:
        assert Key.parse(key) == key
    except InvalidValueError:
        assert key == ""
