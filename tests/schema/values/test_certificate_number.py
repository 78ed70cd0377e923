"""Disability certificates: policy.md §6.6."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.certificate_number import (
    CertificateNumber,
    DisabilityGrade,
    DisabilityKind,
    grade,
    id_in,
    kind,
    national_id,
    reissue,
)
from schema.values.reason import Caution, Reason

ID = "11010519491231002X"
FIRST = ID + "43"
SECOND = ID + "43B2"
OFFICIAL = "12345619701111001343"  # the example in 残疾人证管理办法; its check digit is wrong


def test_reads_20_and_22_characters_however_typed() -> None:
    assert CertificateNumber.parse(FIRST) == FIRST
    assert CertificateNumber.parse("11010519491231002x43b2") == SECOND
    assert CertificateNumber.parse("'１１０１０５１９４９１２３１００２Ｘ43\t") == FIRST


def test_id_kind_grade_and_reissue_stand_in_the_number() -> None:
    assert national_id(FIRST) == ID
    assert kind(FIRST) == "4"
    assert grade(FIRST) == 3
    assert reissue(FIRST) == 0
    assert national_id(SECOND) == ID
    assert reissue(SECOND) == 2


def test_the_official_example_is_read_though_its_check_digit_is_wrong() -> None:
    assert CertificateNumber.parse(OFFICIAL) == OFFICIAL
    assert (kind(OFFICIAL), grade(OFFICIAL)) == ("4", 3)
    assert national_id(OFFICIAL) is None
    assert CertificateNumber.warnings(OFFICIAL) == (Caution.INVALID_ID_INSIDE,)
    assert CertificateNumber.warnings(FIRST) == ()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (ID, Reason.INVALID_CERTIFICATE_NUMBER),
        (ID + "83", Reason.INVALID_CERTIFICATE_NUMBER),
        (ID + "45", Reason.INVALID_CERTIFICATE_NUMBER),
        (ID + "43C1", Reason.INVALID_CERTIFICATE_NUMBER),
        (ID + "43B", Reason.INVALID_CERTIFICATE_NUMBER),
        ("鲁A12345", Reason.INVALID_CERTIFICATE_NUMBER),
        ("", Reason.INVALID_CERTIFICATE_NUMBER),
        ("1.10105194912311E+19", Reason.PRECISION_LOST),
        ("37010219900101123443.0", Reason.PRECISION_LOST),
        ("1101**********002X43", Reason.MASKED_VALUE),
    ],
)
def test_refuses_with_the_reason(raw: str, reason: Reason) -> None:
    with pytest.raises(InvalidValueError) as caught:
        CertificateNumber.parse(raw)
    assert caught.value.reason == reason


def test_the_id_is_found_in_any_cell_that_holds_a_certificate_number() -> None:
    assert id_in("11010519491231002x43B1") == ID
    assert id_in(OFFICIAL) is None
    assert id_in(ID) is None
    assert id_in("无") is None


def test_a_reissued_certificate_is_the_same() -> None:
    assert CertificateNumber.same(FIRST, SECOND)
    assert not CertificateNumber.same(FIRST, ID + "44")


def test_mask_hides_the_person() -> None:
    assert CertificateNumber.mask(SECOND) == "110105********002X43B2"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("视力", "1"),
        ("听力残疾", "2"),
        ("言语", "3"),
        ("肢体", "4"),
        ("智力残疾", "5"),
        ("精神", "6"),
        ("多重", "7"),
        ("4", "4"),
        ("4.0", "4"),
        (" 肢 体 ", "4"),
    ],
)
def test_kinds_are_one_digit(raw: str, code: str) -> None:
    assert DisabilityKind.parse(raw) == code


@pytest.mark.parametrize(
    ("raw", "number"), [("一级", 1), ("2级", 2), ("Ⅲ级", 3), ("四级", 4), ("1", 1), (2, 2), ("3.0", 3), ("叁级", 3)]
)
def test_grades_are_integers(raw: object, number: int) -> None:
    assert DisabilityGrade.parse(raw) == number


@pytest.mark.parametrize("kind_of_value", [DisabilityKind, DisabilityGrade])
@pytest.mark.parametrize("raw", ["", "五级", "0", "8", "其他"])
def test_other_kinds_and_grades_are_unknown(kind_of_value: type[DisabilityKind], raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kind_of_value.parse(raw)
    assert caught.value.reason == Reason.UNKNOWN_CODE
