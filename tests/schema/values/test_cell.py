"""What is cleaned in every cell before a value type reads it."""

from __future__ import annotations

import pytest

from schema.errors import InvalidValueError
from schema.values import cell
from schema.values.reason import Reason


def test_full_width_forms_become_half_width() -> None:
    assert cell.text("（１２３）Ａ") == "(123)A"


def test_invisible_characters_quotes_and_outer_blanks_go() -> None:
    assert cell.text("\ufeff\u200b'abc\t ") == "abc"
    assert cell.text("\u3000 abc\xa0") == "abc"
    assert cell.text("‘abc’") == "abc"


def test_compact_takes_inner_blanks_and_lower_case() -> None:
    assert cell.compact(" ab 12\nc") == "AB12C"


def test_a_huge_cell_is_refused_without_reading_it() -> None:
    with pytest.raises(InvalidValueError) as caught:
        cell.text("9" * 50_000_000)
    assert caught.value.reason == Reason.CELL_TOO_LARGE
    assert "999" not in str(caught.value)


@pytest.mark.parametrize("raw", [None, "", " ", "无", "没有", "-", "—", "null", "N/A"])
def test_cells_that_say_nothing(raw: str | None) -> None:
    assert cell.says_nothing(raw)


@pytest.mark.parametrize("raw", ["0", "否", "无锡市", "张"])
def test_cells_that_say_something(raw: str) -> None:
    assert not cell.says_nothing(raw)


def test_numbers_that_a_double_holds_exactly_look_rounded() -> None:
    assert cell.looks_rounded("370102199001011328")
    assert cell.looks_rounded("370102199001011000")
    assert not cell.looks_rounded("370102199001011329")
    assert not cell.looks_rounded("110105491231000")
    assert not cell.looks_rounded("11010519491231002X")
