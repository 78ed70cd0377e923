"""Long numbers in numeric cells: which columns hold them whole, and where their digits are lost.

A spreadsheet keeps 15 significant digits of what is typed and a double of what it opens; a program may write the digits
of its own integers. The digits in the file decide, column by column:

- An integer that is not a double (nor a double's shortest print) proves that no spreadsheet has saved the sheet since a
  program wrote it: every long number of the sheet is whole.
- Else an integer up to 2**53 is exactly a double and may be whole; it looks rounded where its digits after the 15th are
  zeros. In a column with more of these than twice what chance gives, those are lost; the others are whole.
- Else (more than 2**53, and every one a double) the digits are lost.

No value is ever changed: a lost number is rejected with the reason ``precision_lost``.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from connectors.kinds.xlsx.numbers import KEPT

_EXACT = 1 << 53
_BEYOND = 10**40
"""No number of a person, household or account is as long."""


class LongNumbers:
    """Statistics of a sheet's long numbers, by column index."""

    def __init__(self) -> None:
        self._untouched = False
        self._seen: Counter[int] = Counter()
        self._rounded: Counter[int] = Counter()
        self._chance: Counter[int] = Counter()
        """Rounded-looking numbers, in millionths, that a column of whole ones would have by chance."""

    def see(self, column: int, number: int) -> None:
        number = abs(number)
        if number > _EXACT:
            self._untouched = self._untouched or not _is_double(number)
        else:
            self._seen[column] += 1
            self._rounded[column] += _looks_rounded(number)
            self._chance[column] += 10**6 // _beyond(number)

    def whole(self, column: int, number: int) -> bool:
        """Whether the file holds a number of a column with all its digits."""
        number = abs(number)
        if self._untouched:
            return True
        if number > _EXACT:
            return False
        return not _looks_rounded(number) or self._rounded[column] * 10**6 <= 2 * self._chance[column]


def _beyond(number: int) -> int:
    """The power of ten below which a spreadsheet keeps nothing of a number."""
    return int(10 ** (len(str(number)) - KEPT))


def _looks_rounded(number: int) -> bool:
    return number % _beyond(number) == 0


def _is_double(number: int) -> bool:
    """Whether the digits may be the print of a double: exact, shortest, or rounded to 15 digits."""
    if number >= _BEYOND:
        return True
    double = float(number)
    return number in (int(double), int(Decimal(repr(double))), int(Decimal(f"{double:.16E}"))) or _looks_rounded(number)
