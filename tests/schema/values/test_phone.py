"""Telephone numbers as they stand in cells."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.phone import Phone
from schema.values.reason import Reason


@pytest.mark.parametrize(
    ("raw", "phone"),
    [
        ("13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("+86 13800000000", "13800000000"),
        ("0086-13800000000", "13800000000"),
        ("8613800000000", "13800000000"),
        ("13800000000.0", "13800000000"),
        ("0531-88888888", "0531-88888888"),
        ("053188888888", "0531-88888888"),
        ("(0531)88888888", "0531-88888888"),
        ("（0531）8888888", "0531-8888888"),
        ("010-66666666", "010-66666666"),
        ("88888888", "88888888"),
        ("4008001234", "4008001234"),
        ("13800000000、13900000000", "13800000000"),
        ("13800000000/0531-88888888", "13800000000"),
        ("13800000000 13900000000", "13800000000"),
        ("不清楚，13800000000", "13800000000"),
        ("12345；13800000000", "13800000000"),
    ],
)
def test_takes_the_first_readable_number(raw: str, phone: str) -> None:
    assert Phone.parse(raw) == phone
    assert Phone.parse(phone) == phone


@pytest.mark.parametrize("raw", ["无", "暂无", " - ", "", "N/A"])
def test_a_cell_that_says_there_is_none_is_none(raw: str) -> None:
    assert Phone.parse(raw) is None


@pytest.mark.parametrize("raw", ["1380000000", "138000000000", "12800000000", "空号", "138****0000"])
def test_refuses_what_is_no_number(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Phone.parse(raw)
    assert caught.value.reason == Reason.INVALID_PHONE


def test_mask_hides_the_middle() -> None:
    assert Phone.mask("13800001234") == "138****1234"
    assert Phone.mask("88881234") == "****1234"
