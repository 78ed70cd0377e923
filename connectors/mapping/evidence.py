"""Evidence from all numbers of a column in one delivery: digits lost in a spreadsheet, keys written in two ways.

One number that ends in 000 proves nothing, twelve of twelve do: a column is judged after its delivery was read, and
then its doubtful rows are rejected. A false positive by chance occurs once in a hundred thousand deliveries.
Numbers that rounding made equal are one number in many rows: it is refused where it fills a large part of the column.
"""

from __future__ import annotations

from math import exp, factorial

from connectors.mapping.columns import CellError
from schema.message import Message
from schema.values import cell
from schema.values.key import skeleton
from schema.values.reason import Reason

_CHANCE = 1e-5
_ROWS, _SHARE = 5, 0.2
"""Rows, and their share of the column, from which numbers that end in 0000 are lost however few they are."""
_DOUBLES = {18: 1 / 64, 19: 1 / 512}
"""Digits of a number -> the share of such numbers that are exactly a double."""
_LOST = Message(
    "以文本保存的完整号码：本文件该列的号码大多以 0 结尾，末几位已在电子表格中丢失，请从原系统重新导出",
    "whole numbers as text: too many numbers of this column end as a spreadsheet rounds; export it again",
)
_TWICE = Message(
    "同一编号只用一种写法（本文件中有带与不带前导零或连字符的两种），或在数据卡中写明位数 width",
    "one way of writing the number (this delivery has it with and without leading zeros or hyphens), or its width on "
    "the card",
)


class Evidence:
    """The numbers of one column of one delivery."""

    __slots__ = ("_column", "_doubles", "_forms", "_seen", "_twice", "_zero_rows", "_zeros", "lost")

    def __init__(self, column: str) -> None:
        self._column = column
        self.begin()

    def begin(self) -> None:
        """Forget everything: another delivery."""
        self._seen = 0
        self._zeros: set[str] = set()
        self._zero_rows = 0
        self._doubles: set[str] = set()
        self._forms: dict[str, str] = {}
        """A key without zeros and hyphens -> its first spelling."""
        self._twice: set[str] = set()
        self.lost: frozenset[str] | None = None
        """The rejected values of the column; None until it is judged."""

    def number(self, value: str) -> None:
        """One more number, as delivered. Raises CellError where the column's digits proved to be lost."""
        self._seen += 1
        if value[-2:] in cell.FOURS:
            self._rounded(value)

    def _rounded(self, value: str) -> None:
        if self.lost is not None:
            if value in self.lost:
                raise CellError(self._column, Reason.PRECISION_LOST, _LOST)
        elif cell.ends_in_zeros(value):
            self._zeros.add(value)
            self._zero_rows += value.endswith("0000")
        elif cell.is_a_double(value):
            self._doubles.add(value)

    def key(self, key: str) -> None:
        """One more key, cleaned. Raises CellError as ``number``, and for a key that is written in two ways."""
        if len(key) > 15:
            self.number(key)
        bare = skeleton(key)
        if self.lost is not None:
            if bare in self._twice:
                raise CellError(self._column, Reason.AMBIGUOUS_KEY, _TWICE)
        elif self._forms.setdefault(bare, key) != key:
            self._twice.add(bare)

    def judge(self) -> bool:
        """Whether rows that were taken must be refused; afterwards ``number`` and ``key`` refuse them."""
        if self.lost is not None:
            return False
        lost: set[str] = set()
        if self._zeros:
            share = 10.0 ** (15 - min(map(len, self._zeros)))
            filled = self._zero_rows >= max(_ROWS, _SHARE * self._seen)
            if filled or by_chance(len(self._zeros), self._seen * share) < _CHANCE:
                lost |= self._zeros
        if self._doubles:
            share = _DOUBLES.get(min(map(len, self._doubles)), 1 / 512)
            if by_chance(len(self._doubles), self._seen * share) < _CHANCE:
                lost |= self._doubles | self._zeros
        if not lost and not self._twice:
            return False
        self.lost = frozenset(lost)
        return True


def by_chance(count: int, expected: float) -> float:
    """How likely it is that ``count`` or more of rare things happen where ``expected`` are (Poisson)."""
    if count <= expected:
        return 1.0
    if count > 150 or expected > 100:  # far beyond chance, or too many to tell
        return 0.0 if count > 2 * expected + 50 else 1.0
    term = exp(-expected) * expected**count / factorial(count)
    total, number = 0.0, count
    while term > total * 1e-12:
        total += term
        number += 1
        term *= expected / number
    return total


class Observed:
    """The evidence of every column of a delivery that holds numbers."""

    def __init__(self) -> None:
        self._columns: dict[str, Evidence] = {}

    def of(self, column: str) -> Evidence:
        found = self._columns.get(column)
        if found is None:
            found = self._columns[column] = Evidence(column)
        return found

    def watches(self, column: str | None) -> bool:
        return column in self._columns

    def begin(self) -> None:
        for evidence in self._columns.values():
            evidence.begin()

    def judge(self) -> bool:
        """Whether any column proved its digits lost, or a key written in two ways: then the rows are mapped again."""
        return any([evidence.judge() for evidence in self._columns.values()])

    def refuses(self, column: str, value: str) -> bool:
        """Whether a value identifies no person because its digits were lost."""
        evidence = self._columns.get(column)
        return evidence is not None and evidence.lost is not None and value in evidence.lost
