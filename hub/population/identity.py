"""Numbers of people: identity number, its 15-digit form, certificate, school and bank numbers (policy.md §6).

Every number made here is valid by its standard; invalid ones are made in ``plants/rejects.py``.
"""

from __future__ import annotations

from datetime import date
from random import Random

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def check_digit(first17: str) -> str:
    """GB 11643."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True)) % 11]


def identity_number(area: str, birth: date, sequence: int) -> str:
    """``sequence`` is odd for a man, even for a woman."""
    first17 = f"{area}{birth:%Y%m%d}{sequence:03d}"
    return first17 + check_digit(first17)


def old_number(number: str) -> str:
    """The 15-digit number that upgrades to this one; only people born in the 1900s had one."""
    return number[:6] + number[8:17]


def full_width(number: str) -> str:
    return number.translate(_FULL_WIDTH)


def mistyped(number: str) -> str:
    """The number with two neighbouring digits swapped, so that its check digit no longer fits."""
    for at in range(14, 8, -1):
        if number[at] != number[at + 1]:
            wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
            if check_digit(wrong[:17]) != wrong[17]:
                return wrong
    return number[:17] + ("0" if number[17] != "0" else "1")


def certificate_number(number: str, kind: int, grade: int, reissued: bool) -> str:
    """GB/T 26341: identity number, kind, grade; 22 characters with B1 after a reissue."""
    return f"{number}{kind}{grade}{'B1' if reissued else ''}"


def luhn_digit(digits: str) -> str:
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit)
        if at % 2 == 0:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return str(-total % 10)


def card_number(county: str, serial: int) -> str:
    """A bank card of 19 digits that passes Luhn."""
    digits = f"621719{county}{serial:06d}"
    return digits + luhn_digit(digits)


def passbook_number(county: str, serial: int) -> str:
    """A rural-credit passbook: Luhn does not hold for it (policy.md §6.11)."""
    digits = f"90{county}{serial:07d}"
    return digits + str((int(luhn_digit(digits)) + 3) % 10)


def school_number(number: str, serial: int, draw: Random) -> str:
    """G and the identity number; J or L and 18 characters that look like one and are none."""
    letter = draw.choices("GJL", (92, 5, 3))[0]
    if letter == "G":
        return letter + number
    first17 = f"379{number[3:14]}{serial % 1000:03d}"
    return letter + first17 + check_digit(first17)
