"""A bank account: a card of 16 to 19 digits or a passbook of another length (policy.md §6.11).

A failed Luhn check only warns, since passbooks and rural credit accounts fail it lawfully; but a long account that
fails it and ends as a spreadsheet rounds is refused: neighbours would share it.
"""

from __future__ import annotations

import re
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_ACCOUNT = re.compile(r"\d{8,32}", re.ASCII)
_FLOAT = re.compile(r"(\d+)\.0*", re.ASCII)
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")
_ZERO = ord("0")
_AS_TEXT = Message(
    "以文本保存的完整账号，不能是电子表格的数字", "the account as text, not as a number of a spreadsheet"
)


class BankAccount(Value):
    """Parses to 8 to 32 digits; None for 无."""

    @classmethod
    def parse(cls, raw: Any) -> str | None:
        account = raw if type(raw) is str else str(raw)
        if not _ACCOUNT.fullmatch(account):
            if cell.says_nothing(account):
                return None
            account = cell.hyphens(cell.compact(account)).replace("-", "")
        if _ACCOUNT.fullmatch(account):
            if is_rounded(account):
                raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
            return account
        was_float = _FLOAT.fullmatch(account)
        if cell.is_scientific(account) or (was_float and len(was_float[1]) > 15):
            raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
        if was_float and _ACCOUNT.fullmatch(was_float[1]):
            return was_float[1]
        if "*" in account:
            raise InvalidValueError(
                Reason.MASKED_VALUE, Message("完整的账号，不带星号", "the whole account, without asterisks")
            )
        raise InvalidValueError(
            Reason.INVALID_BANK_ACCOUNT, Message("8 至 32 位数字的账号", "an account of 8 to 32 digits")
        )

    @classmethod
    def mask(cls, value: Any) -> str:
        """The last four digits, and how many are hidden."""
        return "*" * (len(value) - 4) + str(value)[-4:]

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        """Rounded card numbers matter: neighbours then share one, and look like one account for many people."""
        if luhn(value):
            return (Caution.DIGITS_MAY_BE_LOST,) if len(value) > 15 and value.endswith("000") else ()
        if cell.looks_rounded(value):
            return (Caution.LUHN_FAILED, Caution.DIGITS_MAY_BE_LOST)
        return (Caution.LUHN_FAILED,)


def is_rounded(account: str) -> bool:
    """Whether all after the 15th digit are zeros, three at least, and the check of bank cards fails."""
    return account[-3:] == "000" and cell.ends_in_zeros(account) and not luhn(account)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1."""
    backwards = digits.encode()[::-1]
    return (sum(backwards[::2]) + sum(backwards[1::2].translate(_DOUBLED)) - _ZERO * len(backwards)) % 10 == 0
