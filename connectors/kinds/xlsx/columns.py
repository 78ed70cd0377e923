"""Columns by their letters: A is 0, XFD is 16383."""

from __future__ import annotations

MOST = 16_384


class ColumnError(KeyError):
    """Letters beyond XFD, or none."""


class Columns(dict[str, int]):
    """Letters -> index, cached. Raises ColumnError for an invalid column."""

    def __missing__(self, letters: str) -> int:
        index = 0
        for letter in letters:
            if not "A" <= letter <= "Z":
                raise ColumnError(letters)
            index = index * 26 + ord(letter) - 64
        if not 1 <= index <= MOST:
            raise ColumnError(letters)
        self[letters] = index - 1
        return index - 1


COLUMNS = Columns()


def letters(index: int) -> str:
    """The name of a column by its index from 0."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found
