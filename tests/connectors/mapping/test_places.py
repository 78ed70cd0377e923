"""Divisions by code and name: one meaning or a refusal that lists what could be meant."""

from __future__ import annotations

import pytest

from connectors.mapping.places import division_at_start, parsed_division
from schema.errors import InvalidValueError


@pytest.mark.parametrize(
    "text", ["370102", "370102000000", "370102000", "３７０１０２", "历下区", "济南市历下区", "山东省济南市历下区"]
)
def test_a_division_by_code_with_or_without_zeros_and_by_name(text: str) -> None:
    assert parsed_division(text, 6, ("37",)) == "370102"


def test_a_name_of_several_divisions_is_refused_with_all_of_them() -> None:
    with pytest.raises(InvalidValueError) as caught:
        parsed_division("市中区", 6, ("37",))
    assert caught.value.told("zh") == (
        "invalid_division：应为同名区划不止一个，请写全称或 6 位代码："
        "济南市市中区 370103、枣庄市市中区 370402、济宁市任城区 370811"
    )


def test_of_several_divisions_of_one_name_the_one_that_is_served_is_meant() -> None:
    assert parsed_division("市中区", 6, ("3704",)) == "370402"


@pytest.mark.parametrize(
    "title", ["济南市历下区2026年7月残疾人两项补贴花名册", "历下区残疾人两项补贴发放花名册", "附件1：历下区2026年名册"]
)
def test_a_title_begins_with_its_division(title: str) -> None:
    assert division_at_start(title, 6, ("37",)) == "370102"


def test_a_title_that_begins_with_none_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        division_at_start("残疾人两项补贴发放花名册", 6, ("37",))
