"""A first pass over a sheet, before its rows are read: merged ranges (written after the rows), long numbers.

One pass over the sheet's bytes, without parsing them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from connectors.kinds.xlsx.columns import COLUMNS, ColumnError
from connectors.kinds.xlsx.merged import Merge
from connectors.kinds.xlsx.package import Package
from connectors.kinds.xlsx.unsound import damaged

_LONG = re.compile(rb"v>\s*-?\d(?:\d{15}|[\d.]*[Ee])")
"""A number of 16 digits or in exponent form; where it is in fact text, the sheet is only looked at again."""
_MERGES = b"mergeCells"
_REFERENCE = re.compile(r"""\bref=["']\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?["']""")
_ELEMENT = re.compile(r"<(?:\w+:)?mergeCell\s[^>]*>")
_OVERLAP = 64
_LONGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Survey:
    long_numbers: bool
    merges: tuple[Merge, ...]


def survey(package: Package, part: str) -> Survey:
    """Raises DeliveryError where the sheet is damaged."""
    long_numbers = False
    tail: list[bytes] | None = None
    kept = b""
    size = 0
    for chunk in package.chunks(part):
        piece = kept + chunk
        kept = piece[-_OVERLAP:]
        if not long_numbers:
            long_numbers = _LONG.search(piece) is not None
        if tail is not None:
            tail.append(chunk)
        elif (found := piece.find(_MERGES)) >= 0:
            tail = [piece[max(0, found - _OVERLAP) :]]
        if tail is not None:
            size += len(chunk)
            if size > _LONGEST:
                raise damaged(package.place)
    return Survey(long_numbers, _merges(b"".join(tail or ()).decode("utf-8", "replace"), package.place))


def _merges(text: str, place: str) -> tuple[Merge, ...]:
    found = []
    for element in _ELEMENT.findall(text):
        reference = _REFERENCE.search(element)
        if reference is None:
            continue
        try:
            left, right = COLUMNS[reference[1]], COLUMNS[reference[3] or reference[1]]
        except ColumnError:
            raise damaged(place) from None
        found.append(Merge(int(reference[2]), int(reference[4] or reference[2]), left, right))
    return tuple(found)
