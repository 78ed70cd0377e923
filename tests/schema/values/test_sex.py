"""Sex: GB/T 2261.1."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.reason import Reason
from schema.values.sex import Sex


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("男", "1"),
        ("女", "2"),
        ("男性", "1"),
        ("1", "1"),
        (2, "2"),
        ("2.0", "2"),
        ("未知", "0"),
        ("9", "9"),
        (" 女 ", "2"),
    ],
)
def test_reads_codes_and_labels(raw: object, code: str) -> None:
    assert Sex.parse(raw) == code


@pytest.mark.parametrize("raw", ["3", "", "人", "男女"])
def test_refuses_others(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Sex.parse(raw)
    assert caught.value.reason == Reason.UNKNOWN_CODE


def test_unknown_contradicts_nothing() -> None:
    assert Sex.same("0", "1")
    assert Sex.same("2", "9")
    assert not Sex.same("1", "2")
