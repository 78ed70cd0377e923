"""Names as departments write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values.name import TRADITIONAL, Name, fold
from schema.values.reason import Caution, Reason


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("张三", "张三"),
        ("张 三", "张三"),
        ("张　三", "张三"),
        (" 欧阳 文 山\t", "欧阳文山"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("張三", "張三"),
        ("张三（已故）", "张三"),
        ("John  Smith", "John Smith"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_cleans_blanks_and_dots_and_keeps_characters(raw: str, name: str) -> None:
    assert Name.parse(raw) == name
    assert Name.parse(name) == name


def test_traditional_and_simplified_forms_are_one_name() -> None:
    assert Name.same("張國華", "张国华")
    assert Name.same("阿依古丽·买买提", "阿依古丽买买提")
    assert not Name.same("张三", "张四")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", Reason.INVALID_NAME),
        ("  ", Reason.INVALID_NAME),
        ("张三2", Reason.INVALID_NAME),
        ("寮犱笁\ufffd", Reason.INVALID_NAME),
        ("锟斤拷", Reason.INVALID_NAME),
        ("张" * 51, Reason.INVALID_NAME),
        ("11010519491231002X", Reason.SHIFTED_COLUMNS),
        ("110105491231002", Reason.SHIFTED_COLUMNS),
        ("张" * 2000, Reason.CELL_TOO_LARGE),
    ],
)
def test_refuses_with_the_reason(raw: str, reason: Reason) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Name.parse(raw)
    assert caught.value.reason == reason


def test_mask_leaves_the_first_character() -> None:
    assert Name.mask("欧阳文山") == "欧***"
    assert Name.mask("张三") == "张*"


def test_a_masked_name_is_taken_with_a_warning() -> None:
    assert Name.parse("张*三") == "张*三"
    assert Name.warnings("张*三") == (Caution.MASKED,)
    assert Name.warnings("张三") == ()


def test_the_table_of_traditional_forms_is_pairs_that_do_not_chain() -> None:
    assert len(TRADITIONAL) % 2 == 0
    pairs = dict(zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True))
    assert len(pairs) == len(TRADITIONAL) // 2
    assert all(old != new for old, new in pairs.items())
    assert pairs.keys().isdisjoint(pairs.values())


@given(st.text(max_size=60))
def test_parsing_again_changes_nothing(raw: str) -> None:
    try:
        name = Name.parse(raw)
    except InvalidValueError:
        return
    assert Name.parse(name) == name
    assert fold(fold(name)) == fold(name)
