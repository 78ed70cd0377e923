"""Relations: GB/T 4761 (policy.md §6.4)."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.reason import Reason
from schema.values.relation import Relation, is_head


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("本人", "01"),
        ("户主", "02"),
        ("配偶", "10"),
        ("妻", "12"),
        ("子", "20"),
        ("儿子", "20"),
        ("之子", "20"),
        ("长子", "22"),
        ("之长子", "22"),
        ("次子", "23"),
        ("养子", "27"),
        ("女", "30"),
        ("女儿", "30"),
        ("之女", "30"),
        ("户主之女", "30"),
        ("儿媳", "38"),
        ("之儿媳", "38"),
        ("孙女", "42"),
        ("外孙", "43"),
        ("父亲", "51"),
        ("之父", "51"),
        ("祖父", "61"),
        ("外祖母", "64"),
        ("姥姥", "64"),
        ("弟弟", "73"),
        ("伯父", "81"),
        ("非亲属", "98"),
        ("38", "38"),
        ("01", "01"),
    ],
)
def test_reads_labels_and_two_digits(raw: str, code: str) -> None:
    assert Relation.parse(raw) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("0", "02"),
        ("1", "10"),
        ("2", "20"),
        ("3", "30"),
        ("4", "40"),
        ("5", "50"),
        ("6", "60"),
        ("7", "70"),
        ("8", "80"),
    ],
)
def test_one_digit_has_its_own_meaning(raw: str, code: str) -> None:
    assert Relation.parse(raw) == code
    assert Relation.parse(int(raw)) == code


@pytest.mark.parametrize("raw", ["", "03", "100", "邻居家的", "之"])
def test_refuses_others(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Relation.parse(raw)
    assert caught.value.reason == Reason.UNKNOWN_CODE


def test_self_and_head_are_the_head() -> None:
    assert is_head("01")
    assert is_head("02")
    assert not is_head("10")
    assert not is_head(None)
    assert Relation.same("01", "02")
    assert not Relation.same("01", "10")
