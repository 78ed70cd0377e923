"""残疾人证号, the number of a disability certificate (policy.md §6.6), and the kind and grade in it.

18 characters of national ID, one digit of kind, one of grade; a reissue adds B1, B2 and so on. The shape is strict, the
check digit of the ID inside is a warning: the certificate exists even where its number was printed wrong.
"""

from __future__ import annotations

import re
from typing import Any

from schema.catalogue.code_table import code_table
from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.national_id import NationalId
from schema.values.reason import Caution, Reason
from schema.values.value import Value

_NUMBER = re.compile(r"(\d{17}[\dX])([1-7])([1-4])(B\d)?", re.ASCII)
_EXPECTED = Message(
    "20 位的残疾证号，或 22 位（末尾为 B 和一位数字）",
    "a disability certificate number of 20 characters, or 22 with B and a digit",
)


class CertificateNumber(Value):
    """Parses to 20 or 22 characters in capitals."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        number = cell.hyphens(cell.compact(raw)).replace("-", "")
        if _NUMBER.fullmatch(number):
            return number
        if cell.is_scientific(number) or re.fullmatch(r"\d{20}\.0*", number):
            raise InvalidValueError(
                Reason.PRECISION_LOST,
                Message("以文本保存的完整残疾证号", "the certificate number as text, not as a number"),
            )
        if "*" in number:
            raise InvalidValueError(
                Reason.MASKED_VALUE,
                Message("完整的残疾证号，不带星号", "the whole certificate number, without asterisks"),
            )
        raise InvalidValueError(Reason.INVALID_CERTIFICATE_NUMBER, _EXPECTED)

    @classmethod
    def same(cls, left: Any, right: Any) -> bool:
        """A reissued certificate is the same certificate."""
        return bool(left[:20] == right[:20])

    @classmethod
    def mask(cls, value: Any) -> str:
        """The ID inside is masked as such; kind, grade and reissue stay."""
        return NationalId.mask(value[:18]) + str(value)[18:]

    @classmethod
    def warnings(cls, value: Any) -> tuple[str, ...]:
        inside = national_id(value)
        return (Caution.INVALID_ID_INSIDE,) if inside is None else NationalId.warnings(inside)


class DisabilityKind(Value):
    """Parses a label (视力, 肢体残疾 …) or digit to one digit of GB/T 26341: 1 sight … 7 several."""

    @classmethod
    def parse(cls, raw: Any) -> str:
        return code_table("disability_category").parse(raw)

    @classmethod
    def mask(cls, value: Any) -> str:
        return "*"


class DisabilityGrade(Value):
    """Parses 一级, 1级, Ⅰ级 or 1 to an integer from 1, the severest, to 4."""

    @classmethod
    def parse(cls, raw: Any) -> int:
        return int(code_table("disability_grade").parse(raw))

    @classmethod
    def mask(cls, value: Any) -> str:
        return "*"


def national_id(value: str) -> str | None:
    """The person's ID in a parsed certificate number; None where its check digit or date is wrong."""
    try:
        return NationalId.parse(value[:18])
    except InvalidValueError:
        return None


def kind(value: str) -> str:
    """Kind of disability in a parsed number, one digit."""
    return value[18]


def grade(value: str) -> int:
    """Grade in a parsed number, 1 to 4."""
    return int(value[19])


def reissue(value: str) -> int:
    """How often the certificate was reissued: 0 for 20 characters, 2 for ``B2``."""
    return int(value[21]) if len(value) == 22 else 0


def id_in(raw: Any) -> str | None:
    """The national ID in any cell that holds a certificate number, e.g. in an ID column; None where it holds none."""
    try:
        return national_id(CertificateNumber.parse(raw))
    except InvalidValueError:
        return None
