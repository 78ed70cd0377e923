"""Workbooks that would grow beyond measure when opened: refused before the reader sees them.

A few kilobytes can unfold to gigabytes of text, or name one cell in the last corner of a sheet, for which a reader
makes room for every cell before it. Neither can be caught once it has begun.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from schema.errors import DeliveryError

LARGEST = 512 << 20
"""Bytes that the parts of a workbook may unfold to."""
MOST_CELLS = 20_000_000
"""Cells of the rectangle that a sheet's cells span."""

_CHUNK = 1 << 20
_FAR = re.compile(rb'\br="(?:[A-Z]{3}\d|[A-Z]+\d{5})')
"""A cell beyond column ZZ or row 9999: only then is the rectangle measured."""
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def refuse_inflated(path: Path, place: str) -> None:
    """Raises DeliveryError for a workbook that unfolds to more than is sensible."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise DeliveryError(place, "it unfolds to more than 512 MB", "the rows in several files, or as CSV")
            for part in archive.infolist():
                if part.filename.startswith("xl/worksheets/") and _cells(archive, part) > MOST_CELLS:
                    raise DeliveryError(
                        place, f"a sheet spans more than {MOST_CELLS} cells", "a sheet without cells far from its rows"
                    )
    except (zipfile.BadZipFile, EOFError, OSError):
        return  # not a whole workbook: the reader says so


def _cells(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """The cells of the rectangle from A1 to the farthest cell; 0 where no cell is far."""
    if not any(_FAR.search(text) for text in _texts(archive, part)):
        return 0
    last_row = last_column = 1
    for text in _texts(archive, part):
        for match in _CELL.finditer(text):
            last_row = max(last_row, int(match[2]))
            last_column = max(last_column, _column(match[1]))
    return last_row * last_column


def _texts(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A sheet in pieces that overlap, so that no cell's name is cut in two."""
    with archive.open(part) as file:
        kept = b""
        while chunk := file.read(_CHUNK):
            yield kept + chunk
            kept = chunk[-32:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
