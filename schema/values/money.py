"""An amount in yuan as ``Decimal``; cells may give it in 元, 万元 or 分, with commas, signs and words.

Never a float: an amount is exact to the fen (half a fen rounds up); a number that a spreadsheet abbreviated is refused.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from schema.errors import InvalidValueError
from schema.message import Message
from schema.values import cell
from schema.values.reason import Reason
from schema.values.value import Value

UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "圆": Decimal(1),
    "角": Decimal("0.1"),
    "分": Decimal("0.01"),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
"""Yuan in one unit, by the name that a header or a cell gives it."""

_FEN = Decimal("0.01")
_LIMIT = Decimal(10) ** 13
_ZERO = frozenset(("零", "〇", "零元", "〇元", "零圆", "零元整"))
_EXPECTED = Message("金额，如 1234.50、1,234.50元 或 1.5万", "an amount of money such as 1234.50, 1,234.50元 or 1.5万")
_NO_AMOUNT = Message(
    "金额：该格只写了“无”或横线，没有金额；金额为零请写 0",
    "an amount: the cell says that there is none; write 0 for zero",
)
_PLAIN = re.compile(r"-?\d{1,13}(?:\.\d{1,2})?", re.ASCII)
_AMOUNT = re.compile(
    r"(?:人民币|RMB|CNY)?[¥$]?(?P<sign>[-+]?)[¥]?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)"
    rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})?整?",
    re.ASCII,
)
_SCIENTIFIC = re.compile(r"[-+]?\d(?:\.\d+)?E[-+]?\d+", re.ASCII)
_TWO_NUMBERS = re.compile(r"\d\s+\d", re.ASCII)
_GROUPS = re.compile(r"\D*\d{1,3}(?:\s\d{3})+(?!\d)\D*(?:\d{1,2}\D*)?", re.ASCII)


class Money(Value):
    """Parses to ``Decimal`` yuan with two decimals; 零 is 0, a refund is negative.

    无, 没有, ``-`` and ``/`` are no amount (``missing_field``): not even 0.
    """

    @classmethod
    def parse(cls, raw: Any) -> Decimal:
        if type(raw) is Decimal and not raw.is_finite():
            raise InvalidValueError(Reason.UNPARSEABLE_AMOUNT, _EXPECTED)
        return _parse(format(raw, "f") if type(raw) is Decimal else str(raw), "元")

    @classmethod
    def mask(cls, value: Any) -> str:
        """Amounts are shown: alone they identify nobody."""
        return f"{value:.2f}"


def parse_in(unit: str, raw: Any) -> Decimal:
    """Yuan of a cell whose column is in ``unit`` (a key of ``UNITS``); a unit in the cell itself takes precedence.

    Raises ``InvalidValueError`` as ``Money.parse``, ``KeyError`` for an unknown unit.
    """
    if unit not in UNITS:
        raise KeyError(unit)
    return _parse(format(raw, "f") if type(raw) is Decimal else str(raw), unit)


def says_none(raw: str) -> bool:
    """Whether the cell of an amount is filled and means no amount (无, ``-``, ``/``)."""
    return raw != "" and not raw[-1:].isdigit() and cell.says_nothing(raw)


def to_fen(value: Decimal) -> int:
    """Integer fen, as amounts are stored."""
    return int(value.scaleb(2).to_integral_value(ROUND_HALF_UP))


@lru_cache(maxsize=32768)
def _parse(raw: str, unit: str) -> Decimal:
    if unit == "元" and _PLAIN.fullmatch(raw):
        return Decimal(raw).quantize(_FEN)
    spaced = cell.hyphens(cell.text(raw))
    if _TWO_NUMBERS.search(spaced) and not _GROUPS.fullmatch(spaced):
        raise InvalidValueError(Reason.UNPARSEABLE_AMOUNT, _EXPECTED)
    written = cell.compact(spaced)
    if written in _ZERO:
        return Decimal("0.00")
    if not written or says_none(written):
        raise InvalidValueError(Reason.MISSING_FIELD, _NO_AMOUNT)
    if written.startswith("(") and written.endswith(")"):  # accountants' minus
        written = "-" + written[1:-1]
    if _SCIENTIFIC.fullmatch(written):
        raise InvalidValueError(
            Reason.PRECISION_LOST,
            Message("完整的金额，不能用科学计数法", "the whole amount, not in scientific notation"),
        )
    match = _AMOUNT.fullmatch(written)
    if match is None:
        raise InvalidValueError(Reason.UNPARSEABLE_AMOUNT, _EXPECTED)
    yuan = Decimal(match["number"].replace(",", "")) * UNITS[match["unit"] or unit]
    if yuan >= _LIMIT:
        raise InvalidValueError(Reason.UNPARSEABLE_AMOUNT, _EXPECTED)
    return (-yuan if match["sign"] == "-" else yuan).quantize(_FEN, ROUND_HALF_UP)


def yuan(fen: int) -> str:
    """Fen, as stored in the graph, as yuan with two decimals: ``12300`` as ``"123.00"``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"
