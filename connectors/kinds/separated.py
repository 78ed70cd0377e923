"""CSV files row by row: cells between separators, below a header that is searched for.

Memory holds one row at a time, and the first ones. Each line is counted as a row or by the reason it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from connectors.base import Fault, RawRow
from connectors.headers import SEARCHED, FoundHeader, HeaderSearch
from connectors.kinds.files_card import FilesStream
from connectors.kinds.quotes import Record, Records
from connectors.kinds.table import KEPT, TableRows, bound
from connectors.kinds.text import cut_short, encoding_of, refuse_misread, undecodable
from connectors.kinds.widths import AHEAD, BLOCK, Widths
from connectors.tally import Skipped, Tally
from schema.errors import DeliveryError
from schema.message import Message


def csv_rows(path: Path, stream: FilesStream, place: str, tally: Tally) -> Iterator[RawRow]:
    """The rows of a CSV file. Raises DeliveryError."""
    encoding = encoding_of(path, stream.encoding, place)
    with path.open(encoding=encoding, newline="", errors="strict") as file:
        above, header = _header(file, stream, place)
        tally.skip(Skipped.TITLE, sum(record.lines for record in above[:-1]))
        tally.skip(Skipped.HEADER, above[-1].lines)
        file.seek(0)
        lines = islice(file, tally.left_out, None)
        records = Records(lines, stream.delimiter, len(above), len(header.names) - 1)
        following = _decoded(records, stream, place)
        ahead = list(islice(following, AHEAD))
        known = [record.cells for record in ahead if record.fault is None and any(record.cells)]
        widths = Widths(stream, header.names, known if records.whole else known[:-1], place)
        records.separators = widths.least - 1
        table = _Table(TableRows(stream, header.names, tally), widths, tally)
        source = chain(ahead, following)
        for record in source:
            if len(record.cells) < widths.usual and record.number % BLOCK == 1:
                block = [record, *islice(source, BLOCK - 1)]
                together = widths.is_block([one.cells for one in block]) and (len(block) == BLOCK or records.whole)
                yield from filter(None, [table.row(one, together) for one in block])
            else:
                row = table.row(record)
                if row is not None:
                    yield row
        if table.fault is not None and not records.whole:
            raise cut_short(place)
        tally.lines = records.lines + sum(record.lines for record in above)
    tally.check(place)


class _Table:
    """Records below the header as rows, each line counted."""

    def __init__(self, rows: TableRows, widths: Widths, tally: Tally) -> None:
        self.fault: Fault | None = None
        """Of the last record."""
        self._rows = rows
        self._widths = widths
        self._tally = tally

    def row(self, record: Record, together: bool = False) -> RawRow | None:
        """The row of a record, None for one that is no data; ``together``: in a block that Excel saved short."""
        cells = record.cells
        if not self._rows.is_data(cells, record.lines):
            self.fault = None
            return None
        self._tally.rows += record.lines
        fault = record.fault
        if fault is None and not together and (len(cells) != self._widths.usual or not self._widths.strict):
            fault = self._widths.fault(cells)
        self.fault = fault
        row = self._rows.row(record.number, cells, fault)
        if record.length > KEPT:
            bound(row)
        return row


def csv_title(path: Path, stream: FilesStream, place: str) -> str:
    """The lines above the header."""
    encoding = encoding_of(path, stream.encoding, place)
    with path.open(encoding=encoding, newline="") as file:
        return _header(file, stream, place)[1].title


def _header(file: TextIO, stream: FilesStream, place: str) -> tuple[list[Record], FoundHeader]:
    """The records down to the header, and the header. Raises DeliveryError."""
    first = list(islice(_decoded(Records(file, stream.delimiter), stream, place), SEARCHED))
    refuse_misread((record.cells for record in first), place)
    header = HeaderSearch(stream, stream.header_rows).find([record.cells for record in first], place)
    above = first[: header.index + 1]
    if above[-1].fault is not None:
        raise DeliveryError(place, Message("表头不完整", "its header is broken"), above[-1].fault.expected)
    return above, header


def _decoded(records: Iterable[Record], stream: FilesStream, place: str) -> Iterator[Record]:
    """The records, with the errors of decoding as DeliveryError."""
    number = 0
    try:
        for record in records:
            number = record.number
            yield record
    except UnicodeDecodeError as error:
        raise undecodable(error, place, number, stream.encoding) from None
