"""Divisions as values: policy.md §6.3."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values.division import Division, contains, county, prefix
from schema.values.reason import Caution, Reason


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("370102", "370102"),
        ("370102000000", "370102"),
        ("370102001", "370102001"),
        ("370102001000", "370102001"),
        ("370102001003", "370102001003"),
        ("370102.0", "370102"),
        (370102, "370102"),
        ("３７０１０２", "370102"),
        ("37", "370000"),
        ("3701", "370100"),
        ("370000000000", "370000"),
        ("370171", "370171"),
        ("370173", "370173"),
        ("110105", "110105"),
    ],
)
def test_reads_codes_of_every_length(raw: object, code: str) -> None:
    assert Division.parse(raw) == code
    assert Division.parse(code) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("371202", "370116"),
        ("371203", "370117"),
        ("371202001003", "370116001003"),
        ("371200", "370100"),
        ("370181", "370114"),
        ("370882", "370812"),
        ("370125", "370115"),
        ("370634001002", "370614"),  # merged: its townships were numbered anew
        ("370802", "370811"),
    ],
)
def test_an_abolished_code_becomes_its_successor(raw: str, code: str) -> None:
    assert Division.parse(raw) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("济南市历下区", "370102"),
        ("山东省济南市历下区", "370102"),
        ("历下区", "370102"),
        ("枣庄市市中区", "370402"),
        ("荷泽市", "371700"),
        ("荷泽市曹县", "371721"),
        ("章丘市", "370114"),
        ("莱芜市", "370100"),
        ("临沂市苍山县", "371324"),
        ("济南市历城区洪家楼街道办事处", "370112002"),
    ],
)
def test_reads_names_that_one_division_has(raw: str, code: str) -> None:
    assert Division.parse(raw) == code


@pytest.mark.parametrize(
    "raw",
    ["", "市中区", "东营", "某市", "990102", "371801", "370199", "3701021", "解放路街道", "370100 370200", "x" * 5000],
)
def test_refuses_unknown_and_ambiguous_ones(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Division.parse(raw)
    assert caught.value.reason in {Reason.INVALID_DIVISION, Reason.CELL_TOO_LARGE}


def test_a_division_contains_those_inside_it() -> None:
    assert contains("370000", "370102001003")
    assert contains("370100", "370102")
    assert contains("370102", "370102001")
    assert not contains("370102", "370100")
    assert not contains("370200", "370102")
    assert prefix("370100") == "3701"
    assert county("370102001003") == "370102"


def test_an_unknown_area_of_another_province_is_a_warning() -> None:
    assert Division.warnings("119999") == (Caution.UNKNOWN_AREA,)
    assert Division.warnings("370102001") == ()


def test_mask_leaves_the_county() -> None:
    assert Division.mask("370102001003") == "370102"
