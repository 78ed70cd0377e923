"""Pupils' numbers: policy.md §6.9."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.reason import Caution, Reason
from schema.values.school_number import SchoolNumber

ID = "11010519491231002X"


def test_a_g_number_holds_the_national_id() -> None:
    number = SchoolNumber.parse("g11010519491231002x ")
    assert number == f"G{ID}"
    assert SchoolNumber.national_id(number) == ID
    assert SchoolNumber.warnings(number) == ()


@pytest.mark.parametrize("letter", ["J", "L"])
def test_j_and_l_numbers_hold_none_though_they_look_so(letter: str) -> None:
    number = SchoolNumber.parse(letter + ID)
    assert number == letter + ID
    assert SchoolNumber.national_id(number) is None
    assert SchoolNumber.warnings(number) == ()


def test_a_g_number_with_a_wrong_id_leads_to_nobody() -> None:
    number = SchoolNumber.parse("G110105194912310021")
    assert SchoolNumber.national_id(number) is None
    assert SchoolNumber.warnings(number) == (Caution.INVALID_ID_INSIDE,)


@pytest.mark.parametrize("raw", [ID, "G1101051949123100", "K" + ID, "GG1010519491231002X", "", "无"])
def test_refuses_other_shapes(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        SchoolNumber.parse(raw)
    assert caught.value.reason == Reason.INVALID_SCHOOL_NUMBER


def test_a_masked_number_is_told_as_such() -> None:
    with pytest.raises(InvalidValueError) as caught:
        SchoolNumber.parse("G1101**********002X")
    assert caught.value.reason == Reason.MASKED_VALUE


def test_mask_hides_the_person() -> None:
    assert SchoolNumber.mask(f"G{ID}") == "G110105********002X"
