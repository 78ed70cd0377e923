"""A workbook's sheets, whichever format holds them: a package of XML since 2007, records (BIFF) before.

The format is told by the first bytes: a workbook of either format is read under the name ``.xls``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from connectors.kinds.readers import ending
from connectors.kinds.signs import OLE, starts_with
from connectors.kinds.xlsx.cells import SheetCells, SheetRow
from connectors.kinds.xlsx.merged import Merge


class Sheet(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def visible(self) -> bool: ...

    @property
    def merges(self) -> tuple[Merge, ...]: ...

    def rows(self) -> Iterator[SheetRow]:
        """Every row with a cell, from the first; each call reads anew. Raises DeliveryError."""


@contextmanager
def opened(path: Path, place: str) -> Iterator[Sequence[Sheet]]:
    """The sheets in the workbook's order, until it is left. Raises DeliveryError for what is no whole workbook."""
    if ending(path) == ".xls" and starts_with(path, OLE):
        from connectors.kinds.xls import record_sheets

        yield record_sheets(path, place)
        return
    from connectors.kinds.xlsx.book import Book
    from connectors.kinds.xlsx.package import Package

    with Package(path, place) as package:
        book = Book(package)
        yield [SheetCells(book, sheet) for sheet in book.sheets]
