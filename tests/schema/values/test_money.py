"""Amounts as departments write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.errors import InvalidValueError
from schema.values.money import Money, parse_in, says_none, to_fen, yuan
from schema.values.reason import Reason


@pytest.mark.parametrize(
    ("raw", "yuan"),
    [
        ("123.45", "123.45"),
        ("0", "0"),
        ("183", "183"),
        ("183.0", "183"),
        ("1,234.50元", "1234.50"),
        ("1，234.50 元", "1234.50"),
        ("１２３．４５", "123.45"),
        ("1,234元", "1234"),
        ("1.5万", "15000"),
        ("1.5万元", "15000"),
        ("2亿", "200000000"),
        ("250分", "2.50"),
        ("3角", "0.30"),
        ("￥1,234.50", "1234.50"),
        ("¥ 900", "900"),
        ("人民币900元整", "900"),
        ("零", "0"),
        ("零元", "0"),
        ("-100.50", "-100.50"),
        ("(100.50)", "-100.50"),
        ("（100.50）", "-100.50"),
        ("\u221260.00", "-60.00"),  # the minus of mathematics
        ("－60.00", "-60.00"),
        ("\u201360", "-60"),
        ("1 209.00", "1209"),
        ('="1,209.00"', "1209"),
        (".5", "0.50"),
        ("900.", "900"),
        ("182.99999999999997", "183"),
        ("0.005", "0.01"),
        (" 900 ", "900"),
        (900, "900"),
        (900.5, "900.50"),
        (Decimal("900.5"), "900.50"),
        (Decimal("9E+2"), "900"),
    ],
)
def test_reads_yuan(raw: object, yuan: str) -> None:
    parsed = Money.parse(raw)
    assert parsed == Decimal(yuan)
    assert parsed.as_tuple().exponent == -2


@pytest.mark.parametrize("raw", ["1.2E+05", "1.2e5", "1E3", 1e22])
def test_scientific_notation_lost_precision(raw: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money.parse(raw)
    assert caught.value.reason == Reason.PRECISION_LOST


@pytest.mark.parametrize(
    "raw",
    [
        "合计",
        "12,34",
        "1,2345",
        "1.2.3",
        "--5",
        "183元/月",
        "1万2",
        "NaN",
        "inf",
        "约900",
        "1.209,00",
        "1209,00",
        "5%",
        "60 70",
        "60 元 70",
        "60-",
        "-(60)",
        "—60",
        "1,209.00,5",
        "9" * 14,
        Decimal("NaN"),
    ],
)
def test_what_is_no_amount_is_refused(raw: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money.parse(raw)
    assert caught.value.reason == Reason.UNPARSEABLE_AMOUNT


@pytest.mark.parametrize("raw", ["", "-", "－", "\u2212", "--", "—", "/", "／", "无", "没有", "暂无", "N/A", None])
def test_a_cell_that_says_there_is_none_is_no_amount_and_not_zero(raw: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Money.parse(raw)
    assert caught.value.reason == Reason.MISSING_FIELD
    with pytest.raises(InvalidValueError):
        parse_in("万元", raw)


def test_says_none_is_about_filled_cells_only() -> None:
    assert all(says_none(raw) for raw in ("-", "/", "无", "—"))
    assert not any(says_none(raw) for raw in ("", "0", "-60", "零", "60元"))


def test_a_columns_unit_applies_unless_the_cell_has_its_own() -> None:
    assert parse_in("万元", "1.5") == Decimal("15000.00")
    assert parse_in("分", "12345") == Decimal("123.45")
    assert parse_in("元", "12345") == Decimal("12345.00")
    assert parse_in("万元", "300元") == Decimal("300.00")


def test_a_unit_that_is_none_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError, match="户"):
        parse_in("户", "1")


def test_fen_are_whole() -> None:
    assert to_fen(Decimal("123.45")) == 12345
    assert to_fen(Decimal("-0.01")) == -1


def test_mask_shows_the_amount() -> None:
    assert Money.mask(Decimal("183.00")) == "183.00"


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=2))
def test_every_way_of_writing_an_amount_means_it(amount: Decimal) -> None:
    written = [str(amount), f"{amount:,}", f"{amount:,}元", f"{int(amount * 100)}分"]
    assert {Money.parse(text) for text in written} == {amount}
    assert Money.parse(Money.parse(written[1])) == amount
    assert Decimal(to_fen(amount)).scaleb(-2) == amount


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (12300, "123.00"), (-1, "-0.01"), (-12345, "-123.45")]
)
def test_yuan_keeps_every_fen(fen: int, text: str) -> None:
    assert yuan(fen) == text
