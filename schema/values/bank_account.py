"""A bank account: a card of 16 to 19 digits or a passbook of another length (policy.md §6.11).

A failed Luhn check only warns, since passbooks and rural credit accounts fail it lawfully.
"""

from __future__ import annotations

import re
from typing import Any

from schema.errors import InvalidValueError
from schema.values import cell
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_ACCOUNT = re.compile(r"\d{8,32}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII)
_FLOAT = re.compile(r"(\d+)\.0*", re.ASCII)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


class BankAccount(Value):
    """Parses to 8 to 32 digits; None where the cell says 无."""

    @classmethod
    def parse(cls, raw: Any) -> str | None:
        account = raw if type(raw) is str else str(raw)
        if not _ACCOUNT.fullmatch(account):
            if cell.says_nothing(account):
                return None
            account = cell.compact(account).replace("-", "")
        if _ACCOUNT.fullmatch(account):
            return account
        was_float = _FLOAT.fullmatch(account)
        if _SCIENTIFIC.fullmatch(account) or (was_float and len(was_float[1]) > 15):
            raise InvalidValueError(Reason.PRECISION_LOST, "the account as text, not as a number of a spreadsheet")
        if was_float and _ACCOUNT.fullmatch(was_float[1]):
            return was_float[1]
        if "*" in account:
            raise InvalidValueError(Reason.MASKED_VALUE, "the whole account, without asterisks")
        raise InvalidValueError(Reason.INVALID_BANK_ACCOUNT, "an account of 8 to 32 digits")

    @classmethod
    def mask(cls, value: Any) -> str:
        """The last four digits, and how many are hidden."""
        return "*" * (len(value) - 4) + str(value)[-4:]

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        """Rounded card numbers matter: neighbours then share one, and look like one account for many people."""
        if luhn(value):
            return ()
        if len(value) in (18, 19) and cell.looks_rounded(value):
            return (Caution.LUHN_FAILED, Caution.DIGITS_MAY_BE_LOST)
        return (Caution.LUHN_FAILED,)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1."""
    backwards = [ord(digit) - 48 for digit in reversed(digits)]
    return (sum(backwards[::2]) + sum(_DOUBLED[digit] for digit in backwards[1::2])) % 10 == 0
