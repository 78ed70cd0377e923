"""Lines of a CSV file as records: a quoted cell may hold line breaks, a quotation mark that is not closed may not.

A quotation mark that is never closed swallows the rows below it, and one that is closed rows later swallows those
between. Such a mark is detected by a swallowed line with as many separators as a row. Its row is marked as faulty, and
the swallowed lines are read as rows.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from connectors.base import Fault
from connectors.kinds.table import lost_characters
from schema.message import Message
from schema.values.reason import Reason

_AHEAD = 64
"""Lines from which the usual number of separators is taken until the header is known."""
_MOST_LINES = 1000
_LONGEST = 1_000_000
"""Lines and characters of a quoted cell with line breaks; beyond, its quotation mark is not closed."""
_INSIDE = re.compile(r'[^"]*+(?:""[^"]*+)*+')
"""The rest of a quoted cell, up to the mark that closes it."""


@dataclass(slots=True)
class Record:
    """``cells`` are stripped, None where blank."""

    number: int
    """As a spreadsheet counts its rows, from 1."""
    lines: int
    cells: list[str | None]
    length: int
    """Characters."""
    fault: Fault | None = None


class Records:
    """The records of a text file, one at a time; ``lines`` are the file's, with their ends."""

    def __init__(self, lines: Iterator[str], delimiter: str, above: int = 0, most: int | None = None) -> None:
        """``above``: records before these lines. ``most``: separators of the header, where it is known."""
        ahead = list(islice(lines, _AHEAD))
        counts = Counter(filter(None, (line.count(delimiter) for line in ahead)))
        usual = max(counts, key=lambda count: (counts[count], count), default=most or 0)
        self.separators = usual if most is None else min(usual, most)
        """Separators of a row; those of most of the first lines, until the header is known."""
        self.number = above
        """Of the last record."""
        self.lines = 0
        """That were read of the file."""
        self._last = ""
        self._lines = enumerate(chain(ahead, lines), 1)
        self._again: list[str] = []
        """Lines that a quotation mark swallowed, the last first."""
        self._delimiter = delimiter
        self._dialect = csv.reader([], delimiter=delimiter).dialect
        self._strict = csv.reader([], delimiter=delimiter, strict=True).dialect
        csv.field_size_limit(1 << 28)

    @property
    def whole(self) -> bool:
        """Whether the last line that was read of the file has an end."""
        return not self._last or self._last[-1] in "\r\n"

    def __iter__(self) -> Iterator[Record]:
        delimiter = self._delimiter
        for count, line in self._lines:
            self.lines, self._last = count, line
            self.number += 1
            if '"' in line:
                yield self._quoted(line)
                while self._again:
                    self.number += 1
                    yield self._quoted(self._again.pop())
            else:
                cells = [cell.strip() or None for cell in line.split(delimiter)]
                fault = lost_characters() if "\ufffd" in line or "\0" in line else None
                yield Record(self.number, 1, cells, len(line), fault)

    def _next(self) -> str | None:
        """The next line, where a quoted cell continues."""
        if self._again:
            return self._again.pop()
        found = next(self._lines, None)
        if found is None:
            return None
        self.lines, self._last = found
        return self._last

    def _quoted(self, first: str) -> Record:
        """The record that begins with a line, or that line alone where its quotation mark is not closed."""
        try:
            values = next(csv.reader((first,), self._strict))
        except csv.Error:
            return self._spread(first)
        fault = lost_characters() if _is_lost(first) else None
        return Record(self.number, 1, [value.strip() or None for value in values], len(first), fault)

    def _spread(self, first: str) -> Record:
        """As ``_quoted``, for a line that continues in the next one or is malformed."""
        taken, length = [first], len(first)
        begins = first.startswith('"')
        inside, spoilt = self._scan(first, int(begins), begins)
        while inside:
            line = self._next()
            if line is None:
                return self._unclosed(taken)
            taken.append(line)
            length += len(line)
            swallowed = line.count(self._delimiter, 0, _end(line, 0))
            if swallowed >= self.separators or len(taken) > _MOST_LINES or length > _LONGEST:
                return self._unclosed(taken)
            inside, junk = self._scan(line, 0, True)
            spoilt = spoilt or junk
        cells = [cell.strip() or None for cell in next(csv.reader(taken, self._dialect))]
        fits = len(cells) == self.separators + 1
        if len(taken) > 1 and (spoilt or len(cells) > self.separators + 1):
            return self._unclosed(taken)
        fault = _not_closed(self.number) if spoilt and not fits else None
        if fault is None and any(map(_is_lost, taken)):
            fault = lost_characters()
        return Record(self.number, len(taken), cells, length, fault)

    def _scan(self, text: str, start: int, inside: bool) -> tuple[bool, bool]:
        """Whether a quoted cell is open at the end of a text, and whether text follows a mark that closes one.

        ``inside``: whether ``start`` is in a quoted cell.
        """
        spoilt = False
        while True:
            quoted = inside
            if inside:
                closing = _end(text, start)
                if closing == len(text):
                    return True, spoilt
                start = closing + 1
            end = text.find(self._delimiter, start)
            if quoted and (text[start:] if end < 0 else text[start:end]).strip():
                spoilt = True
            if end < 0:
                return False, spoilt
            inside = text.startswith('"', end + 1)
            start = end + 1 + inside

    def _unclosed(self, taken: list[str]) -> Record:
        """The first line by itself, marked; the others are read again."""
        first, *swallowed = taken
        self._again += reversed(swallowed)
        text = first.rstrip("\r\n")
        closed = next(csv.reader([text + '"'], self._dialect))
        apart = [cell.strip().strip('"') for cell in text.split(self._delimiter)]
        values = apart if len(apart) == self.separators + 1 != len(closed) else closed
        cells = [value.strip() or None for value in values]
        return Record(self.number, 1, cells, len(first), _not_closed(self.number))


def _end(text: str, start: int) -> int:
    """Where a quoted cell that is open at ``start`` is closed; the text's length where it is not."""
    found = _INSIDE.match(text, start)
    return len(text) if found is None else found.end()


def _not_closed(row: int) -> Fault:
    return Fault(
        None,
        Reason.UNCLOSED_QUOTE,
        Message(
            f"引号成对；从第 {row} 行起有一个引号没有闭合，请补上或删去后重新报送",
            f"quotation marks in pairs: a quotation mark that is not closed, from row {row}",
        ),
    )


def _is_lost(text: str) -> bool:
    return "\ufffd" in text or "\0" in text
