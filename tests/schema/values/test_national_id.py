"""The identity number: policy.md §6.1 and §6.2, and the ways in which departments damage it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from schema.errors import InvalidValueError
from schema.values.national_id import NationalId, birth, check_digit, sex
from schema.values.reason import Caution, Reason

VALID = "11010519491231002X"  # test vector of GB 11643

days = st.dates(date(1900, 1, 1), date(2030, 12, 31))


@st.composite
def numbers(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(["370102", "371202", "370725", "110105", "999999"]))
    digits = f"{area}{draw(days):%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return digits + ric.calc_check_digit(digits + "0")


def refused(raw: object) -> str:
    with pytest.raises(InvalidValueError) as caught:
        NationalId.parse(raw)
    assert not str(raw) or str(raw) not in str(caught.value)
    return caught.value.reason


def test_accepts_the_standards_vector() -> None:
    assert NationalId.parse(VALID) == VALID


def test_upgrades_15_digits_by_19_and_a_check_digit() -> None:
    assert NationalId.parse("110105491231002") == VALID


@pytest.mark.parametrize(
    "raw",
    [
        "11010519491231002x",
        "11010519491231002Ｘ",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 11010519491231002X ",
        "11010519491231002X\t",
        "'11010519491231002X",
        "’11010519491231002X",
        "110105 19491231 002X",
        "\ufeff11010519491231002X",
        "110105491231002.0",
        "１１０１０５４９１２３１００２",
        110105491231002,
    ],
)
def test_reads_every_way_of_writing_the_same_number(raw: object) -> None:
    assert NationalId.parse(raw) == VALID


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("110105194912310021", Reason.INVALID_NATIONAL_ID),
        ("", Reason.INVALID_NATIONAL_ID),
        ("无", Reason.INVALID_NATIONAL_ID),
        ("1101051949123100", Reason.INVALID_NATIONAL_ID),
        ("11010519491231002X0", Reason.INVALID_NATIONAL_ID),
        ("1101051949123100AX", Reason.INVALID_NATIONAL_ID),
        ("1101O519491231002X", Reason.INVALID_NATIONAL_ID),
        ("G11010519491231002X", Reason.INVALID_NATIONAL_ID),
        ("110105194902310027", Reason.IMPOSSIBLE_DATE),
        ("110105194913010020", Reason.IMPOSSIBLE_DATE),
        ("110105000000000020", Reason.IMPOSSIBLE_DATE),
        ("110105490231002", Reason.IMPOSSIBLE_DATE),
        ("1101**********002X", Reason.MASKED_VALUE),
        ("11010519491231002X43", Reason.CERTIFICATE_IN_ID_COLUMN),
        ("11010519491231002x43b1", Reason.CERTIFICATE_IN_ID_COLUMN),
        ("12345619701111001343", Reason.CERTIFICATE_IN_ID_COLUMN),
        ("USA370050080812", Reason.OTHER_CERTIFICATE),  # permanent residence card before 2023
        ("H0123456701", Reason.OTHER_CERTIFICATE),  # 回乡证
        ("M01234567", Reason.OTHER_CERTIFICATE),
        ("0123456701(B)", Reason.OTHER_CERTIFICATE),  # 台胞证
        ("R123456(7)", Reason.OTHER_CERTIFICATE),
        ("E12345678", Reason.OTHER_CERTIFICATE),
    ],
)
def test_refuses_with_the_reason(raw: str, reason: Reason) -> None:
    assert refused(raw) == reason


@pytest.mark.parametrize(
    "raw",
    [
        "3.70102E+17",
        "3.70102199001011E+17",
        "3.70102199001011e17",
        "370102199001011000.0",
        "370102199001011000",
        "370102199001011328",  # what a reader of XLSX prints for ...1234 typed as a number
        3.70102199001011e17,
    ],
)
def test_tells_that_a_spreadsheet_lost_the_last_digits(raw: object) -> None:
    assert refused(raw) == Reason.PRECISION_LOST


@pytest.mark.parametrize(
    "number", ["810000195001010010", "820000195001010020", "830000195001010030", "911840195008080010"]
)
def test_reads_residence_permits_and_the_permanent_residence_card_of_2023(number: str) -> None:
    assert NationalId.parse(number) == number


@pytest.mark.parametrize("raw", ["\u202d{}\u202c", "\u2066{}\u2069", "\u200e{}", '="{}"', "\u00ad{}\u061c"])
def test_marks_that_nobody_sees_go(raw: str) -> None:
    assert NationalId.parse(raw.format(VALID)) == VALID


def test_a_certificate_number_with_letters_in_it_is_no_certificate() -> None:
    assert refused("11010519491231002X49") == Reason.INVALID_NATIONAL_ID


def test_an_unknown_area_is_a_warning_and_no_rejection() -> None:
    number = "37999919900101123" + check_digit("37999919900101123")
    assert NationalId.parse(number) == number
    assert NationalId.warnings(number) == (Caution.UNKNOWN_AREA,)


@pytest.mark.parametrize("area", ["370102", "371302", "370116", "371202"])
@pytest.mark.parametrize("born", ["19500101", "19800101", "20200101"])
def test_a_county_may_be_younger_than_the_number_or_gone(area: str, born: str) -> None:
    """The area is that of the day when the number was given; stdnum asks for one of the year of birth
    (findings/stdnum-ric-county-dates.sh)."""
    number = f"{area}{born}002"
    number += check_digit(number)
    assert NationalId.parse(number) == number
    assert NationalId.warnings(number) == ()


def test_a_permit_of_residence_is_of_no_county_and_no_warning() -> None:
    for digits in ("81000019900101123", "83000019900101123", "91099919900101123"):
        assert NationalId.warnings(digits + check_digit(digits)) == ()


@pytest.mark.parametrize("area", ["370102", "371202", "371200", "370181", "110105", "372822", "320124"])
def test_areas_abolished_long_ago_are_known(area: str) -> None:
    digits = f"{area}19620304511"
    assert NationalId.warnings(digits + check_digit(digits)) == ()


def test_a_centenarians_sequence_is_a_warning() -> None:
    assert NationalId.warnings(NationalId.parse("370102250101997")) == (Caution.CENTENARIAN_SEQUENCE,)


def test_a_valid_number_that_a_spreadsheet_may_have_made_is_a_warning() -> None:
    assert NationalId.parse("370102199001025000") == "370102199001025000"
    assert NationalId.warnings("370102199001025000") == (Caution.DIGITS_MAY_BE_LOST,)


def test_birth_and_sex_come_from_the_number() -> None:
    assert birth(VALID) == date(1949, 12, 31)
    assert sex(VALID) == "2"
    assert sex("11010519491231003" + check_digit("11010519491231003")) == "1"


def test_mask_leaves_area_and_last_four() -> None:
    assert NationalId.mask(VALID) == "110105********002X"


@given(numbers())
def test_agrees_with_the_check_digit_of_another_implementation(number: str) -> None:
    assert NationalId.parse(number) == number
    assert check_digit(number[:17]) == number[17]
    if number[:6] == "370102" and number[6:10] >= "1983":
        assert ric.get_birth_date(number) == birth(number)


@given(numbers(), st.integers(0, 17), st.integers(1, 9))
def test_refuses_any_single_wrong_digit(number: str, place: int, shift: int) -> None:
    wrong = str((10 if number[place] == "X" else int(number[place])) + shift)[-1]
    changed = number[:place] + wrong + number[place + 1 :]
    if changed != number:
        assert refused(changed) in {Reason.INVALID_NATIONAL_ID, Reason.IMPOSSIBLE_DATE, Reason.PRECISION_LOST}


@given(numbers(), st.sampled_from(["", " ", "\t", "'", "\u3000"]), st.sampled_from(["", " ", "\t", "\n"]))
def test_what_surrounds_and_how_it_is_typed_does_not_matter(number: str, before: str, after: str) -> None:
    wide = number.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert NationalId.parse(before + number.lower() + after) == number
    assert NationalId.parse(before + wide + after) == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        number = NationalId.parse(text)
    except InvalidValueError:
        return
    assert len(number) == 18
    assert NationalId.parse(number) == number
