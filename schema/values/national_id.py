"""公民身份号码: the number of a person (GB 11643-1999), 18 characters; policy.md §6.1, §6.2.

15-digit numbers are upgraded. Residence permits of people from Hong Kong, Macao and Taiwan (81, 82, 83) and the
permanent residence card of 2023 (9…) are numbers of the same kind; older cards and travel permits are not. An unknown
area code is a warning, never a rejection: counties are abolished, numbers are not. The clean number is the hot
path of every sync: four table look-ups and no loop.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Any

from schema.catalogue import divisions
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Caution, Reason
from schema.values.value import Value

CHECK_DIGITS = "10X98765432"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_EXPECTED = Message(
    "18 位且校验码正确的身份证号，或旧的 15 位号码",
    "an identity number of 18 characters with a valid check digit, or the old one of 15 digits",
)
_AS_TEXT = Message(
    "以文本保存的完整身份证号，不能是电子表格的数字", "the identity number as text, not as a number of a spreadsheet"
)
_NO_OTHER = Message(
    "身份证号；护照、通行证、旧版永久居留证等号码请在数据卡的 subjects.person 下另设 key",
    "an identity number; for passports, travel permits and old residence cards give subjects.person a key of its own",
)
_CERTIFICATE = re.compile(r"\d{17}[\dX][1-7][1-4](?:B\d)?", re.ASCII)
_OTHER = re.compile(
    r"[A-Z]{3}\d{12}"  # permanent residence card before 2023
    r"|[HM]\d{8}(?:\d{2})?"  # 回乡证
    r"|\d{8}(?:\d{2})?\([A-Z0-9]\)"  # 台胞证
    r"|[A-Z]{1,2}\d{6}\([\dA]\)|\d{7}\(\d\)"  # identity cards of Hong Kong and Macao
    r"|[A-Z]{1,2}\d{7,8}"  # passports
    r"|[军武士文兵][\u4e00-\u9fff]*字?第?\d{4,12}号?",  # of soldiers
    re.ASCII,
)
_FLOAT = re.compile(r"(\d+)\.0*", re.ASCII)
_EARLIEST, _LATEST = 1850, 2100


def _weighed(first: int) -> dict[str, int]:
    """The weighted sums of all groups of three digits that begin at position ``first``."""
    a, b, c = _WEIGHTS[first : first + 3]
    return {f"{n:03d}": n // 100 * a + n // 10 % 10 * b + n % 10 * c for n in range(1000)}


class _Births(dict[str, int]):
    """Weighted sums by ``YYYYMMDD``; holds only dates that exist, so it cannot outgrow the calendar."""

    def __missing__(self, digits: str) -> int:
        if not (len(digits) == 8 and digits.isascii() and digits.isdigit()):
            raise KeyError(digits)
        if not _EARLIEST <= int(digits[:4]) < _LATEST:
            raise ValueError
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        found = self[digits] = sum(map(mul, map(int, digits), _WEIGHTS[6:14]))
        return found


_PROVINCE, _COUNTY, _SEQUENCE, _BIRTHS = _weighed(0), _weighed(3), _weighed(14), _Births()


class NationalId(Value):
    """Parses to 18 characters with a capital X."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return _parse(raw if type(raw) is str else str(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        """``370102********1234``: area and the last four (policy.md §6.11)."""
        return f"{value[:6]}********{value[-4:]}"

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        found = []
        if value[0] not in "89" and not divisions.is_area(value[:6]):  # permits of residence begin with no county
            found.append(Caution.UNKNOWN_AREA)
        if value.endswith("000"):
            found.append(Caution.DIGITS_MAY_BE_LOST)
        if value[6:8] == "19" and value[14:17] in ("996", "997", "998", "999"):
            found.append(Caution.CENTENARIAN_SEQUENCE)
        return tuple(found)


def birth(value: str) -> date:
    """Date of birth in a parsed number."""
    return _birth(value[6:14])


def sex(value: str) -> str:
    """GB/T 2261.1 in a parsed number: ``"1"`` male where the 17th digit is odd, else ``"2"``."""
    return "1" if value[16] in "13579" else "2"


def check_digit(digits: str) -> str:
    """The 18th character for the first 17."""
    return CHECK_DIGITS[sum(map(mul, map(int, digits), _WEIGHTS)) % 11]


@lru_cache(maxsize=65536)
def _birth(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


@lru_cache(maxsize=131072)
def _parse(raw: str) -> str:
    if len(raw) == 18:
        try:
            total = _PROVINCE[raw[:3]] + _COUNTY[raw[3:6]] + _BIRTHS[raw[6:14]] + _SEQUENCE[raw[14:17]]
            if CHECK_DIGITS[total % 11] == raw[17]:
                return raw
        except (KeyError, ValueError):
            pass
    return _parse_unclean(raw)


def _parse_unclean(raw: str) -> str:
    number = cell.hyphens(cell.compact(raw))
    if cell.is_scientific(number):
        raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
    was_float = _FLOAT.fullmatch(number)
    if was_float:
        number = was_float[1]
        if len(number) > 15:
            raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
    if "*" in number:
        raise InvalidValueError(
            Reason.MASKED_VALUE, Message("完整的身份证号，不带星号", "the whole identity number, without asterisks")
        )
    if _CERTIFICATE.fullmatch(number):
        raise InvalidValueError(
            Reason.CERTIFICATE_IN_ID_COLUMN,
            Message("身份证号，而不是残疾证号", "an identity number, not the number of a disability certificate"),
        )
    if _OTHER.fullmatch(number):
        raise InvalidValueError(Reason.OTHER_CERTIFICATE, _NO_OTHER)
    if len(number) == 15 and number.isascii() and number.isdigit():
        digits = f"{number[:6]}19{number[6:]}"
        number = digits + check_digit(digits)
    if len(number) != 18:
        raise InvalidValueError(Reason.INVALID_NATIONAL_ID, _EXPECTED)
    try:
        total = _PROVINCE[number[:3]] + _COUNTY[number[3:6]] + _BIRTHS[number[6:14]] + _SEQUENCE[number[14:17]]
    except KeyError:
        raise InvalidValueError(Reason.INVALID_NATIONAL_ID, _EXPECTED) from None
    except ValueError:
        raise InvalidValueError(
            Reason.IMPOSSIBLE_DATE, Message("号码中的出生日期须存在", "a date of birth that exists in the number")
        ) from None
    if CHECK_DIGITS[total % 11] == number[17]:
        return number
    if cell.looks_rounded(number):
        raise InvalidValueError(Reason.PRECISION_LOST, _AS_TEXT)
    raise InvalidValueError(Reason.INVALID_NATIONAL_ID, _EXPECTED)
