"""Text files row by row: CSV in the encoding that the card states, and JSON Lines.

The encoding is told from the file's beginning and held to strictly to its end; memory holds one row at a time.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from connectors.base import Fault, RawRow
from connectors.card import StreamCard
from connectors.headers import SEARCHED, HeaderSearch, Row
from connectors.kinds.table import TableRows
from schema.errors import DeliveryError
from schema.values.reason import Reason

Cells = list[str | None]

_PROBE = 1 << 16
_LONGEST_FIELD = 1 << 28
"""Characters after which a quote that was never closed is taken for one."""


def encoding_of(path: Path, allowed: tuple[str, ...], place: str) -> str:
    """``utf-8-sig`` or ``gb18030``. Raises DeliveryError when the file is in none of the allowed encodings.

    Valid UTF-8 with characters beyond ASCII is never taken for GB18030, which would decode most of it to nonsense.
    """
    with path.open("rb") as file:
        beginning = file.read(_PROBE)
    if not beginning:
        raise DeliveryError(place, "the file is empty", "a header and rows")
    if beginning.isascii() and b"\0" not in beginning:
        return "utf-8-sig" if "utf-8" in allowed else allowed[0]
    found = next((name for name in ("utf-8", "gb18030") if _decodes(beginning, name)), None)
    if found not in allowed or found is None:
        raise wrong_encoding(place, allowed)
    return "utf-8-sig" if found == "utf-8" else found


def wrong_encoding(place: str, allowed: tuple[str, ...]) -> DeliveryError:
    return DeliveryError(place, "wrong encoding", "text in " + " or ".join(name.upper() for name in allowed))


def _decodes(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def misread(text: str) -> bool:
    """Whether text is UTF-8 that somebody read as GBK and saved again (鏉庢槑 for 李明).

    Three bytes of UTF-8 make one and a half characters of GBK; text that was never misread gives back next to nothing.
    """
    if text.isascii():
        return False
    once = text.encode("gb18030", "ignore").decode("utf-8", "ignore")
    return sum("\u4e00" <= character <= "\u9fff" for character in once) > 0.4 * len(text)


def csv_rows(path: Path, stream: StreamCard, place: str) -> Iterator[RawRow]:
    """The rows of a CSV file. Raises DeliveryError."""
    encoding = encoding_of(path, stream.encoding, place)
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding=encoding, newline="", errors="strict") as file:
        records = _records(file, stream, place)
        first: list[tuple[int, Cells]] = []
        for numbered in records:
            first.append(numbered)
            if len(first) == SEARCHED:
                break
        refuse_misread((row for _, row in first), place)
        header = HeaderSearch(stream).find([row for _, row in first], place)
        table = TableRows(stream, header.names)
        yield from table.rows(first[header.index + 1 :])
        yield from table.rows(records)


def csv_title(path: Path, stream: StreamCard, place: str) -> str:
    """What stands above the header."""
    encoding = encoding_of(path, stream.encoding, place)
    with path.open(encoding=encoding, newline="") as file:
        first = [
            row for _, row in zip(range(SEARCHED), (row for _, row in _records(file, stream, place)), strict=False)
        ]
    return HeaderSearch(stream).find(first, place).title


def refuse_misread(rows: Iterable[Row], place: str) -> None:
    """Raises DeliveryError when most of the first rows' Chinese text is mojibake."""
    found = (cell for row in rows for cell in row if cell and not cell.isascii() and len(cell) < 200)
    texts = list(islice(found, 100))
    if texts and sum(map(misread, texts)) * 2 > len(texts):
        raise DeliveryError(place, "its text was read in a wrong encoding before it was saved", "readable Chinese text")


def _records(file: TextIO, stream: StreamCard, place: str) -> Iterator[tuple[int, Cells]]:
    """(record number from 1, cells)."""
    number = 0
    try:
        for number, values in enumerate(csv.reader(file, delimiter=stream.delimiter), 1):
            yield number, [value.strip() or None for value in values]
    except UnicodeDecodeError:
        raise wrong_encoding(f"{place} after row {number}", stream.encoding) from None
    except csv.Error as error:
        raise DeliveryError(f"{place} after row {number}", str(error), "quotes that are closed") from None


def json_rows(path: Path, stream: StreamCard, place: str) -> Iterator[RawRow]:
    """The rows of a JSON Lines file, one object a line, in UTF-8. Raises DeliveryError."""
    encoding = encoding_of(path, stream.encoding, place)
    search = HeaderSearch(stream)
    names: tuple[str | None, ...] | None = None
    with path.open(encoding=encoding, errors="strict") as file:
        number = 0
        try:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                values = _object(line)
                if values is None:
                    cells: dict[str, str | None] = {"line": line.strip()[:1000]}
                    yield RawRow(number, cells, Fault(None, Reason.MALFORMED_ROW, "a JSON object on each line"))
                    continue
                if names is None:
                    names = search.find([list(values)], place).names
                spelled = {name: search.spelled(name) for name in values}
                row: dict[str, str | None] = dict.fromkeys(name for name in names if name is not None)
                row |= {spelled[name]: value for name, value in values.items()}
                yield from TableRows(stream, tuple(row)).rows([(number, list(row.values()))])
        except UnicodeDecodeError:
            raise wrong_encoding(f"{place} after row {number}", stream.encoding) from None


def _object(line: str) -> dict[str, str | None] | None:
    try:
        found = json.loads(line, parse_int=str, parse_float=str)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    return {name: _as_text(value) for name, value in found.items()}


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value.strip() or None
    return json.dumps(value, ensure_ascii=False)
