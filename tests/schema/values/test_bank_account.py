"""Bank accounts: cards, passbooks, and what spreadsheets did to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as oracle

from schema.errors import InvalidValueError
from schema.values.bank_account import BankAccount, luhn
from schema.values.reason import Caution, Reason

CARD = "6222021234567890128"
PASSBOOK = "90801123456789"


@pytest.mark.parametrize("raw", [CARD, "6222 0212 3456 7890 128", "6222-0212-3456-7890-128", f"'{CARD}", f"{CARD}\t"])
def test_reads_every_way_of_writing_a_card(raw: str) -> None:
    assert BankAccount.parse(raw) == CARD


def test_a_cell_that_says_there_is_none_is_none() -> None:
    assert BankAccount.parse("无") is None


def test_a_passbook_that_fails_luhn_is_taken_with_a_warning() -> None:
    assert BankAccount.parse(PASSBOOK) == PASSBOOK
    assert BankAccount.warnings(PASSBOOK) == (Caution.LUHN_FAILED,)
    assert BankAccount.warnings(CARD) == ()


def test_a_short_account_that_became_a_float_is_still_exact() -> None:
    assert BankAccount.parse("90801123456789.0") == PASSBOOK


@pytest.mark.parametrize("raw", ["6.22202E+18", "6.22202e+18", "6222021234567890128.0"])
def test_tells_that_a_spreadsheet_lost_the_last_digits(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        BankAccount.parse(raw)
    assert caught.value.reason == Reason.PRECISION_LOST


@pytest.mark.parametrize("raw", ["6217190000000010000", "6217190000001000", "621719 0000 0000 10000"])
def test_a_card_that_a_spreadsheet_rounded_is_refused(raw: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        BankAccount.parse(raw)
    assert caught.value.reason == Reason.PRECISION_LOST


def test_a_card_that_a_spreadsheet_may_have_rounded_is_taken_with_a_warning() -> None:
    """Its column tells: one in 512 accounts of 19 digits is exactly a double."""
    assert BankAccount.parse("6222021234567890944") == "6222021234567890944"
    assert BankAccount.warnings("6222021234567890944") == (Caution.LUHN_FAILED, Caution.DIGITS_MAY_BE_LOST)


def test_a_card_that_ends_in_zeros_and_passes_its_check_is_taken_with_a_warning() -> None:
    account = next(f"62220212345{n:05d}000" for n in range(100) if luhn(f"62220212345{n:05d}000"))
    assert BankAccount.parse(account) == account
    assert BankAccount.warnings(account) == (Caution.DIGITS_MAY_BE_LOST,)


def test_a_short_passbook_that_ends_in_zeros_is_whole() -> None:
    assert BankAccount.parse("908011234567000") == "908011234567000"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("1234567", Reason.INVALID_BANK_ACCOUNT),
        ("9" * 33, Reason.INVALID_BANK_ACCOUNT),
        ("农业银行", Reason.INVALID_BANK_ACCOUNT),
        ("622202*********0128", Reason.MASKED_VALUE),
    ],
)
def test_refuses_with_the_reason(raw: str, reason: Reason) -> None:
    with pytest.raises(InvalidValueError) as caught:
        BankAccount.parse(raw)
    assert caught.value.reason == reason


def test_mask_leaves_the_last_four() -> None:
    assert BankAccount.mask(CARD) == "***************0128"


@given(st.text("0123456789", min_size=1, max_size=32))
def test_luhn_agrees_with_another_implementation(digits: str) -> None:
    assert luhn(digits) == oracle.is_valid(digits)
